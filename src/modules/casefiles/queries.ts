// What screens ask about a case file. The spine (number, needs) is found by whoever may see the
// person; notes only by their own unit, whatever is asked.
import { build, type Transaction } from '#platform/db/transaction.ts';
import { anyFileOf } from '../people/one-person.ts';
import type { DocumentSeen, NeedState } from './schema.ts';

export interface CaseFile {
  readonly personId: string;
  /** Such as `7QK2-93MX`. */
  readonly number: string;
  readonly openedAt: Temporal.Instant;
}

/** The case file of a person, or undefined: none, or not to be seen. */
export function findCaseFile(tx: Transaction, personId: string): Promise<CaseFile | undefined> {
  return tx.first(
    build
      .selectFrom('casefiles.case_file')
      .select(['person_id as personId', 'number', 'opened_at as openedAt'])
      .where('person_id', '=', personId),
  );
}

/** A need and how it stands. */
export interface Need {
  readonly id: string;
  /** The visit in which it was found. */
  readonly visitId: string;
  readonly subjectId: string;
  readonly state: NeedState;
  readonly foundAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
}

/** Needs of a person over all visits, the oldest first. */
export function listNeeds(tx: Transaction, personId: string): Promise<Need[]> {
  return tx.all(
    build
      .selectFrom('casefiles.need')
      .select([
        'id',
        'visit_id as visitId',
        'subject_id as subjectId',
        'state',
        'found_at as foundAt',
        'changed_at as changedAt',
      ])
      .$narrowType<{ state: NeedState }>()
      .where('person_id', '=', anyFileOf(personId))
      .orderBy('found_at')
      .orderBy('id'),
  );
}

/** A note of the asking account's own unit. */
export interface OwnNote {
  readonly id: string;
  readonly visitId: string;
  readonly stopId: string;
  readonly unitId: string;
  readonly author: string;
  readonly body: string;
  readonly writtenAt: Temporal.Instant;
}

/** What the asking account's units noted about a person, the newest first. */
export function listOwnNotes(tx: Transaction, personId: string, most = 50): Promise<OwnNote[]> {
  return tx.all(
    build
      .selectFrom('casefiles.note as n')
      .innerJoin('access.account as a', 'a.id', 'n.account_id')
      .select([
        'n.id',
        'n.visit_id as visitId',
        'n.stop_id as stopId',
        'n.unit_id as unitId',
        'a.name as author',
        'n.body',
        'n.written_at as writtenAt',
      ])
      .where('n.person_id', '=', anyFileOf(personId))
      .orderBy('n.written_at', 'desc')
      .orderBy('n.id', 'desc')
      .limit(most),
  );
}

/** Somebody who read a file: who, for which units, when last. */
export interface Reader {
  readonly accountId: string;
  readonly name: string;
  readonly unitIds: readonly string[];
  readonly lastAt: Temporal.Instant;
}

/**
 * Who read a person's file since an instant, the latest first; each account once. Found by those
 * who serve her now.
 */
export function listReaders(
  tx: Transaction,
  personId: string,
  since: Temporal.Instant,
): Promise<Reader[]> {
  return tx.text(
    `select * from (
       select distinct on (r.account_id) r.account_id as "accountId", a.name,
         r.unit_ids as "unitIds", r.read_at as "lastAt"
       from log.read r join access.account a on a.id = r.account_id
       where r.person_id = any ((select people.files_of($1))::uuid[]) and r.read_at >= $2
       order by r.account_id, r.read_at desc) latest
     order by "lastAt" desc, name`,
    [personId, since],
  );
}

/** A paper that was seen. */
export interface SeenDocument {
  readonly id: string;
  readonly documentId: string;
  readonly seen: DocumentSeen;
  readonly unitId: string;
  readonly centreId: string;
  readonly seenOn: Temporal.PlainDate;
  readonly validUntil: Temporal.PlainDate | null;
}

/** Papers of a person that were seen, each kind once as it was seen last; the newest first. */
export function listDocuments(tx: Transaction, personId: string): Promise<SeenDocument[]> {
  return tx.text(
    `select * from (
       select distinct on (document_id) id, document_id as "documentId", seen, unit_id as "unitId",
         centre_id as "centreId", seen_on as "seenOn", valid_until as "validUntil", noted_at
       from casefiles.document where person_id = any ((select people.files_of($1))::uuid[])
       order by document_id, seen_on desc, noted_at desc) latest
     order by "seenOn" desc, noted_at desc`,
    [personId],
  );
}

// What screens and commands ask about conferences. Row security shows one to the unit that called it and
// to whoever has a seat for each of its files (db/migrations/0270).
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { SharePurpose } from '../casefiles/consent-schema.ts';
import type { Asked, Conference } from './rules.ts';
import type { ConferenceOutcome } from './schema.ts';

/** A conference as a list shows it. */
export interface ConferenceLine {
  readonly id: string;
  readonly unitId: string;
  /** Who called it. */
  readonly calledBy: string;
  readonly purpose: SharePurpose;
  readonly question: string;
  readonly sections: readonly string[];
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly outcome: ConferenceOutcome | null;
  readonly endedAt: Temporal.Instant | null;
  /** Whose files it is about; of one that is not `open` to whoever asks now, nothing is said. */
  readonly files: readonly {
    readonly personId: string;
    readonly open: boolean;
    readonly name: string | null;
  }[];
}

const lines = sql`
  select c.id, c.unit_id as "unitId", a.name as "calledBy", c.purpose, c.question, c.sections,
    c.starts_at as "startsAt", c.ends_at as "endsAt", c.outcome, c.ended_at as "endedAt",
    (select json_agg(json_build_object('personId', f.person_id, 'open', p.id is not null, 'name', p.name) order by f.person_id)
     from conferences.file f left join people.person p on p.id = f.person_id
     where f.conference_id = c.id) as files
  from conferences.conference c join access.account a on a.id = c.called_by`;

/** One conference, or undefined: not there, or not to be seen. */
export function findConference(tx: Transaction, id: string): Promise<ConferenceLine | undefined> {
  return tx.first(sql<ConferenceLine>`${lines} where c.id = ${id}`);
}

/** Those that the asking account may know of: what is not over first, the next on top. */
export function listConferences(tx: Transaction): Promise<ConferenceLine[]> {
  return tx.all(sql<ConferenceLine>`${lines}
    order by c.outcome is not null, case when c.outcome is null then c.starts_at end,
      c.starts_at desc, c.id limit 100`);
}

/** Those about one file, the latest first. */
export function listConferencesOf(tx: Transaction, personId: string): Promise<ConferenceLine[]> {
  return tx.all(sql<ConferenceLine>`${lines}
    where c.id in (select conference_id from conferences.file where person_id = ${personId})
    order by c.starts_at desc, c.id limit 20`);
}

/** Who is invited, and whether she came; whoever called it among them. */
export interface Invited {
  readonly accountId: string;
  readonly name: string;
  readonly unitId: string;
  readonly attended: boolean | null;
}
export function listInvited(tx: Transaction, conferenceId: string): Promise<Invited[]> {
  return tx.text(
    `select i.account_id as "accountId", a.name, i.unit_id as "unitId", i.attended
     from conferences.invited i join access.account a on a.id = i.account_id
     where i.conference_id = $1 order by i.unit_id, a.name, a.id`,
    [conferenceId],
  );
}

/** What was agreed there; undefined: nothing is written, or it is not for whoever asks. */
export function findRecord(
  tx: Transaction,
  conferenceId: string,
): Promise<
  | { readonly body: string; readonly writtenBy: string; readonly writtenAt: Temporal.Instant }
  | undefined
> {
  return tx.first(sql`
    select r.body, a.name as "writtenBy", r.written_at as "writtenAt"
    from conferences.record r join access.account a on a.id = r.written_by
    where r.conference_id = ${conferenceId}`);
}

/** For which units each of these accounts may come to a conference on these files. */
export async function listAsked(
  tx: Transaction,
  accountIds: readonly string[],
  personIds: readonly string[],
  unitId: string,
): Promise<Asked[]> {
  const rows = await tx.text<{ accountId: string; unitId: string }>(
    `select account_id as "accountId", unit_id as "unitId"
     from conferences.may_come($1::uuid[], $2::uuid[], $3) order by 1, 2`,
    [[...accountIds], [...personIds], unitId],
  );
  return accountIds.map((accountId) => ({
    accountId,
    unitIds: rows.flatMap((row) => (row.accountId === accountId ? [row.unitId] : [])),
  }));
}

/** Colleagues of some units who could come to a conference on these files, by unit and name. */
export function listCandidates(
  tx: Transaction,
  unitIds: readonly string[],
  personIds: readonly string[],
  calling: string,
): Promise<{ readonly accountId: string; readonly name: string; readonly unitId: string }[]> {
  return tx.text(
    `select c.account_id as "accountId", a.name, c.unit_id as "unitId"
     from conferences.may_come(array(
       select m.account_id from access.membership m
       where m.unit_id = any ($1::text[]) and m.valid @> now()), $2::uuid[], $3) c
     join access.account a on a.id = c.account_id
     where c.unit_id = any ($1::text[]) and a.id <> access.me()
     order by c.unit_id, a.name, a.id limit 300`,
    [[...unitIds], [...personIds], calling],
  );
}

/** Entries of the ledger that one unit asked for, about some people; their ids in order. */
export async function listLedgerIds(
  tx: Transaction,
  personIds: readonly string[],
  unitId: string,
): Promise<string[]> {
  const rows = await tx.text<{ id: string }>(
    `select c.id from casefiles.consent c
     where c.person_id = any ($1::uuid[]) and c.unit_id = $2
       and not exists (select from casefiles.consent_end e where e.consent_id = c.id)
     order by c.id limit 400`,
    [[...personIds], unitId],
  );
  return rows.map(({ id }) => id);
}

/** Locks one; what is not there and what may not be seen are the same problem. */
export async function lockConference(tx: Transaction, id: string): Promise<Conference | Problem> {
  const [row] = await tx.text<Conference>(
    `select id, unit_id as "unitId", starts_at as "startsAt", ends_at as "endsAt", outcome,
       accounts as "accountIds", persons as "personIds" from conferences.hold($1)`,
    [id],
  );
  return row ?? problem('not-found');
}

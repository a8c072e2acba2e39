// Which files are one person, and what must be known before two are joined.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { FileToMerge, Joined, MergeFacts } from './merge-rules.ts';

/** Merging and parting come one after the other: they are rare, and each looks at all files of two people. */
export function lockMerges(tx: Transaction): void {
  tx.text('select pg_advisory_xact_lock(230)').catch(() => {});
}

/** Locks two files in the order of ids, and reads what the rule must know; undefined: not both to be seen. */
export async function loadMerge(
  tx: Transaction,
  oneId: string,
  otherId: string,
): Promise<MergeFacts | undefined> {
  const files = await tx.all(sql<FileToMerge>`
    select p.id as "personId", p.unit_id as "unitId",
      (select i.born from people.identity i where i.person_id = p.id) as born
    from people.person p where p.id in (${oneId}, ${otherId}) order by p.id for update of p`);
  const one = files.find(({ personId }) => personId === oneId);
  const other = files.find(({ personId }) => personId === otherId);
  if (!one || !other) return undefined;
  const [row] = await tx.all(sql<Omit<MergeFacts, 'one' | 'other'>>`
    select coalesce(f.already_one, false) as "alreadyOne", coalesce(f.both_here, false) as "bothHere",
      coalesce(f.kept, true) as kept,
      exists (select from people.household_member a
        join people.household_member b on b.household_id = a.household_id
          and a.left_at is null and b.left_at is null
        where a.person_id = ${oneId} and b.person_id = ${otherId}) as "oneHousehold",
      (select q.account_id from people.pair q where q.state = 'review'
        and q.one_id = least(${oneId}::uuid, ${otherId}::uuid)
        and q.other_id = greatest(${oneId}::uuid, ${otherId}::uuid)) as "askedBy"
    from people.merge_facts(${oneId}, ${otherId}) f`);
  return row && { one, other, ...row };
}

/** One act that joined two files, locked; undefined: not there, or not to be seen. */
export function findMerge(tx: Transaction, mergeId: string): Promise<Joined | undefined> {
  return tx.first(sql<Joined>`
    select id as "mergeId", one_id as "oneId", other_id as "otherId", unit_id as "unitId"
    from people.merge where id = ${mergeId}`);
}

/** A file of a person who has several. */
export interface JoinedFile {
  readonly personId: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly openedAt: Temporal.Instant | null;
  /** The one whose number is the person's. */
  readonly survives: boolean;
}

/** All files of a person, the oldest first; one alone for whoever has no other. */
export function listFilesOf(tx: Transaction, personId: string): Promise<JoinedFile[]> {
  return tx.all(sql<JoinedFile>`
    select p.id as "personId", p.name, f.number, f.opened_at as "openedAt",
      p.id = people.survivor_of(p.id) as survives
    from people.person p left join casefiles.case_file f on f.person_id = p.id
    where p.id = any ((select people.files_of(${personId}))::uuid[])
    order by survives desc, f.opened_at, f.number`);
}

/** An act by which two files of a person were joined. */
export interface MergeLine extends Joined {
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly oneNumber: string | null;
  readonly otherNumber: string | null;
}

/** The acts that made a person's files one, the latest first; for those who receive her. */
export function listMerges(tx: Transaction, personId: string): Promise<MergeLine[]> {
  return tx.all(sql<MergeLine>`
    select m.id as "mergeId", m.one_id as "oneId", m.other_id as "otherId", m.unit_id as "unitId",
      a.name as by, m.merged_at as at, f.number as "oneNumber", o.number as "otherNumber"
    from people.merge m join access.account a on a.id = m.account_id
    left join casefiles.case_file f on f.person_id = m.one_id
    left join casefiles.case_file o on o.person_id = m.other_id
    where m.one_id = any ((select people.files_of(${personId}))::uuid[])
    order by m.merged_at desc, m.id`);
}

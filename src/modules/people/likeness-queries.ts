// What is compared of two files, and the pairs that wait for a human. Row security finds the pairs of
// one's own unit alone, where both files may be seen.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { ComparedPair } from './likeness-rules.ts';

/** What is compared; undefined: not both to be seen. For whoever receives both, and for the worker. */
export async function findPairFacts(
  tx: Transaction,
  oneId: string,
  otherId: string,
): Promise<ComparedPair | undefined> {
  // In the order of ids, so that the same is compared whoever comes first.
  const [row] = await tx.text<{ facts: ComparedPair | null }>(
    'select people.pair_facts(least($1::uuid, $2), greatest($1::uuid, $2)) as facts',
    [oneId, otherId],
  );
  return row?.facts ?? undefined;
}

/** What an answer was about: with another one the pair is asked about anew (PEO-26). */
export function digestOf({ one, other }: ComparedPair): string {
  const told = [one, other].map(({ names, born, nationality, phones, emails, papers }) => [
    names,
    born,
    nationality,
    phones,
    emails,
    papers,
  ]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 40);
}

/** Whom the worker compares with a person. */
export async function listToCompareWith(
  tx: Transaction,
  personId: string,
  most = 60,
): Promise<string[]> {
  const rows = await tx.text<{ id: string }>(
    'select other_id as id from people.to_compare_with($1, $2)',
    [personId, most],
  );
  return rows.map(({ id }) => id);
}

/** A pair that waits for a human. */
export interface PairLine {
  readonly oneId: string;
  readonly otherId: string;
  readonly oneName: string | null;
  readonly otherName: string | null;
  readonly oneNumber: string | null;
  readonly otherNumber: string | null;
  readonly state: 'probable' | 'review';
  readonly evidence: readonly string[];
  readonly weight: number;
}

/** Pairs that wait, the likeliest first; none that were joined meanwhile. Note whom you show. */
export function listPairs(tx: Transaction, most = 50): Promise<PairLine[]> {
  return tx.all(sql<PairLine>`
    select q.one_id as "oneId", q.other_id as "otherId", one.name as "oneName",
      other.name as "otherName", f.number as "oneNumber", o.number as "otherNumber", q.state,
      q.evidence, q.weight
    from people.pair q
    join people.person one on one.id = q.one_id
    join people.person other on other.id = q.other_id
    left join casefiles.case_file f on f.person_id = q.one_id
    left join casefiles.case_file o on o.person_id = q.other_id
    where q.state in ('probable', 'review')
      and not exists (select from people.same_person s
                      where s.person_id = q.one_id and s.other_id = q.other_id)
    order by q.state = 'review' desc, q.weight desc, q.changed_at, q.one_id, q.other_id
    limit ${most}`);
}

/** What was said of a pair last; undefined while nobody asked. */
export function findPair(
  tx: Transaction,
  oneId: string,
  otherId: string,
): Promise<{ readonly state: string } | undefined> {
  return tx.first(sql<{ state: string }>`
    select state from people.pair where one_id = least(${oneId}::uuid, ${otherId}::uuid)
      and other_id = greatest(${oneId}::uuid, ${otherId}::uuid)`);
}

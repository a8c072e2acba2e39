// Which trips and people somebody may see, asked by id: for screens that want to hear of them.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';

/** Of these visits and persons, the ids that the asking session reaches now. */
export async function listReachable(
  tx: Transaction,
  asked: { readonly visitIds: readonly string[]; readonly personIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await tx.all(sql<{ id: string }>`
    select id from visits.visit where id = any (${[...asked.visitIds]}::uuid[])
    union all select id from people.person where id = any (${[...asked.personIds]}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
}

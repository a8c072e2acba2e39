// Sheets of counts, and the sums of quarters that are over: of nobody.
import type { Transaction } from '#platform/db/transaction.ts';
import type { CountSheet, Tally } from './count-schema.ts';

/** All sheets, one for a kind of compartment at most. */
export async function listSheets(tx: Transaction): Promise<CountSheet[]> {
  const rows = await tx.text<{
    id: string;
    kindId: string;
    body: Omit<CountSheet, 'id' | 'kindId'>;
  }>(`select id, kind_id as "kindId", body from compartments.sheet order by sort, id`);
  return rows.map(({ body, ...row }) => ({ ...row, ...body }));
}

/** Every number of every quarter that is over: to be told by `toldOf` alone. */
export function listTallies(tx: Transaction): Promise<Tally[]> {
  return tx.text(
    'select sheet_id as "sheetId", quarter, choice, cases from compartments.tallies()',
  );
}

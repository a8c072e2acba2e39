// Many rows into one table by one statement. What is there already stays as it is, so a seed can be
// run again and never undoes what people have changed.
import type { Transaction } from '#platform/db/transaction.ts';

/**
 * Inserts rows, leaving out those that stand in the way of a constraint.
 * @param columns each with its SQL type, such as `{ id: 'text', valid: 'daterange' }`
 * @returns how many were new
 */
export async function insertMissing<Columns extends Record<string, string>>(
  tx: Transaction,
  table: string,
  columns: Columns,
  rows: readonly { readonly [Name in keyof Columns]: unknown }[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const names = Object.keys(columns).join(', ');
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  const inserted = await tx.text(
    `insert into ${table} (${names})
     select ${names} from jsonb_to_recordset($1::jsonb) as r (${typed.join(', ')})
     on conflict do nothing returning 1 as one`,
    [JSON.stringify(rows)],
  );
  return inserted.length;
}

/** A range as PostgreSQL writes it; the end is not part of it. */
export function range(from: string | undefined, until: string | undefined): string {
  return `[${from ?? ''},${until ?? ''})`;
}

// Reads rows as the change of a directory needs them, and what was changed before.
import { problem, type Problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Line, MadeChange, RowChange, Table } from './change.ts';

/** Rows of a table as the database spells them. @param where column and value, all of which hold */
export async function readLines(
  tx: Transaction,
  table: Table,
  where: Readonly<Record<string, string | number>>,
): Promise<readonly Line[]> {
  const names = Object.keys(where);
  const tests = names.map((name, at) => `t.${name}::text = $${at + 1}`);
  const rows = await tx.text<{ line: Line }>(
    `select to_jsonb(t) as line from directory.${table} t where ${['true', ...tests].join(' and ')} order by 1`,
    Object.values(where).map(String),
  );
  return rows.map(({ line }) => line);
}

/** The row of a table with an id. */
export async function findLine(
  tx: Transaction,
  table: Table,
  id: string,
): Promise<Line | undefined> {
  return (await readLines(tx, table, { id }))[0];
}

/** A change that was kept, with who made it. */
export interface LoggedChange extends MadeChange {
  readonly undoes: string | null;
  readonly by: string;
  readonly madeAt: Temporal.Instant;
}

interface Row {
  readonly id: string;
  readonly command: string;
  readonly rows: readonly RowChange[];
  readonly due: string;
  readonly state: MadeChange['state'];
}

/** What was changed at a house, or in the catalogue (null), the latest first; nothing for others. */
export async function listChanges(
  tx: Transaction,
  centreId: string | null,
  most = 50,
): Promise<readonly LoggedChange[]> {
  const rows = await tx.text<Row & { undoes: string | null; by: string; madeAt: Temporal.Instant }>(
    `select id, command, rows, due_on::text as due, state, undoes, by_name as by, made_at as "madeAt"
     from directory.changes($1, $2)`,
    [centreId, most],
  );
  return rows.map(({ due, ...row }) => ({
    ...row,
    centreId,
    dueOn: Temporal.PlainDate.from(due),
  }));
}

/** One change; not found for who may change nothing there. */
export async function getChange(tx: Transaction, id: string): Promise<MadeChange | Problem> {
  const [row] = await tx.text<Row & { centreId: string | null }>(
    `select id, centre_id as "centreId", command, rows, due_on::text as due, state
     from directory.find_change($1)`,
    [id],
  );
  if (!row) return problem('not-found');
  const { due, ...made } = row;
  return { ...made, dueOn: Temporal.PlainDate.from(due) };
}

// What tables hold, as one line each: two alike mean that nothing changed.
import type pg from 'pg';

export interface TableSum {
  readonly name: string;
  readonly sum: string;
}

/**
 * What each of `tables` holds now. On one connection always the same tables: the question has a name, so that it is
 * planned once, which for eighty tables costs ten times as much as to ask it.
 */
export async function digestOf(
  client: pg.Client,
  tables: readonly string[],
): Promise<readonly TableSum[]> {
  const { rows } = await client.query<TableSum>({ name: 'digest', text: digestQuery(tables) });
  return rows;
}

/**
 * A query that tells for each of `tables` its `name` and a `sum` over what its rows hold, whatever their
 * order: a sum of hashes costs a tenth of sorting rows as text. Columns of types json and bit have no hash.
 */
function digestQuery(tables: readonly string[]): string {
  return tables
    .map((table) => {
      const hash = AS_TEXT.has(table)
        ? 'hashtextextended(t::text, 0)'
        : 'hash_record_extended(t, 0)';
      return `select '${table}' as name, count(*) || ' ' || coalesce(sum(${hash}), 0) as sum from ${table} t`;
    })
    .join(' union all ');
}

/** Tables with a column that has no hash. */
const AS_TEXT: ReadonlySet<string> = new Set(['people.name_key']);

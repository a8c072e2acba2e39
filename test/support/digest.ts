// What tables hold, as one line each: two alike mean that nothing changed.

/**
 * A query that tells for each of `tables` its `name` and a `sum` over what its rows hold, whatever their
 * order: a sum of hashes costs a tenth of sorting rows as text. Columns of types json and bit have no hash.
 */
export function digestQuery(tables: readonly string[]): string {
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

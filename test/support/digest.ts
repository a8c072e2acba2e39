// What tables hold, as one line each: two alike mean that nothing changed.

/**
 * A query that tells for each of `tables` its `name` and a `sum` over what its rows hold, whatever their
 * order: a sum of hashes costs a tenth of sorting rows as text. A column of type json has no hash and is
 * refused; jsonb has one.
 */
export function digestQuery(tables: readonly string[]): string {
  return tables
    .map(
      (table) => `select '${table}' as name,
        count(*) || ' ' || coalesce(sum(hash_record_extended(t, 0)), 0) as sum from ${table} t`,
    )
    .join(' union all ');
}

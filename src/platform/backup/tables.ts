// Which tables a backup holds, in the order in which they can be filled again. Asked from the
// database itself, so that a new table is never forgotten.
import type pg from 'pg';

export interface TableShape {
  /** `schema.table`, quoted where it must be. */
  readonly name: string;
  /** Columns that hold values of their own; generated ones follow from them. */
  readonly columns: readonly string[];
  /** Columns that put the rows in one order, whatever happened to the table. */
  readonly order: readonly string[];
}

/** Made by the migrations, by the queue itself, or from other tables by their triggers; not contents. */
const NOT_OURS = "('pg_catalog', 'information_schema', 'pg_toast', 'jobs', 'public')";
// And documents that live for hours: in a backup they would live as long as it does.
const MADE_ANEW = new Set(['meta.migration', 'access.standing', 'casefiles.export_document']);

/** Every table of contents; a table that another one points at comes before it. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { needs: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce(
        (select array_agg(quote_ident(a.attname) order by k.place)
         from pg_index i, unnest(i.indkey::int2[]) with ordinality as k (number, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
         where i.indrelid = c.oid and i.indisprimary),
        (select array_agg(format('%I::text', a.attname) order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as order,
      array(select distinct format('%I.%I', rn.nspname, r.relname)
            from pg_constraint f join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
            where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ${NOT_OURS} and n.nspname not like 'pg_temp%'
    order by name`);
  const tables = rows.filter((row) => !MADE_ANEW.has(row.name));
  const sorted: TableShape[] = [];
  const done = new Set<string>();
  while (sorted.length < tables.length) {
    const ready = tables.filter(
      (table) =>
        !done.has(table.name) && table.needs.every((need) => done.has(need) || MADE_ANEW.has(need)),
    );
    if (ready.length === 0) throw new Error('tables point at each other in a circle');
    for (const { name, columns, order } of ready) {
      sorted.push({ name, columns, order });
      done.add(name);
    }
  }
  return sorted;
}

/** Reads a table's rows as PostgreSQL writes a row, in order, `size` at a time. */
export async function* readRows(
  client: pg.ClientBase,
  table: TableShape,
  size = 2000,
): AsyncGenerator<string[]> {
  const columns = table.columns.map((column) => `t.${column}`).join(', ');
  await client.query(
    `declare contents no scroll cursor for select row(${columns})::text as line from ${table.name} t order by ${table.order
      .map((column) => `t.${column}`)
      .join(', ')}`,
  );
  try {
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${size} from contents`);
      if (rows.length === 0) return;
      yield rows.map(({ line }) => line);
    }
  } finally {
    await client.query('close contents').catch(() => {});
  }
}

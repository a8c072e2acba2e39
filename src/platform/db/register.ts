// The register of processing (GDPR 30): what is kept about people, why, on what legal basis and for how
// long, made from the comments of tables and columns, which the tests ask of every new one.
import pg from 'pg';
import { inCheckout } from '../checkout.ts';

/** Where the register is kept. */
export const REGISTER = inCheckout('docs', 'register-of-processing.md');

interface Kept {
  readonly table: string;
  readonly basis: string;
  readonly purpose: string;
  /** Data class, what it tells, and for how long. */
  readonly class: string;
  readonly tells: string;
  readonly kept: string;
  readonly columns: readonly string[];
}

const HEAD = `# Register of processing

What is kept about people, by purpose: the legal basis (articles of Regulation (EU) 2016/679), the data
class (S1 logistics, S2 facts of a service, S3 identity, S4 what may lead to a person, S5 compartments),
for how long, and in which columns. Made from the database by \`npm run types\`; tables that are about
nobody are left out. Periods by kind, with law and day, are in \`data/retention.json\`. Who adopts the product lets
its data-protection officer confirm bases and periods.
`;

/** The text of the register for a migrated database. */
export async function describeRegister(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Kept>(QUERY);
    const purposes = Map.groupBy(rows, ({ purpose, basis }) => `${purpose}\n\nOn ${basis}.`);
    return [HEAD, ...[...purposes].map(([head, kept]) => section(head, kept))].join('\n');
  } finally {
    await client.end();
  }
}

function section(head: string, kept: readonly Kept[]): string {
  const lines = kept.map(
    (one) =>
      `| \`${one.table}\` | ${one.class} | ${one.tells} | ${one.kept} | ${one.columns.join(', ')} |`,
  );
  return `## ${head}

| table | class | what it tells | kept | columns |
|---|---|---|---|---|
${lines.join('\n')}
`;
}

const QUERY = `
  select c.oid::regclass::text as table, split_part(t.said, ' · ', 1) as basis,
    split_part(t.said, ' · ', 2) as purpose, left(col.said, 2) as class,
    split_part(col.said, ' · ', 2) as tells, split_part(col.said, ' · ', 3) as kept,
    array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  cross join lateral (values (obj_description(c.oid))) t (said)
  cross join lateral (values (col_description(c.oid, a.attnum))) col (said)
  where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$|jobs$)'
    and t.said ~ '^GDPR' and col.said ~ '^S[1-5]'
  group by 1, 2, 3, 4, 5, 6
  order by 3, 2, 1, 4, min(a.attnum)`;

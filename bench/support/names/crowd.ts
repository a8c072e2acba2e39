// A million people with names in several scripts, of whom few names are very common and most are rare: filled
// in by SQL from the keys of each name, which the product's own code makes once.
import { inCheckout } from '#platform/checkout.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { LEARNED } from '#modules/people/names/weights.ts';
import { nameKeys } from '#modules/people/search-keys.ts';
import { marksOf } from '#modules/people/search-marks.ts';
import { chance } from './chance.ts';
import { readPairs } from './pairs.ts';

/** A name as it is kept, and how somebody with a Latin keyboard types it. */
export interface Token {
  readonly text: string;
  readonly latin: string;
}

const COMMON =
  'Maria José Ana João António Fatima Mohammed Ali Ahmed Singh Kaur Kumar Silva Santos Ferreira Pereira ' +
  'Oliveira Costa Sousa Rodrigues Hossain Rahman Islam Khan Hassan Ibrahim Diallo Balde Mendes Tavares ' +
  'Nguyen Wang Li Natalia Olena Oksana Irina Sara Manuel Carlos Paulo Pedro Francisco Luisa Isabel';

/** Of all words, so many in Latin letters; the rest as their own scripts have them. */
const LATIN_SHARE = 0.7;

/** The words of names, the commonest first; the same for the same seed. */
export function tokensOf(seed: number): Token[] {
  const random = chance(seed);
  const others = ['ar', 'he', 'ru']
    .flatMap((language) => readPairs(inCheckout('data', 'names', `${language}-latin-dev.csv`)))
    .map(({ written: [latin, native] }): Token => {
      const isLatin = random() < LATIN_SHARE;
      return { text: isLatin ? latin : native, latin };
    });
  const common = COMMON.split(' ').map((text): Token => ({ text, latin: text }));
  return [...common, ...random.some(others, others.length)];
}

/**
 * Fills an empty network with people: a given name and a surname each, a third of them two, a year of
 * birth, a telephone. The commonest words have some per cent of all people each. Indexes are made afterwards.
 */
export async function fillCrowd(superuserUrl: string, tokens: readonly Token[], people: number) {
  await withClient(superuserUrl, async (client) => {
    await client.query(`
      set session_replication_role = replica;
      set synchronous_commit = off;
      set work_mem = '256MB';
      set maintenance_work_mem = '1GB';
      create temp table token (n int primary key, text text, keys text[], marks bit(256))`);
    await client.query(
      'insert into token select n, t, null, m from unnest($1::int[], $2::text[], $3::bit(256)[]) x (n, t, m)',
      [
        tokens.map((_, n) => n),
        tokens.map(({ text }) => text),
        tokens.map(({ text }) => marksOf(nameKeys([text], LEARNED))),
      ],
    );
    const rows = tokens.flatMap(({ text }, n) =>
      nameKeys([text], LEARNED).map((key) => [n, key] as const),
    );
    await client.query(
      `update token t set keys = k.keys from (select n, array_agg(key) as keys
         from unnest($1::int[], $2::text[]) k (n, key) group by n) k where k.n = t.n`,
      [rows.map(([n]) => n), rows.map(([, key]) => key)],
    );
    const index = await client.query<{ text: string }>(
      `select pg_get_indexdef(indexrelid) as text from pg_index
       where indrelid = 'people.name_key'::regclass and not indisprimary`,
    );
    await client.query(`
      alter table people.name_key drop constraint name_key_pkey;
      drop index people.name_key_person`);
    await client.query(`select setseed(0.7)`);
    // The cube of chance: a few words are had by many.
    await client.query(
      `create temp table crowd as
       select n, uuidv7(- interval '900 days' + n * interval '1 minute') as id,
              floor(power(random(), 3) * $2)::int as a, floor(power(random(), 3) * $2)::int as b,
              case when random() < 0.33 then floor(power(random(), 3) * $2)::int end as c,
              1940 + floor(random() * 75)::int as year,
              case when random() < 0.7 then 'network-welcome' else 'claim-odemira' end as home
       from generate_series(1, $1) n`,
      [people, tokens.length],
    );
    await client.query(`
      update crowd set home = (select min(id) from access.unit where id <> 'network-welcome'
        and enforcement_link = 'none') where home <> 'network-welcome'`);
    await client.query(`
      insert into people.person (id, unit_id, name, language, registered_at)
        select id, home, concat_ws(' ', a.text, b.text, c.text), 'pt', now() - interval '900 days' + p.n * interval '1 minute'
        from crowd p join token a on a.n = p.a join token b on b.n = p.b left join token c on c.n = p.c`);
    await client.query(`
      insert into people.identity (person_id, unit_id, born) select id, home, year::text from crowd`);
    await client.query(`
      insert into people.contact (person_id, unit_id, phone)
        select id, home, '+351 9' || lpad(((n::bigint * 7919) % 100000000)::text, 8, '0') from crowd`);
    await client.query(`
      insert into people.name_key (key, person_id, unit_id, marks)
        select k, p.id, p.home, a.marks | b.marks | coalesce(c.marks, a.marks)
        from crowd p join token a on a.n = p.a join token b on b.n = p.b left join token c on c.n = p.c
        cross join lateral (select distinct k from unnest(a.keys || b.keys || c.keys) k) k`);
    await client.query(
      'alter table people.name_key add primary key (key, person_id) include (unit_id, marks)',
    );
    for (const { text } of index.rows) await client.query(text);
    await client.query('reset session_replication_role');
    await client.query(
      'vacuum analyze people.name_key, people.person, people.identity, people.contact',
    );
  });
}

/** Somebody of them, to be looked for. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly year: string;
  readonly phone: string;
}

/** Some who are at home where it is asked. */
export function someKnown(superuserUrl: string, count: number): Promise<Known[]> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<Known>(
      `select p.id, p.name, i.born as year, c.phone
       from people.person p tablesample system (2) repeatable (7)
       join people.identity i on i.person_id = p.id join people.contact c on c.person_id = p.id
       where p.unit_id = 'network-welcome' order by md5(p.id::text) limit $1`,
      [count],
    );
    return rows;
  });
}

/** How many people and keys there are. */
export function sizeOf(superuserUrl: string): Promise<{ people: number; keys: number }> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ people: number; keys: number }>(
      `select (select count(*) from people.person)::int as people,
              (select count(*) from people.name_key)::int as keys`,
    );
    return rows[0] ?? { people: 0, keys: 0 };
  });
}

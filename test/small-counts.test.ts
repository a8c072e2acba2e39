// From how many on a number about people is told: the code and the database say the same, and no function of the
// database has such a number of its own.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FEWEST } from '#base/fewest.ts';
import { type House, openHouse } from './support/house.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const sql = <Row extends object>(text: string, values: unknown[] = []) =>
  withClient(
    house.database.urls.owner,
    async (client) => (await client.query<Row>(text, values)).rows,
  );

test('the code and the database say the same of each', async () => {
  const rows = await sql<{ what: string; fewest: number }>(
    'select what, meta.fewest(what) as fewest from unnest($1::text[]) what',
    [Object.keys(FEWEST)],
  );
  expect(Object.fromEntries(rows.map(({ what, fewest }) => [what, fewest]))).toEqual(FEWEST);
});

test('no function that counts people has such a number of its own', async () => {
  const own = () =>
    sql<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('feedback', 'disclosures', 'planning', 'compartments', 'statistics', 'partners')
         and p.prosrc ~ 'count\\(' and p.prosrc ~ '>= [2-9]\\y' order by 1`,
    );
  expect(await own()).toEqual([]);
  await sql(
    `create function statistics.of_few() returns boolean language sql as 'select count(*) >= 4 from access.unit'`,
  );
  expect(await own()).toEqual([{ name: 'statistics.of_few()' }]);
});

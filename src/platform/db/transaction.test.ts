// Statements that travel in batches: order, failures in the middle, and a commit that goes along.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Database, sqlState } from './database.ts';
import { build, insertRow } from './transaction.ts';

let clone: TestDatabase;
let database: Database;
beforeAll(async () => {
  clone = await cloneDatabase();
  database = new Database({ url: clone.urls.owner, connections: 1, applicationName: 'test' });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

const setting = (name: string, value = '1') => insertRow('meta.setting', { name, value });
const count = (like: string) =>
  database.transaction(async (tx) => {
    const [row] = await tx.text<{ count: number }>(
      'select count(*)::int as count from meta.setting where name like $1',
      [like],
    );
    return row?.count;
  });

test('what is asked for together is one round trip, answered in order', async () => {
  await database.transaction(async (tx) => {
    const answers = await Promise.all(
      [1, 2, 3].map((n) => tx.text<{ n: number }>('select $1::int as n', [n])),
    );
    expect(answers.map(([row]) => row?.n)).toEqual([1, 2, 3]);
    expect(tx.roundTrips).toBe(1); // begin too
  });
});

test('plain inserts and the commit are one round trip', async () => {
  let trips = 0;
  await database.transaction(async (tx) => {
    tx.write(setting('a1'));
    tx.write(setting('a2'));
    await tx.commit();
    trips = tx.roundTrips;
  });
  expect(trips).toBe(1);
  expect(await count('a%')).toBe(2);
});

test('a write that finds another number of rows is never committed', async () => {
  const work = database.transaction(async (tx) => {
    tx.write(setting('b1'));
    tx.write(build.updateTable('meta.setting').set({ value: '2' }).where('name', '=', 'nobody'));
    await tx.commit();
  });
  await expect(work).rejects.toThrow(/touched 0 rows/);
  expect(await count('b%')).toBe(0);
});

test('a failure in the middle undoes all, and the connection goes on', async () => {
  const work = database.transaction(async (tx) => {
    tx.write(setting('c1'));
    tx.write(setting('a1')); // there already
    tx.all(sql`select 'prepared only after the failure'`).catch(() => {});
    await tx.commit();
  });
  await expect(work.catch((error: unknown) => sqlState(error))).resolves.toBe('23505');
  expect(await count('c%')).toBe(0);
  // The same statements again, on the one connection there is: parsed before, or not at all.
  await database.transaction(async (tx) => {
    tx.write(setting('c1'));
    await tx.all(sql`select 'prepared only after the failure'`);
  });
  expect(await count('c%')).toBe(1);
});

test('a failure that nobody looked at is no commit either', async () => {
  const work = database.transaction(async (tx) => {
    tx.write(setting('d1'));
    await tx.text('select 1/0').catch(() => {});
  });
  await expect(work.catch((error: unknown) => sqlState(error))).resolves.toBe('22012');
  expect(await count('d%')).toBe(0);
});

test('what is asked after the end fails aloud, and reaches nobody’s session', async () => {
  for (const how of ['keep', 'drop'] as const) {
    const { tx } = await database.transaction(async (open, ending) => {
      ending(how);
      await open.text('select 1');
      return { tx: open };
    });
    await expect(tx.text('select 1')).rejects.toThrow('asked after its transaction ended');
  }
});

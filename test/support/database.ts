// A database of its own for a test: a copy of the migrated template, in some tens of milliseconds.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import {
  ensureDatabase,
  inDatabase,
  type RoleUrls,
  withClient,
} from '#platform/embedded-postgres/roles.ts';
import type { TestServer } from './global-setup.ts';

/** The server of the worker that runs this file (`global-setup.ts`). */
export function testServer(): TestServer {
  const servers = inject('postgres');
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 1);
  const server = servers[worker % servers.length];
  if (!server) throw new Error('no server for the tests was started');
  return server;
}

export interface TestDatabase {
  readonly urls: RoleUrls;
  readonly superuserUrl: string;
  /**
   * Asks as its owner, over connections that are kept: a new one learns the tables anew, which takes longer
   * than most questions.
   */
  owner<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Ends the owner's connections; the next question opens another one. */
  letGo(): Promise<void>;
  drop(): Promise<void>;
}

/** What a test starts from when an empty migrated database is not enough; prepared once a run. */
export type Preparation = { name: string; prepare: (urls: RoleUrls) => Promise<void> };

/**
 * Copies the migrated template, or one that `from` prepared or is (close every other connection to it: a
 * database in use can't be copied). Drop it when the test is over.
 */
export async function cloneDatabase(from?: Preparation | TestDatabase): Promise<TestDatabase> {
  const { broken } = testServer();
  if (broken) throw new Error(broken);
  const name = newName();
  await ensureDatabase(testServer().superuserUrl, name, await sourceOf(from));
  return testDatabase(name);
}

async function sourceOf(from: Preparation | TestDatabase | undefined): Promise<string> {
  if (!from) return testServer().template;
  if ('prepare' in from) return preparedTemplate(from);
  await from.letGo();
  return new URL(from.urls.owner).pathname.slice(1);
}

/** One in which nothing is, no migration either. Migrating it takes ten seconds: clone one if you can. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = newName();
  await ensureDatabase(testServer().superuserUrl, name);
  return testDatabase(name);
}

const newName = () => `test_${randomBytes(6).toString('hex')}`;

function testDatabase(name: string): TestDatabase {
  const { superuserUrl } = testServer();
  return databaseAt(urlsOf(name), inDatabase(superuserUrl, name), async () => {
    await withClient(superuserUrl, (client) =>
      client.query(`drop database "${name}" with (force)`),
    );
  });
}

/** A database that is there, as one for a test. @param drop what becomes of it when the test is over */
export function databaseAt(
  urls: RoleUrls,
  superuserUrl: string,
  drop: () => Promise<void>,
): TestDatabase {
  let kept: pg.Pool | undefined;
  const letGo = async () => {
    const pool = kept;
    kept = undefined;
    await pool?.end();
  };
  return {
    urls,
    superuserUrl,
    async owner<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      kept ??= poolOf(urls.owner);
      return (await kept.query<Row>(text, [...values])).rows;
    },
    letGo,
    async drop() {
      await letGo();
      await drop();
    },
  };
}

/** Test files run side by side: the first one prepares, the others wait for it. */
async function preparedTemplate({ name, prepare }: Preparation): Promise<string> {
  const { superuserUrl, template } = testServer();
  const prepared = `${template}_${name}`;
  await withClient(superuserUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [prepared]);
    const found = await client.query('select 1 from pg_database where datname = $1', [prepared]);
    if (found.rowCount !== 0) return;
    const unfinished = `${prepared}_new`;
    await client.query(`drop database if exists "${unfinished}" with (force)`);
    await ensureDatabase(superuserUrl, unfinished, template);
    await prepare(urlsOf(unfinished));
    await client.query(`alter database "${unfinished}" rename to "${prepared}"`);
  });
  return prepared;
}

function urlsOf(database: string): RoleUrls {
  const { urls } = testServer();
  return {
    owner: inDatabase(urls.owner, database),
    app: inDatabase(urls.app, database),
    jobs: inDatabase(urls.jobs, database),
    stats: inDatabase(urls.stats, database),
  };
}

function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 4,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5000,
  });
  pool.on('error', () => {}); // one that was cut: the next question opens another
  return pool;
}

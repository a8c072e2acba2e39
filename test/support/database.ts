// A database of its own for a test: a copy of the migrated template, in some tens of milliseconds.
import { randomBytes } from 'node:crypto';
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

export type TestDatabase = { urls: RoleUrls; superuserUrl: string; drop(): Promise<void> };

/** What a test starts from when an empty migrated database is not enough; prepared once a run. */
export type Preparation = { name: string; prepare: (urls: RoleUrls) => Promise<void> };

/**
 * Copies the migrated template, or one that `from` prepared or is (close every connection to it: a database
 * in use can't be copied). Drop it when the test is over.
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
  return {
    urls: urlsOf(name),
    superuserUrl: inDatabase(superuserUrl, name),
    async drop() {
      await withClient(superuserUrl, (client) =>
        client.query(`drop database "${name}" with (force)`),
      );
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

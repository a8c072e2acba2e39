// PostgreSQL for a whole run of the tests, with a migrated template that each test copies. Each of two
// workers has a server of its own: a reader of the log waits for every transaction of its server, and
// would wait for those of a test that runs beside it.
import type { TestProject } from 'vitest/node';
import { hashOfMigrations, migrate } from '#platform/db/migrate.ts';
import { ensureDatabase, inDatabase, type RoleUrls } from '#platform/embedded-postgres/roles.ts';
import { NOT_DURABLE, startScratchPostgres } from '#platform/embedded-postgres/scratch-postgres.ts';
import { inCheckout } from '#platform/checkout.ts';
import { browserPath } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: readonly TestServer[];
  }
}

/** `broken` says why the migrations could not be applied, if so. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly urls: RoleUrls;
  readonly template: string;
  readonly broken?: string;
}

const SERVERS = 2;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Unpacked once and here, because two stories that start together would both unpack it.
  await browserPath();
  const started = await Promise.all(Array.from({ length: SERVERS }, startOne));
  project.provide(
    'postgres',
    started.map(({ server }) => server),
  );
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()));
  };
}

async function startOne(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  // A database of a test lives for seconds: a process that looks after each of them four times a minute is work for
  // nobody.
  const postgres = await startScratchPostgres({ ...NOT_DURABLE, autovacuum_naptime: '1min' });
  const { superuserUrl, urls } = postgres;
  const stop = () => postgres.stop();
  const folder = inCheckout('db', 'migrations');
  const template = `template_${hashOfMigrations(folder)}`;
  await ensureDatabase(superuserUrl, template);
  try {
    await migrate(inDatabase(urls.owner, template), folder);
    return { server: { superuserUrl, urls, template }, stop };
  } catch (error) {
    // Tests that need no database of ours still have something to say.
    return { server: { superuserUrl, urls, template, broken: String(error) }, stop };
  }
}

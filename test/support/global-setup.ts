// PostgreSQL for a whole run of the tests, with a migrated template that each test copies. Each of three
// workers has a server of its own: a reader of the log waits for every transaction of its server, and
// would wait for those of a test that runs beside it.
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

const WORKERS = 3;
/** Files that whoever runs the tests names: one of them needs one server, and is ready sooner with it. */
const NAMED = process.argv.filter((one) => /\.test\.tsx?$/.test(one) && existsSync(one)).length;
const SERVERS = Math.min(WORKERS, NAMED || WORKERS);

/** A folder in memory, and what a whole run may take of it in bytes, several times over. */
const MEMORY = '/dev/shm';
const ROOM = 8 * 2 ** 30;

/**
 * Where the databases are. Each has some 1,300 files, and to copy and drop one takes 0.5 s of a processor on
 * a disk (it looks at every place where a file was removed lately) and 0.2 s in memory.
 */
function placeOfServers(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    const [, options = 'noexec'] =
      / \/dev\/shm tmpfs (\S+)/.exec(readFileSync('/proc/mounts', 'utf8')) ?? [];
    const isOpen = !options.split(',').includes('noexec');
    return isOpen && Math.min(bavail * bsize, process.availableMemory()) > ROOM ? MEMORY : tmpdir();
  } catch {
    return tmpdir(); // a system without one
  }
}

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
  // A database of a test lives for seconds: to look after it would be work for nobody.
  const settings = { ...NOT_DURABLE, autovacuum: 'off', max_wal_size: '256MB' };
  const postgres = await startScratchPostgres(settings, placeOfServers());
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

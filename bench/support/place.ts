// A place to measure in: an embedded PostgreSQL on a fresh folder with the settings of a real one
// (durable), the demonstration network in it, and the real web process over it. Leaves nothing.
import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dayOf } from '#base/dates.ts';
import { prepareJobs } from '#main/jobs.ts';
import { ensureProcessAccounts } from '#main/process-accounts.ts';
import { seed } from '#main/seed/seed.ts';
import { inCheckout } from '#platform/checkout.ts';
import { migrate } from '#platform/db/migrate.ts';
import { ensureKeyFile } from '#platform/vault/file-vault.ts';
import { startScratchPostgres } from '#platform/embedded-postgres/scratch-postgres.ts';
import type { RoleUrls } from '#platform/embedded-postgres/roles.ts';
import type { Settings } from '#platform/embedded-postgres/settings.ts';
import { childEnvironment } from '#main/config.ts';

/** Key of keyed hashes in every benchmark. */
export const SECRET = 'a key for benchmarks, of no use elsewhere';

export interface Place {
  readonly urls: RoleUrls;
  readonly superuserUrl: string;
  /** Starts the web process (`worker`: the worker too). @returns its address */
  serve(options?: ServeOptions): Promise<string>;
  /** The processes that were started, in that order. */
  processes(): readonly number[];
  /** Ends the processes and removes the folder. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly worker?: boolean;
  /** Node's own switches for the web process, such as --cpu-prof. */
  readonly nodeOptions?: readonly string[];
}

/** Opens a place. @param settings what differs from an installation's PostgreSQL */
export async function openPlace(settings: Settings = {}): Promise<Place> {
  const postgres = await startScratchPostgres(settings);
  const children: ChildProcess[] = [];
  const keys = `${postgres.dataDir}.keys`;
  const close = async () => {
    await Promise.all(children.map(end));
    await postgres.stop();
    rmSync(keys, { force: true });
  };
  try {
    const { owner } = postgres.urls;
    await migrate(owner, inCheckout('db', 'migrations'));
    await seed({ ownerUrl: owner, date: dayOf(Temporal.Now.instant(), 'Europe/Lisbon') });
    await ensureProcessAccounts(owner, SECRET);
    await prepareJobs(postgres.urls);
    ensureKeyFile(keys);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls: postgres.urls,
    superuserUrl: postgres.superuserUrl,
    async serve({ worker = false, nodeOptions = [] } = {}) {
      const port = await freePort();
      const env = {
        ...childEnvironment({ ...postgres.urls, secret: SECRET }),
        PORT: String(port),
        HOST: '127.0.0.1',
        ONEROOF_KEYS: keys,
        // A few clients here stand for hundreds of workstations.
        ONEROOF_UNLIMITED: '1',
      };
      if (worker) children.push(await startProcess('worker', env));
      children.push(await startProcess('web', env, nodeOptions));
      return `http://127.0.0.1:${port}`;
    },
    processes: () => children.map(({ pid }) => pid ?? 0),
    close,
  };
}

async function startProcess(
  name: string,
  env: NodeJS.ProcessEnv,
  nodeOptions: readonly string[] = [],
): Promise<ChildProcess> {
  const child = fork(inCheckout('dist', 'main', `${name}.js`), {
    env,
    execArgv: [...nodeOptions],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${name} ended (${code})`)));
  });
  return child;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

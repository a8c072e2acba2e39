// A whole installation as `npm start` runs it, on a fresh data folder, and ways to kill its parts.
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '#main/config.ts';
import { inCheckout } from '#platform/checkout.ts';
import { inDatabase, withClient } from '#platform/embedded-postgres/roles.ts';
import { rememberedPort } from '#platform/embedded-postgres/place.ts';
import { DATABASE, roleUrls, superuserUrl } from '#platform/embedded-postgres/roles.ts';
import { makeScratchFolder } from '#platform/embedded-postgres/scratch-postgres.ts';
import { loadSecrets } from '#platform/embedded-postgres/secrets.ts';
import { freePort } from './place.ts';

export interface Installation {
  readonly origin: string;
  ownerUrl(): string;
  /** Runs SQL as the superuser; again until the server answers. */
  ask<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  killWeb(): void;
  killBackend(): Promise<void>;
  killDatabase(): Promise<void>;
  close(): Promise<void>;
}

/** Starts an installation. @param unsafe its commits don't wait for the disk */
export async function startInstallation({ unsafe = false } = {}): Promise<Installation> {
  const { dataDir, sweep } = makeScratchFolder();
  writeFileSync(join(dataDir, 'bench'), '');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...childEnvironment({}),
    ONEROOF_DATA: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    ONEROOF_UNLIMITED: '1',
    ...(unsafe && { ONEROOF_UNSAFE_COMMIT: '1' }),
  };
  const main = fork(inCheckout('dist', 'main', 'start.js'), {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // What it complains of while its parts are killed is of interest only when it does not start.
  let complaint = '';
  main.stderr?.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const superuser = () =>
    inDatabase(superuserUrl(rememberedPort(dataDir) ?? 0, loadSecrets(dataDir)), DATABASE);
  const ask = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => {
    for (let turn = 1; ; turn++) {
      try {
        const { rows } = await withClient(superuser(), (client) => client.query(sql, values));
        return rows as Row[];
      } catch (error) {
        if (turn === 100) throw error;
        await sleep(100);
      }
    }
  };
  const close = async () => {
    await end(main);
    await sweep();
  };
  try {
    await untilAlive(origin, main).catch((error: Error) => {
      throw new Error(`${error.message}: ${complaint}`);
    });
    if (unsafe) {
      await ask('alter system set synchronous_commit = off');
      await ask(`alter system set wal_writer_delay = '10s'`);
      await ask(`alter system set wal_writer_flush_after = '1GB'`);
      await ask('select pg_reload_conf()');
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    origin,
    ownerUrl: () => roleUrls(rememberedPort(dataDir) ?? 0, loadSecrets(dataDir)).owner,
    ask,
    killWeb() {
      for (const pid of childrenOf(main.pid ?? 0, 'web.js')) kill(pid);
    },
    async killBackend() {
      const [row] = await ask<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'oneroof_app' and pid <> pg_backend_pid()
         order by application_name = 'oneroof-web' and state <> 'idle' desc, random() limit 1`,
      );
      if (row) kill(row.pid);
    },
    async killDatabase() {
      const rows = await ask<{ pid: number }>(
        `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid
         union all select pid from pg_stat_activity`,
      );
      for (const { pid } of rows) kill(pid);
    },
    close,
  };
}

async function untilAlive(origin: string, main: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 900; turn++) {
    if (main.exitCode !== null) throw new Error(`npm start ended (${main.exitCode})`);
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('npm start did not come up within 90 s');
}

function childrenOf(parent: number, name: string): number[] {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === parent && found?.[3]?.includes(name))
    .map((found) => Number(found?.[1]));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

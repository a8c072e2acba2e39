// A PostgreSQL for a while, in a temporary folder: for tests and for generating types. It does not
// outlive us, even when we are killed: a small process waits for our end and sweeps up.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';
import type { Settings } from './settings.ts';

/** What is lost in a power cut is of no interest here. */
export const NOT_DURABLE: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
};

export type ScratchPostgres = RunningPostgres & { dataDir: string };

/** Starts a server in a new temporary folder under `parent`; `stop` removes the folder too. */
export async function startScratchPostgres(
  settings: Settings = NOT_DURABLE,
  parent = tmpdir(),
): Promise<ScratchPostgres> {
  const { dataDir, sweep } = makeScratchFolder(parent);
  try {
    return { ...(await startPostgres({ dataDir, settings })), dataDir, stop: sweep };
  } catch (error) {
    await sweep();
    throw error;
  }
}

/**
 * A temporary data folder. `sweep` ends the server that runs in it and removes it; the same happens
 * by itself when this process ends, however it ends.
 */
export function makeScratchFolder(parent = tmpdir()): {
  dataDir: string;
  sweep: () => Promise<void>;
} {
  const dataDir = realpathSync(mkdtempSync(join(parent, 'oneroof-scratch-')));
  chmodSync(dataDir, 0o755);
  const sweeper = spawn(process.execPath, ['-e', SWEEPER, dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: tmpdir(),
  });
  sweeper.unref();
  const ended = new Promise<void>((resolve) => sweeper.once('exit', () => resolve()));
  return {
    dataDir,
    sweep() {
      sweeper.ref();
      sweeper.stdin.end();
      return ended;
    },
  };
}

/** Waits until its input ends, that is, until we let go of it or die. */
const SWEEPER = `
  const { readFileSync, rmSync } = require('node:fs');
  const { join } = require('node:path');
  const [dataDir] = process.argv.slice(1);
  const read = (path) => { try { return readFileSync(path, 'utf8'); } catch { return ''; } };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  process.stdin.resume().on('end', () => {
    const home = JSON.parse(read(join(dataDir, 'postgres.json')) || '{}').home ?? dataDir;
    const pidFile = join(home, 'postgres', 'postmaster.pid');
    const pid = parseInt(read(pidFile));
    if (pid > 0) try { process.kill(pid, 'SIGQUIT'); } catch {}
    let turns = 0;
    const timer = setInterval(() => {
      if (read(pidFile) && ++turns < 500) return;
      clearInterval(timer);
      for (const folder of [dataDir, home]) rmSync(folder, { recursive: true, force: true });
    }, 10);
  });`;

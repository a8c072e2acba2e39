// A PostgreSQL for a while, in a temporary folder: for tests and for generating types. It does not
// outlive us, even when we are killed: a small process waits for our end and sweeps up.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';
import type { Settings } from './settings.ts';

/** What is lost in a power cut is of no interest here. */
export const NOT_DURABLE: Settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

export type ScratchPostgres = RunningPostgres & { dataDir: string };

/** Starts a server in a new temporary folder; `stop` removes the folder too. */
export async function startScratchPostgres(settings: Settings = NOT_DURABLE): Promise<ScratchPostgres> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'oneroof-scratch-')));
  chmodSync(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, settings });
  const sweep = sweepWhenWeEnd(postgres.pid, [dataDir, postgres.home]);
  return { ...postgres, dataDir, stop: sweep };
}

/** Ends when its input ends, that is, when we let go of it or die. */
const SWEEPER = `
  const { rmSync } = require('node:fs');
  const [pid, ...folders] = process.argv.slice(1);
  const alive = () => { try { process.kill(Number(pid), 0); return true; } catch { return false; } };
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.stdin.resume().on('end', () => {
    try { process.kill(Number(pid), 'SIGQUIT'); } catch {}
    let turns = 0;
    const timer = setInterval(() => {
      if (alive() && ++turns < 200) return;
      clearInterval(timer);
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }, 10);
  });`;

function sweepWhenWeEnd(pid: number, folders: string[]): () => Promise<void> {
  const sweeper = spawn(process.execPath, ['-e', SWEEPER, String(pid), ...folders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: tmpdir(),
  });
  sweeper.unref();
  const ended = new Promise<void>((resolve) => sweeper.once('exit', () => resolve()));
  return () => {
    sweeper.ref();
    sweeper.stdin.end();
    return ended;
  };
}

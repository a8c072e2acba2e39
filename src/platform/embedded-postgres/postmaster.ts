// The server process itself: finding one that runs, starting one, stopping it, sweeping up after a crash.
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../supervise/processes.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

/** What postmaster.pid says of a server. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/** Why a server did not come up. */
export type StartFailure = { reason: 'remains' | 'other'; log: string };

/** What postmaster.pid says, whether or not it is still true. */
export function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Waits until the process is gone. False when `milliseconds` were not enough. */
export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/**
 * Starts a server and waits until it takes connections, however long it reads its log after a
 * crash. It leads a session of its own: the terminal's Ctrl-C stops us, and we stop it last.
 */
export async function startPostmaster(
  binaries: Binaries,
  place: Place,
): Promise<Postmaster | StartFailure> {
  const logPath = join(place.home, 'postgres-start.log');
  const log = openSync(logPath, 'w');
  const onWindows = process.platform === 'win32';
  // On Windows only pg_ctl can lay down an administrator's rights, which PostgreSQL demands.
  const [program, args] = onWindows
    ? [binaries.pgCtl, ['start', '-W', '-D', place.cluster]]
    : [binaries.postgres, ['-D', place.cluster]];
  const child = spawn(program, args, {
    cwd: place.home,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    uid: place.user?.uid,
    gid: place.user?.gid,
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  for (;;) {
    const server = readPidFile(place.cluster);
    const ours = server && (onWindows ? isAlive(server.pid) : server.pid === child.pid);
    if (ours && server.ready) return server;
    if (ended && !ours) break;
    if (ended && !onWindows) break;
    await sleep(10);
  }
  const said = readFileSync(logPath, 'utf8') + lastLog(place.cluster);
  const remains = /pre-existing shared memory block|lock file .* already exists/.test(said);
  return {
    reason: remains ? 'remains' : 'other',
    log: said.trim().split('\n').slice(-8).join('\n'),
  };
}

/** Stops a server: politely, then at once, then by force. Data is safe in each case. */
export async function stopPostmaster(
  binaries: Binaries,
  cluster: string,
  pid: number,
): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-m', 'fast', '-D', cluster], { stdio: 'ignore' });
    return;
  }
  const ways = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const;
  for (const [signal, patience] of ways) {
    signalTo(pid, signal);
    if (await waitUntilGone(pid, patience)) return;
  }
}

/** True when this process is a server of this cluster, and not a stranger who got its number. */
export function isServerOf(cluster: string, pid: number): boolean {
  if (process.platform === 'linux') return cwdOf(pid) === realpathSync(cluster);
  if (process.platform === 'win32') return false;
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes('postgres') && stdout.includes(cluster);
}

/**
 * Ends the processes that a killed server left behind. They leave by themselves when they are
 * idle; one in the middle of a long statement is told so, and no new server may start before.
 */
export function endRemains(cluster: string, signal: 'SIGQUIT' | 'SIGKILL'): void {
  if (process.platform !== 'linux') return;
  const folder = realpathSync(cluster);
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (pid > 0 && cwdOf(pid) === folder) signalTo(pid, signal);
  }
}

/** Removes a postmaster.pid whose process is no server of ours; shared memory still guards the data. */
export function removePidFile(cluster: string): void {
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone in the meantime
  }
}

/** The end of today's server log, where a failed start says why. */
function lastLog(cluster: string): string {
  const folder = join(cluster, 'log');
  if (!existsSync(folder)) return '';
  const logs = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name), 'utf8').slice(-2000),
  );
  return logs.at(-1) ?? '';
}

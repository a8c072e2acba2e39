// What the system knows of a process by its number.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * True while a process has this number, whoever's it is. One that has ended and that nobody has
 * buried yet (in a container the first process often buries nobody) is not alive.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  const state = linuxStat(pid)?.[0];
  return state !== undefined && state !== 'Z';
}

/** When the process began, in words of the system; with its number it names one process for good. */
export function birthOf(pid: number): string {
  if (process.platform === 'linux') return linuxStat(pid)?.[19] ?? '';
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/**
 * The process that runs this one for the user: our parent, or, when npm put a shell between, the
 * shell's parent, for a shell that is told to end doesn't tell us.
 */
export function findLauncher(): number {
  const parent = process.ppid;
  const { name, parent: grandparent } = describe(parent);
  const isShell = /(^|\/)-?(sh|dash|bash|zsh|ash)$/.test(name);
  return isShell && grandparent > 1 ? grandparent : parent;
}

function describe(pid: number): { name: string; parent: number } {
  if (process.platform === 'linux') {
    const parent = Number(linuxStat(pid)?.[1] ?? 0);
    return { name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), parent };
  }
  if (process.platform === 'win32') return { name: '', parent: 0 };
  const columns = ['-o', 'ppid=,comm=', '-p', String(pid)];
  const { stdout } = spawnSync('ps', columns, { encoding: 'utf8' });
  const [parent, name = ''] = stdout.trim().split(/\s+/);
  return { name, parent: Number(parent) };
}

/** The fields of /proc/<pid>/stat from the third on: the second, a name, may hold anything. */
function linuxStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

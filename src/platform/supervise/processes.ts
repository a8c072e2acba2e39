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

/** The fields of /proc/<pid>/stat from the third on: the second, a name, may hold anything. */
function linuxStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

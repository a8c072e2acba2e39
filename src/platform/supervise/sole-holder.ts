// One Oneroof on one data folder: a file that says which process holds it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { birthOf, isAlive } from './processes.ts';

/** The process that holds a folder, and where it answers. */
export type Holder = { pid: number; birth: string; address: string };

/**
 * Takes the file at `path` for this process. Returns how to give it back, or the other process that
 * holds it. A file left by a process that has ended (or whose number a stranger has now) is taken.
 */
export function holdAlone(path: string, address: string): (() => void) | Holder {
  const own: Holder = { pid: process.pid, birth: birthOf(process.pid), address };
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(own), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = readHolder(path);
    if (other && isAlive(other.pid) && birthOf(other.pid) === other.birth) return other;
    rmSync(path, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // half-written by a process that was killed
  }
}

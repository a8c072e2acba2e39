// The file of heads, outside the data folder: one line of JSON for each head, only ever added to.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Head, STREAMS, type WayOut } from './chain.ts';

/** The way out into a file; the folder is made when it is not there. */
export function headsFile(path: string): WayOut {
  return {
    name: 'file',
    send(heads) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      appendFileSync(path, heads.map((head) => `${lineOf(head)}\n`).join(''), {
        mode: 0o600,
        flush: true,
      });
      return Promise.resolve();
    },
  };
}

/** A head as a line, the same for file and mail. */
export function lineOf({ stream, at, life, entries, hash }: Head): string {
  return JSON.stringify({ at, stream, life, entries, hash });
}

/** Heads of a text in which each may stand more than once; lines that are none are left out. */
export function headsIn(text: string): Head[] {
  const heads = new Map<string, Head>();
  for (const line of text.split('\n')) {
    const head = headOf(line.trim());
    if (head) heads.set(lineOf(head), head);
  }
  return [...heads.values()];
}

/** Heads of a file; none when it is not there. */
export function readHeads(path: string): Head[] {
  try {
    return headsIn(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function headOf(line: string): Head | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { at, stream, life, entries, hash } = JSON.parse(line) as Head;
    const fits =
      STREAMS.includes(stream) &&
      Number.isSafeInteger(life) &&
      Number.isSafeInteger(entries) &&
      /^[0-9a-f]{64}$/.test(hash) &&
      !Number.isNaN(Date.parse(at));
    return fits ? { at, stream, life, entries, hash } : undefined;
  } catch {
    return undefined;
  }
}

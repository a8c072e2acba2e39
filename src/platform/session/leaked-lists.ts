// The offline lists of leaked passwords in data/breached-passwords: `NAME.txt` and `NAME.txt.gz`, one
// password a line, are read into memory once; `NAME.sha1`, lines of SHA-1 in order as Have I Been Pwned
// gives them (tens of gigabytes), stays on the disk and is searched there in some thirty reads.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Longest line of a list of hashes: 40 digits, a colon, a count. */
const LINE = 64;

/** Every entry of the text lists of a folder, as `fold` makes it. */
export function readWords(folder: string, fold: (text: string) => string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const name of readdirSync(folder)) {
    if (!/\.txt(\.gz)?$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const line of text.split(/\r?\n/)) {
      if (line !== '' && !line.startsWith('#')) words.add(fold(line));
    }
  }
  return words;
}

/** Whether a list of hashes of a folder holds this very password. */
export function isInHashLists(folder: string, password: string): boolean {
  const lists = readdirSync(folder).filter((name) => name.endsWith('.sha1'));
  if (lists.length === 0) return false;
  const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
  return lists.some((name) => isInSortedFile(join(folder, name), hash));
}

/** Halves the file until the line that would hold the hash is found. */
function isInSortedFile(path: string, hash: string): boolean {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(2 * LINE);
    /** The first whole line that begins at `from` or behind it; undefined at the end. */
    const lineAt = (from: number): string | undefined => {
      const read = readSync(file, buffer, 0, buffer.length, Math.max(0, from - 1));
      const text = buffer.toString('latin1', 0, read);
      const begins = from === 0 ? 0 : text.indexOf('\n') + 1;
      const line = text.slice(begins).split('\n')[0]?.slice(0, 40).toUpperCase();
      return (from > 0 && begins === 0) || !line ? undefined : line;
    };
    let [low, high] = [0, fstatSync(file).size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = lineAt(middle);
      if (line === hash) return true;
      if (line !== undefined && line < hash) low = middle + 1;
      else high = middle;
    }
    return lineAt(low) === hash;
  } finally {
    closeSync(file);
  }
}

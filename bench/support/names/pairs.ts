// Files of name pairs: the same name in two scripts or spellings, one pair a line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pair } from '#modules/people/names/letter-training.ts';
import { lettersOf, scriptOf } from '#modules/people/names/letters.ts';

/** One line of a file, and what the models see of it. */
export interface NamePair {
  /** As it stands in the file: Latin or first, other script or second. */
  readonly written: Pair;
  readonly letters: Pair;
}

/** Reads a file of two columns; a line of column names is left out, a column of Latin letters goes first. */
export function readPairs(path: string): NamePair[] {
  const rows = readFileSync(path, 'utf8')
    .replace('\uFEFF', '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(cellsOf);
  if (isHeader(rows)) rows.shift();
  const turned =
    rows.filter(([a, b]) => scriptOf(a) !== 'latin' && scriptOf(b) === 'latin').length * 2 >
    rows.length;
  return rows
    .map(([a, b]): Pair => (turned ? [b, a] : [a, b]))
    .map(
      (written): NamePair => ({ written, letters: [lettersOf(written[0]), lettersOf(written[1])] }),
    )
    .filter(({ letters: [a, b] }) => a !== '' && b !== '');
}

function cellsOf(line: string): Pair {
  const [a = '', b = ''] = Array.from(
    line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  );
  return [a, b];
}

/** Whether the first line tells what the columns are: both in Latin letters where no other line is, or known words. */
function isHeader(rows: readonly Pair[]): boolean {
  const first = rows[0];
  if (!first) return false;
  if (/^(latin|name|name.?[ab12]|a|source|given)$/i.test(first[0])) return true;
  const plain = (row: Pair) => row.every((cell) => scriptOf(cell) === 'latin');
  return plain(first) && !rows.slice(1, 20).some(plain);
}

/** The script that a file is about, by the most frequent one of its second column. */
export function scriptOfPairs(pairs: readonly NamePair[]): string {
  const counts = new Map<string, number>();
  for (const { written } of pairs) {
    const script = scriptOf(written[1]);
    counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'other';
}

/** The file of `data/names` that weights of a script are learned from, if there is one. */
export function learnedPairs(folder: string, script: string): NamePair[] | undefined {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('-dev.csv'))) {
    const pairs = readPairs(join(folder, name));
    if (script !== 'latin' && scriptOfPairs(pairs) === script) return pairs;
  }
  return undefined;
}

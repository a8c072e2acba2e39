// Marks that stand beside each key of a person and tell of all her other keys, as far as 256 bits can: whoever
// lacks the marks of a typed word is passed over without being asked for it. Pure. A mark may stand for several
// keys, so whoever has them is asked all the same (docs/decisions/0073).
import type { AskedKey } from './search-keys.ts';

const BITS = 256;
/** So many bits stand for a mark. */
const BITS_OF_ONE = 2;

/** Bits as PostgreSQL reads them: 256 digits, 0 or 1. */
export type Marks = string;

/** The first letters of a word, with the kind of its key. */
const front = (key: string, letters: number) => [...key].slice(0, letters + 1).join('');
/** How a sound begins and how it ends: one slip of the pen leaves one of them as it is. */
const begins = (sound: string) => `<${[...sound].slice(0, 2).join('')}`;
const ends = (sound: string) => `>${[...sound].slice(-2).join('')}`;

/** What is marked of the keys of a person (`nameKeys`). */
function traitsOf(key: string): string[] {
  const [kind, sound] = [key.slice(0, 1), key.slice(1)];
  if (kind === 'w') return [1, 2, 3].map((letters) => front(key, letters));
  return kind === 's' ? [`=${sound}`, begins(sound), ends(sound)] : [];
}

/** What whoever has a key is marked by, one of these at least. */
function traitsAsked({ key, begins: half }: AskedKey): string[] {
  const [kind, sound] = [key.slice(0, 1), key.slice(1)];
  if (kind === 'w') return [front(key, Math.min([...sound].length, 3))];
  if (kind === 's') return [half ? begins(sound) : `=${sound}`];
  return [begins(sound), ends(sound)];
}

/** The marks of a person by all her keys. */
export function marksOf(keys: readonly string[]): Marks {
  return bitsOf(keys.flatMap(traitsOf));
}

/**
 * Marks of a word, of which whoever has one of its keys has one at least: two, four, eight and so on, the last
 * one again where there are fewer, so that few statements differ.
 */
export function marksAsked(word: readonly AskedKey[]): Marks[] {
  const marks = [...new Set(word.flatMap(traitsAsked))].map((trait) => bitsOf([trait]));
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, marks.length)));
  return Array.from({ length: size }, (_, at) => marks[Math.min(at, marks.length - 1)] ?? NONE);
}

const NONE: Marks = '0'.repeat(BITS);

function bitsOf(traits: readonly string[]): Marks {
  const bits = Array.from<string>({ length: BITS }).fill('0');
  for (const trait of traits)
    for (let which = 0; which < BITS_OF_ONE; which++) bits[placeOf(`${which}${trait}`)] = '1';
  return bits.join('');
}

/** A place among the bits, by FNV-1a with its bits well mixed. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) & (BITS - 1);
}

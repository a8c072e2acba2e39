// Keys by which a person is found again by name: in any order, half typed, without accents, misspelt,
// written as it sounds. Pure. Equality and beginnings are all that the database is asked for, so the
// same keys are made of what is kept (`nameKeys`) and of what is typed (`askedKeys`).
//
// This file and `search-rules.ts` are the whole matcher: a better one, across scripts, takes their
// place without a change to tables, queries or screens.
import { foldText } from '#base/fold.ts';

/** What a key tells: a word (`w`), how it sounds (`s`), its sound with one left out (`d`). */
type Kind = 'w' | 's' | 'd';

/** A key to look for; `begins`: keys that begin with it count, too. */
export interface AskedKey {
  readonly key: string;
  readonly begins: boolean;
}

const LONGEST = 40;
/** More words than this are no name. */
const MOST_WORDS = 8;

/** The words of a name as a search compares them. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST));
}

// Ways to write one sound, in the order in which they are taken.
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch|tch|sh|ch|tsh|zh|dj|dzh|(?<=.)j/g, 'x'],
  [/ph/g, 'f'],
  [/kh|gh/g, 'k'],
  [/th/g, 't'],
  [/x(?=[aeiou])/g, 'ks'],
  [/ck|q|c(?![eiy])/g, 'k'],
  [/c|z/g, 's'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
];

/**
 * How a word of Latin letters sounds, roughly: consonants alone, the first sound always kept (any
 * vowel as `a`). Words in other scripts stay as they are.
 */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  // An x between vowels is spoken `ks` (Oxana), and so is one that `SOUNDS` must not make of sh.
  let sound = word.replaceAll(/x(?=[aeiouy])/g, 'ks');
  for (const [written, spoken] of SOUNDS) sound = sound.replace(written, spoken);
  const first = /^[aeiou]/.test(sound) ? 'a' : sound.charAt(0);
  return first + sound.slice(1).replace(/[aeiou]/g, '');
}

/** A sound with each of its letters left out in turn, the first letter aside. */
function withOneLeftOut(sound: string): string[] {
  if (sound.length < 4) return [];
  return [...sound].slice(1).map((_, at) => sound.slice(0, at + 1) + sound.slice(at + 2));
}

const keyOf = (kind: Kind, text: string) => kind + text;

/** The keys under which names are kept. */
export function nameKeys(names: readonly string[]): string[] {
  const keys = names.flatMap(wordsOf).flatMap((word) => {
    const sound = soundOf(word);
    return [
      keyOf('w', word),
      keyOf('s', sound),
      ...withOneLeftOut(sound).map((each) => keyOf('d', each)),
    ];
  });
  return [...new Set(keys)].filter((key) => key.length > 1);
}

/**
 * The keys to look for, one list for each word that was typed: whoever is found has at least one of
 * each. A single letter is no name yet.
 */
export function askedKeys(text: string): AskedKey[][] {
  const words = wordsOf(text);
  if (words.every((word) => [...word].length < 2)) return [];
  return words.map((word) => {
    const sound = soundOf(word);
    const long = sound.length > 2;
    return [
      { key: keyOf('w', word), begins: true },
      ...(long ? [{ key: keyOf('s', sound), begins: true }] : []),
      ...(long ? [{ key: keyOf('d', sound), begins: false }] : []),
      ...withOneLeftOut(sound).flatMap((each) => [
        { key: keyOf('s', each), begins: false },
        { key: keyOf('d', each), begins: false },
      ]),
    ];
  });
}

// Keys by which a person is found again by name: in any order, half typed, without accents, misspelt,
// written as it sounds. Pure. Equality and beginnings are all that the database is asked for, so the
// same keys are made of what is kept (`nameKeys`) and of what is typed (`askedKeys`).
//
// A word in another script is kept and asked for under the sounds of its likeliest spellings in Latin
// letters, so that both find each other whichever of them was written down.
import { foldText } from '#base/fold.ts';
import type { Scripts } from './names/across-scripts.ts';
import { byDictionary } from './names/letter-tables.ts';
import { partsOfHan, wordsOfHan } from './names/han.ts';

/**
 * The version of the method by which keys are made of names, and marks of keys. Whoever changes what `nameKeys`
 * or `marksOf` answers, here or in `names/`, adds one: the worker then makes all keys anew (PEO-31).
 */
export const KEYS_VERSION = 3;

/** What a key tells: a word (`w`), how it sounds (`s`), its sound with one left out (`d`). */
type Kind = 'w' | 's' | 'd';

/**
 * A key to look for; `begins`: keys that begin with it count, too; `near`: the word itself or its whole
 * sound, which are enough while many are found by them.
 */
export interface AskedKey {
  readonly key: string;
  readonly begins: boolean;
  readonly near: boolean;
}

const LONGEST = 40;
/** More words than this are no name. */
const MOST_WORDS = 8;

/** The words of a name as a search compares them. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .split(' ')
    .flatMap(wordsOfHan)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST));
}

/** The words by which a name that is kept may be asked for. */
export function knownWordsOf(name: string): string[] {
  return wordsOf(name).flatMap((word) => [word, ...partsOfHan(word)]);
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

/** A word of Latin letters with one letter for each sound, vowels and all. */
export function spokenOf(word: string): string {
  // An x between vowels is spoken `ks` (Oxana), and so is one that `SOUNDS` must not make of sh.
  let sound = word
    .replaceAll('ee', 'i')
    .replaceAll('oo', 'u')
    .replaceAll(/x(?=[aeiouy])/g, 'ks');
  for (const [written, spoken] of SOUNDS) sound = sound.replace(written, spoken);
  return sound;
}

/**
 * How a word of Latin letters sounds, roughly: consonants alone, the first sound always kept (any
 * vowel as `a`). Words in other scripts stay as they are.
 */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const sound = spokenOf(word);
  const first = /^[aeiou]/.test(sound) ? 'a' : sound.charAt(0);
  return first + sound.slice(1).replace(/[aeiou]/g, '');
}

/** Spellings that are thought of, and different sounds of them that are kept or asked for. */
const SPELLINGS = 24;
const SOUNDS_KEPT = 8;

/** Words whose sounds are remembered: those of one search are compared again and again. */
const REMEMBERED = 20_000;
const remembered = new WeakMap<Scripts, Map<string, string[]>>();

/** How a word may sound: one way in Latin letters, a few in a script whose letters were learned. */
export function soundsOf(word: string, scripts: Scripts): string[] {
  const words = remembered.get(scripts) ?? new Map<string, string[]>();
  remembered.set(scripts, words);
  const known = words.get(word);
  if (known) return known;
  if (words.size >= REMEMBERED) words.clear();
  const sounds = thinkSounds(word, scripts);
  words.set(word, sounds);
  return sounds;
}

function thinkSounds(word: string, scripts: Scripts): string[] {
  const spellings = scripts.spellings(word, SPELLINGS);
  if (spellings.length === 0) return [soundOf(word)];
  const sounds = [...new Set(spellings.map(soundOf))].slice(0, SOUNDS_KEPT);
  return [...new Set([...sounds, ...byDictionary(word).map(soundOf)])];
}

/** One sound in front, written in two ways of which one is kept as a vowel: Jukov, Zhukov. */
function otherFront(word: string): string[] {
  if (word.startsWith('zh')) return [`j${word.slice(2)}`];
  return word.startsWith('j') ? [`zh${word.slice(1)}`] : [];
}

/** The sounds under which a typed word is looked for: an sh before a vowel is kept as ks. */
export function soundsAsked(word: string, scripts: Scripts): string[] {
  const sounds = [...soundsOf(word, scripts), ...otherFront(word).map(soundOf)];
  return [
    ...new Set(
      sounds.flatMap((sound) => [sound, sound.replaceAll('x', 'ks'), sound.replaceAll('ks', 'x')]),
    ),
  ];
}

/** A sound with each of its letters left out in turn, the first letter aside. */
function withOneLeftOut(sound: string): string[] {
  if (sound.length < 4) return [];
  return [...sound].slice(1).map((_, at) => sound.slice(0, at + 1) + sound.slice(at + 2));
}

/** Of its likeliest sounds alone a word is misspelt: of all there would be too many, and too many alike. */
export const likeliest = (sounds: readonly string[]) => sounds.slice(0, 3);

const keyOf = (kind: Kind, text: string) => kind + text;

/** The keys under which names are kept. */
export function nameKeys(names: readonly string[], scripts: Scripts): string[] {
  const keys = names.flatMap(knownWordsOf).flatMap((word) => {
    const sounds = soundsOf(word, scripts);
    return [
      keyOf('w', word),
      ...sounds.map((sound) => keyOf('s', sound)),
      ...likeliest(sounds)
        .flatMap(withOneLeftOut)
        .map((each) => keyOf('d', each)),
    ];
  });
  return [...new Set(keys)].filter((key) => key.length > 1);
}

/**
 * PEO-14: of three words or more that were typed, one may be missing: people write a middle name or a
 * second surname at one desk and not at the next.
 */
export function wordsNeeded(words: number): number {
  return words > 2 ? words - 1 : words;
}

/**
 * The keys to look for, one list for each word that was typed: whoever is found has at least one of
 * each, or of as many as `wordsNeeded`. A single letter is no name yet.
 */
export function askedKeys(text: string, scripts: Scripts): AskedKey[][] {
  const words = wordsOf(text);
  if (words.every((word) => [...word].length < 2 && !/\p{sc=Han}/u.test(word))) return [];
  return words.map((word) => {
    const sounds = soundsAsked(word, scripts);
    const long = sounds.filter((sound) => sound.length > 2);
    // The nearest first, since of many rows the first are looked at. A short sound of another script is
    // asked for as it is: its own letters find nobody who was written down in Latin ones.
    return [
      { key: keyOf('w', word), begins: true, near: true },
      ...sounds.filter((sound) => !long.includes(sound) && sound !== word).map(whole),
      ...long.map(whole),
      ...long.map((sound) => ({ ...further(keyOf('s', sound)), begins: true })),
      ...long.map((sound) => further(keyOf('d', sound))),
      ...likeliest(sounds)
        .flatMap(withOneLeftOut)
        .flatMap((each) => [further(keyOf('s', each)), further(keyOf('d', each))]),
    ];
  });
}

const whole = (sound: string): AskedKey => ({
  key: keyOf('s', sound),
  begins: false,
  near: true,
});
const further = (key: string): AskedKey => ({ key, begins: false, near: false });

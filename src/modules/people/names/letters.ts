// Which script a word is written in, and its letters as the models of names know them. Pure.
import { foldText } from '#base/fold.ts';

/** Scripts beside Latin whose letters were learned. */
export const LEARNED_SCRIPTS = ['arabic', 'hebrew', 'cyrillic'] as const;
export type LearnedScript = (typeof LEARNED_SCRIPTS)[number];

const SCRIPTS: Readonly<Record<LearnedScript | 'latin', RegExp>> = {
  latin: /\p{sc=Latin}/u,
  arabic: /\p{sc=Arabic}/u,
  hebrew: /\p{sc=Hebrew}/u,
  cyrillic: /\p{sc=Cyrillic}/u,
};

/** The script of the first letter that has one. */
export function scriptOf(word: string): LearnedScript | 'latin' | 'other' {
  for (const letter of word) {
    const found = (Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[]).find((each) =>
      SCRIPTS[each].test(letter),
    );
    if (found) return found;
    if (/\p{L}/u.test(letter)) return 'other';
  }
  return 'other';
}

// Vowel signs, points and the stretcher: written or not at will. Accents of Cyrillic letters are letters.
const UNSPOKEN = /[[\p{Mn}&&[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}]]\u0640]/gv;

// Letters of sister languages that the pairs don't have, as the nearest that they have: Ukrainian, Persian, Urdu.
const NEAREST = new Map([
  ['і', 'и'],
  ['ї', 'и'],
  ['є', 'е'],
  ['ґ', 'г'],
  ['پ', 'ب'],
  ['چ', 'ش'],
  ['ژ', 'ج'],
  ['گ', 'غ'],
  ['ک', 'ك'],
  ['ی', 'ي'],
  ['ے', 'ي'],
  ['ٹ', 'ت'],
  ['ڈ', 'د'],
  ['ڑ', 'ر'],
  ['ں', 'ن'],
  ['ہ', 'ه'],
  ['ھ', 'ه'],
]);
const OF_SISTERS = new RegExp(`[${[...NEAREST.keys()].join('')}]`, 'g');

/**
 * The letters of one word as they were learned. Latin without accents; in other scripts the letters as
 * they are written (teh marbuta isn't heh here: it tells an a), without marks that are left out at will.
 */
export function lettersOf(word: string): string {
  if (scriptOf(word) === 'latin') return foldText(word).replaceAll(/[^\p{L}]/gu, '');
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(UNSPOKEN, '')
    .replace(OF_SISTERS, (letter) => NEAREST.get(letter) ?? letter)
    .replaceAll(/[^\p{L}\p{M}]/gu, '');
}

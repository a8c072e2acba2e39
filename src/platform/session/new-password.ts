// Which passwords may be chosen: long ones, by no rules of composition, that no list of leaked ones
// holds and that are not built of its words. Offline: the lists are in data/breached-passwords.
import { z } from 'zod';
import { inCheckout } from '../checkout.ts';
import { isInHashLists, readWords } from './leaked-lists.ts';

const SHORTEST = 12;
const LONGEST = 200;
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '01234567890123456789',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '1q2w3e4r5t6y7u8i9o0p',
];
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const FOLDER = inCheckout('data', 'breached-passwords');
let listed: ReadonlySet<string> | undefined;

/** A field for a new password, with the code of what is wrong with it. */
export function newPasswordField(): z.ZodType<string> {
  return z.string().superRefine((text, context) => {
    const code = weaknessOf(text);
    if (code) context.addIssue({ code: 'custom', params: { code } });
  });
}

/** Why a password is refused, or undefined when it may be taken. */
export function weaknessOf(
  password: string,
  words: ReadonlySet<string> = (listed ??=
    readWords(FOLDER, fold)),
): 'password-too-short' | 'too-long' | 'password-breached' | undefined {
  if ([...password].length < SHORTEST) return 'password-too-short';
  if (password.length > LONGEST) return 'too-long';
  const weak = isWeak(fold(password), words) || isInHashLists(FOLDER, password);
  return weak ? 'password-breached' : undefined;
}

function isWeak(folded: string, words: ReadonlySet<string>): boolean {
  if (words.has(folded) || new Set(folded).size <= 4) return true;
  const core = folded.replace(/^[^\p{L}@$]+/u, '').replace(/[^\p{L}@$]+$/u, '');
  const readings = [folded, plain(folded), plain(core)];
  return readings.some((reading) => {
    if (words.has(reading)) return true;
    const letters = reading.replaceAll(/[^\p{L}]/gu, '');
    // Digits and what stands between them are a date or a number that somebody has.
    if (letters === '') return reading !== '' && (/^[\d.,:/+-]+$/.test(reading) || isRow(reading));
    return isRow(reading) || isBuiltOf(letters, words, 2);
  });
}

/** With the letters that digits and signs stand for: p@ssw0rd. */
function plain(text: string): string {
  return [...text].map((sign) => LEET[sign] ?? sign).join('');
}

/** One run along a keyboard or the alphabet, forwards or backwards. */
function isRow(text: string): boolean {
  const back = [...text].reverse().join('');
  return ROWS.some((row) => (row + row).includes(text) || (row + row).includes(back));
}

/** Whether the letters are some of the words, one after the other; the same one over and over too. */
function isBuiltOf(letters: string, words: ReadonlySet<string>, most: number): boolean {
  if (words.has(letters) || isRow(letters)) return true;
  for (let end = 2; end < letters.length; end++) {
    const head = letters.slice(0, end);
    if (!words.has(head)) continue;
    const rest = letters.slice(end);
    if (rest.replaceAll(head, '') === '') return true;
    if (most > 1 && isBuiltOf(rest, words, most - 1)) return true;
  }
  return false;
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s/g, '');
}

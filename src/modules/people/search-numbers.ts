// Numbers by which somebody is found: of her file, of her ticket, of her telephone. Pure.
import { plainDigits } from '#base/digits.ts';

// Crockford's letters: what is easily mistaken is read as what is meant.
const MISTAKEN: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

/**
 * PEO-2: a file number is found however it is typed or read by a scanner: in small letters, without the
 * dash, with O for 0, or at the end of the address on a slip. One in twenty has no digit and looks like a
 * name of eight letters, so a search asks for both. Undefined for anything that can't be one.
 */
export function readFileNumber(typed: string): string | undefined {
  const letters = plainDigits(lastPart(typed)).toUpperCase().replaceAll(/[\s-]/g, '');
  const meant = letters.replaceAll(/[OILU]/g, (letter) => MISTAKEN[letter] ?? letter);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(meant)
    ? `${meant.slice(0, 4)}-${meant.slice(4)}`
    : undefined;
}

function lastPart(typed: string): string {
  return (
    typed
      .trim()
      .split(/[/?=#]/)
      .at(-1) ?? ''
  );
}

/** What a slip or a ticket says: today's number alone. */
export function ticketNumberOf(typed: string): number | undefined {
  const digits = /^\s*(\d{1,4})\s*$/.exec(plainDigits(typed))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Digits of a number that are compared: its last ones, without the country and without a 0 in front. */
const COMPARED = 9;
/** Fewer digits are not looked for yet: hundreds of numbers begin alike. */
const FEWEST = 6;
/** As many digits as a number has at the most, all over the world, with 00 in front. */
const MOST = 17;

/** What is looked for among the last nine digits of numbers. */
export interface AskedPhone {
  /** The whole of them. */
  readonly same: string;
  /** How they may begin, as long as the number is only half typed. */
  readonly beginnings: readonly string[];
}

/**
 * PEO-27: somebody is found by her telephone number however it is written: with the country or without,
 * with a 0 or 00 in front, with spaces, dashes and brackets, in the digits of any script, and half typed
 * from the sixth digit of her own number on. Nine last digits that agree are the same number.
 */
export function readPhone(typed: string): AskedPhone | undefined {
  const text = plainDigits(typed)
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  if (!/^\(?\+?[\d\s()./\-–]+$/.test(text)) return undefined;
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < FEWEST || digits.length > MOST) return undefined;
  const isAbroad = /^\(?\+/.test(text) || digits.startsWith('00');
  const national = digits.replace(/^0+/, '');
  // A country has one to three digits, and nothing says here how many.
  const halves = isAbroad ? [1, 2, 3].map((code) => national.slice(code)) : [national];
  const isHalf = (half: string) => half.length >= FEWEST && half.length < COMPARED;
  return {
    same: digits.slice(-COMPARED),
    beginnings: [...new Set(halves.filter(isHalf))],
  };
}

/**
 * PEO-29: something with five digits or more, which may be the number of a paper. None is kept, so that
 * nobody is found by it, and whoever types one is told so.
 */
export function mayBePaperNumber(typed: string): boolean {
  const text = plainDigits(typed);
  return /^[\p{L}\p{Nd}\s./\-–+()]{5,40}$/u.test(text) && text.replaceAll(/\D/g, '').length >= 5;
}

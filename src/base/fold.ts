// Text as people type it: made clean for keeping, and folded for finding.

export type CleanText =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: 'too-long' | 'control-character' };

export interface CleanOptions {
  /** Most characters as a reader counts them: an emoji family or a letter with its accents is one. */
  readonly max: number;
  /** Keep line breaks (a note); otherwise they become spaces (a name). */
  readonly multiline?: boolean;
}

// Overrides, embeddings and isolates reorder what follows: a name with one can make a whole line lie.
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
// Invisible and without meaning in a text that people typed: soft hyphen, zero-width space, word joiner,
// byte order mark. The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji need them.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;
// Direction marks at the ends do nothing there but make equal names unequal.
const ENDS = /^[\s\u200e\u200f\u061c]+|[\s\u200e\u200f\u061c]+$/g;
const FORBIDDEN = /[\p{Cc}\p{Noncharacter_Code_Point}]/u;
// A grapheme takes about two code units, a large emoji eleven. Beyond this per character, somebody is
// piling up marks, and counting graphemes would only cost time.
const UNITS_PER_CHARACTER = 16;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * A free-text field as it may be kept: NFC, trimmed, line breaks as '\n' (or spaces), direction controls
 * and invisible characters taken out. Refused: what is longer than `max`, and NUL or another control
 * character, which no keyboard makes. An empty text is fine here; whether it may be is the field's rule.
 * Cleaning a clean text changes nothing.
 */
export function cleanText(input: string, { max, multiline = false }: CleanOptions): CleanText {
  if (input.length > max * UNITS_PER_CHARACTER + 1024) return { ok: false, code: 'too-long' };
  if (!input.isWellFormed()) return { ok: false, code: 'control-character' };
  let value = input
    .replace(DIRECTION_CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(LINE_BREAK, '\n')
    .replaceAll('\t', ' ')
    .normalize('NFC');
  if (FORBIDDEN.test(value.replaceAll('\n', ''))) return { ok: false, code: 'control-character' };
  value = multiline
    ? value.replace(/ +(?=\n)/g, '').replace(/\n{3,}/g, '\n\n')
    : value.replace(/\s+/gu, ' ');
  value = value.replace(ENDS, '');
  return isLongerThan(value, max) ? { ok: false, code: 'too-long' } : { ok: true, value };
}

function isLongerThan(text: string, max: number): boolean {
  // A grapheme is at least one code unit: short enough in units is short enough.
  if (text.length <= max) return false;
  if (text.length > max * UNITS_PER_CHARACTER) return true;
  let count = 0;
  for (const _ of graphemes.segment(text)) {
    count += 1;
    if (count > max) return true;
  }
  return false;
}

// Marks that writers leave out at will: accents of Latin, Greek and Cyrillic, Arabic vowel signs, Hebrew
// points. Vowel signs of Indic scripts, kana voicing and Thai tones are part of the word and stay.
const OPTIONAL_MARKS =
  /[[\p{Mn}&&[\p{sc=Inherited}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}]]--[\u3099\u309a]]/gv;

// One letter under several code points: Persian and Urdu keyboards have their own yeh, kaf and heh; alef
// maksura and teh marbuta are typed as yeh and heh as often as not. Latin letters that don't decompose.
const LETTERS = new Map([
  ['\u0671', '\u0627'],
  ['\u0649', '\u064a'],
  ['\u06cc', '\u064a'],
  ['\u06d2', '\u064a'],
  ['\u06a9', '\u0643'],
  ['\u06aa', '\u0643'],
  ['\u0629', '\u0647'],
  ['\u06c1', '\u0647'],
  ['\u06be', '\u0647'],
  ['\u06d5', '\u0647'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);
const VARIANT = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g');

// Tatweel stretches a word, joiners shape it, apostrophes and hamza marks are typed in a dozen ways or not
// at all: none of them tells two names apart.
const SILENT = /[\u0640'’‘ʼʻʹʾʿ`´\u055a\p{Cf}]/gu;

/**
 * A text as a search compares it: lower case, without accents, variants of a letter made one, anything
 * but letters, marks and digits turned to single spaces. Keeps the letters of every script. Folding twice
 * changes nothing.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(OPTIONAL_MARKS, '')
    .replace(VARIANT, (letter) => LETTERS.get(letter) ?? letter)
    .replace(SILENT, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

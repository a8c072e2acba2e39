// Breaks a text into lines and puts its words in their places, from the left or from the right. The
// renderer shapes a word but doesn't order a line of two directions, so that is done here: the parts of
// Unicode's bidirectional algorithm (UAX #9) that the paper needs, with whole words as its units.
import { type Family, familyOf, inkOf, partsByScript, type Weight } from './letters.ts';

export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly rtl: boolean;
}

/** A word at its place: pixels from the left end of the line to the point where it is drawn. */
export interface PlacedWord {
  readonly text: string;
  readonly family: Family;
  readonly x: number;
}

export interface Line {
  readonly words: readonly PlacedWord[];
  readonly width: number;
}

/** Characters that only steer the direction; the places of words say it here. */
const MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const SPACE = 0.32;
/** Between a word and the full stop behind it. */
const TIGHT = 0.05;
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
};

/** Lines no wider than `width` pixels; a single word that is wider stands alone. */
export function layText(text: string, width: number, style: TextStyle): Line[] {
  const words = text.replaceAll(MARKS, '').split(/\s+/).filter(Boolean);
  const lines: string[][] = [];
  let line: string[] = [];
  for (const word of words) {
    if (line.length > 0 && widthOf([...line, word], style) > width) {
      lines.push(line);
      line = [];
    }
    line.push(word);
  }
  if (line.length > 0) lines.push(line);
  return lines.map((each) => place(each, style));
}

/** Words of a line in the order in which they stand on paper, from left to right. */
export function visualOrder(words: readonly string[], rtl: boolean): string[] {
  if (!rtl) return [...words];
  const placed: string[] = [];
  let run: string[] = [];
  const isLatin = (word: string | undefined) =>
    word !== undefined && /\p{L}/u.test(word) && !isArabic(word);
  words.forEach((word, at) => {
    // A number keeps to Latin words only when it stands between two of them.
    const between = !/\p{L}/u.test(word) && isLatin(words[at - 1]) && isLatin(words[at + 1]);
    if (isLatin(word) || between) {
      run.push(word);
      return;
    }
    placed.unshift(...run);
    run = [];
    placed.unshift(word);
  });
  placed.unshift(...run);
  return placed;
}

function isArabic(word: string): boolean {
  return /\p{Script=Arabic}/u.test(word) && /\p{L}/u.test(word);
}

function place(words: readonly string[], style: TextStyle): Line {
  const { size, weight, rtl } = style;
  const placed: PlacedWord[] = [];
  let x = 0;
  for (const word of visualOrder(words, rtl)) {
    if (x > 0) x += SPACE * size;
    partsOf(word, rtl).forEach((text, at) => {
      if (at > 0) x += TIGHT * size;
      const family = familyOf(text);
      const ink = inkOf(text, family, weight);
      placed.push({ text, family, x: x - ink.from * size });
      x += ink.width * size;
    });
  }
  return { words: placed, width: x };
}

/** The parts of a word from left to right: its scripts, and in a line from the right its marks. */
function partsOf(word: string, rtl: boolean): string[] {
  if (!rtl) return partsByScript(word);
  const [, before = '', core = '', after = ''] =
    /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/u.exec(word) ?? [];
  const parts = partsByScript(core);
  return [...turned(after), ...(isArabic(core) ? parts.reverse() : parts), ...turned(before)];
}

function turned(marks: string): string[] {
  return [...marks].reverse().map((mark) => MIRRORED[mark] ?? mark);
}

function widthOf(words: readonly string[], style: TextStyle): number {
  return place(words, style).width;
}

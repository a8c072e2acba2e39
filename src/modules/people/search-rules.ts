// In which order people are shown who may be meant by what was typed. Pure.
import { soundOf, wordsOf } from './search-keys.ts';

/** Somebody who may be meant. */
export interface Candidate {
  readonly personId: string;
  /** Every name by which she is known. */
  readonly names: readonly string[];
}

/** How a name fits what was typed. */
export type Fit = 'exact' | 'begins' | 'sounds' | 'near';

const ORDER: readonly Fit[] = ['exact', 'begins', 'sounds', 'near'];

export interface Ranked<Each extends Candidate> {
  readonly candidate: Each;
  readonly fit: Fit;
}

/**
 * PEO-1: a person is found by any of her names, in any order of words, without accents, half typed,
 * misspelt by a letter or written as it sounds; who is written exactly so comes first, then who
 * begins so, then who sounds so. A name that has nothing of a typed word is not shown.
 */
export function rankCandidates<Each extends Candidate>(
  typed: string,
  candidates: readonly Each[],
  most = 8,
): Ranked<Each>[] {
  const asked = wordsOf(typed);
  return candidates
    .flatMap((candidate) => {
      const fit = fitOf(asked, candidate.names.flatMap(wordsOf));
      return fit ? [{ candidate, fit }] : [];
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit) ||
        a.candidate.personId.localeCompare(b.candidate.personId),
    )
    .slice(0, most);
}

/** As well as the word that fits worst. */
function fitOf(asked: readonly string[], known: readonly string[]): Fit | undefined {
  let worst = 0;
  for (const word of asked) {
    const fits = known.map((each) => ORDER.indexOf(fitOfWord(word, each) as Fit));
    const best = Math.min(...fits.filter((fit) => fit >= 0));
    if (!Number.isFinite(best)) return undefined;
    worst = Math.max(worst, best);
  }
  return ORDER[worst];
}

function fitOfWord(asked: string, known: string): Fit | undefined {
  if (asked === known) return 'exact';
  if (known.startsWith(asked)) return 'begins';
  const [a, b] = [soundOf(asked), soundOf(known)];
  if (a === b || (a.length > 2 && b.startsWith(a))) return 'sounds';
  return a.length > 2 && isNear(a, b) ? 'near' : undefined;
}

/** One letter more, less, other or swapped; the first one is right. */
function isNear(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (
    a.slice(at + 1) === b.slice(at + 1) ||
    a.slice(at) === b.slice(at + 1) ||
    a.slice(at + 1) === b.slice(at) ||
    (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2))
  );
}

// Crockford's letters: what is easily mistaken is read as what is meant.
const MISTAKEN: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

/**
 * PEO-2: a file number is found however it is typed or read by a scanner: in small letters, without
 * the dash, with O for 0, or at the end of the address on a slip. Undefined for anything else.
 */
export function fileNumberOf(typed: string): string | undefined {
  const last =
    typed
      .trim()
      .split(/[/?=#]/)
      .at(-1) ?? '';
  const letters = last.toUpperCase().replaceAll(/[\s-]/g, '');
  if (letters.length !== 8 || !/\d/.test(letters)) return undefined;
  const meant = letters.replaceAll(/[OILU]/g, (letter) => MISTAKEN[letter] ?? letter);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(meant)
    ? `${meant.slice(0, 4)}-${meant.slice(4)}`
    : undefined;
}

/** What a slip or a ticket says: today's number alone. */
export function ticketNumberOf(typed: string): number | undefined {
  const digits = /^\s*(\d{1,4})\s*$/.exec(typed)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

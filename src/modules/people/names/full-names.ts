// Whether two full names are one: their words are matched one to one, as well as they can be. Pure.

/** How alike two words are, in nats; above 0 speaks for the same name. */
export type WordLikeness = (asked: string, known: string) => number;

/**
 * One word of a name may be another name altogether (a translation, a stage name). It then costs `OTHER` and no
 * more, but for a little by how unlike it is, `SLOPE` for each nat: of many who share the good word the least bad
 * one comes first, and she who is nearly called so comes before them all.
 */
const OTHER = -3;
const SLOPE = 0.2;
/** What it costs that the words stand in another order: less than a letter, more than nothing. */
const SWAPPED = 1.5;
/** More words of a name than this are not matched. */
const MOST_WORDS = 6;

/** A full name beside another. */
export interface NameFit {
  /** Sum over the words of the shorter one, nats. */
  readonly score: number;
  /** The likeness of the word that fits worst. */
  readonly weakest: number;
  /** Whether the words fit best in another order than they are written. */
  readonly swapped: boolean;
}

/**
 * PEO-10: two full names are one by their words, matched one to one as well as can be, in any order. Words that one name has more than the other cost nothing: people
 * have several surnames and are asked for one.
 */
export function fitNames(
  asked: readonly string[],
  known: readonly string[],
  likeness: WordLikeness,
): NameFit | undefined {
  const turned = asked.length > known.length;
  const [few, many] = turned ? [known, asked] : [asked, known];
  const rows = few
    .slice(0, MOST_WORDS)
    .map((a) => many.slice(0, MOST_WORDS).map((b) => (turned ? likeness(b, a) : likeness(a, b))));
  let best: NameFit | undefined;
  const walk = (row: number, taken: readonly number[], sum: number, weakest: number) => {
    const fits = rows[row];
    if (!fits) {
      const swapped = taken.some((column, at) => at > 0 && column < (taken[at - 1] ?? 0));
      const score = sum - (swapped ? SWAPPED : 0);
      if (!best || score > best.score) best = { score, weakest, swapped };
      return;
    }
    fits.forEach((fit, column) => {
      if (taken.includes(column)) return;
      walk(row + 1, [...taken, column], sum + softened(fit), Math.min(weakest, fit));
    });
  };
  if (few.length > 0) walk(0, [], 0, Number.POSITIVE_INFINITY);
  return best;
}

/** What a word adds: log(eˣ + e^(OTHER + SLOPE · x)), either the word that is meant or another name. */
function softened(fit: number): number {
  const other = OTHER + SLOPE * fit;
  const [high, low] = fit > other ? [fit, other] : [other, fit];
  return high + Math.log1p(Math.exp(low - high));
}

/**
 * From here on two words are probably one name, nats; each word of two full names must reach it before
 * a human is asked whether the two are one person. Measured by `npm run bench -- names`.
 */
export const PROBABLE = 4.75;

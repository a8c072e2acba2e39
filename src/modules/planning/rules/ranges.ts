// From what is foretold to what is said: a range that holds most of the time, rounded up. Pure.
import { TRUST } from './durations.ts';

/** What was foretold to somebody, and what happened, in minutes. */
export interface Outcome {
  readonly foretold: number;
  readonly happened: number;
}

/** How waits turned out that were foretold as this long: minutes to add for the likely, least and most. */
export interface Band {
  /** Waits foretold up to so many minutes. */
  readonly upTo: number;
  readonly count: number;
  readonly likely: number;
  readonly least: number;
  readonly most: number;
}

/** What is said of a wait, in minutes. */
export interface WaitRange {
  readonly likely: number;
  readonly from: number;
  readonly to: number;
}

const BANDS = [5, 10, 20, 40, 80, Number.POSITIVE_INFINITY];
/** One in five waits less than the learned range, one in five more; rounding up makes it fewer. */
const TAIL = 0.22;
const STEP = 5;

/** Before anything is learned: what simulated days of a large house teach, rounded. Until the first call. */
export const COLD_START: readonly Band[] = bandsOf([
  [0, 0, 3],
  [0, -5, 3],
  [0, -7, 9],
  [0, -8, 10],
  [0, -13, 12],
  [0, -16, 16],
]);

/** The same until the end of the last stop, which others come between. */
export const COLD_START_END: readonly Band[] = bandsOf([
  [0, -2, 5],
  [0, -4, 7],
  [0, -6, 7],
  [0, -11, 9],
  [0, -11, 19],
  [4, -12, 30],
]);

function bandsOf(
  errors: readonly (readonly [likely: number, least: number, most: number])[],
): Band[] {
  return errors.map(([likely, least, most], at) => ({
    upTo: BANDS[at] ?? Number.POSITIVE_INFINITY,
    count: 0,
    likely,
    least,
    most,
  }));
}

/**
 * PLN-8: ranges are learned from what was foretold and what happened, for short and long waits apart,
 * and drawn towards the cold start the more the fewer there were.
 */
export function learnBands(
  outcomes: readonly Outcome[],
  start: readonly Band[] = COLD_START,
): Band[] {
  return start.map((cold, at) => {
    const above = BANDS[at - 1] ?? Number.NEGATIVE_INFINITY;
    const errors = outcomes
      .filter(({ foretold }) => foretold > above && foretold <= cold.upTo)
      .map(({ foretold, happened }) => happened - foretold)
      .sort((a, b) => a - b);
    const count = errors.length;
    const drawn = (share: number, towards: number) => {
      const learned = errors[Math.min(count - 1, Math.floor(share * count))] ?? 0;
      return (count * learned + TRUST * towards) / (count + TRUST);
    };
    return {
      upTo: cold.upTo,
      count,
      likely: drawn(0.5, cold.likely),
      least: drawn(TAIL, cold.least),
      most: drawn(1 - TAIL, cold.most),
    };
  });
}

/**
 * PLN-9: a wait is said as a range in steps of five minutes, rounded up; it is never nothing while no
 * desk is free, and never without an end.
 */
export function rangeOf(
  foretold: number,
  deskFree: boolean,
  bands: readonly Band[] = COLD_START,
): WaitRange {
  if (deskFree && foretold <= 0) return { likely: 0, from: 0, to: STEP };
  const band = bands.find(({ upTo }) => foretold <= upTo) ?? bands.at(-1);
  const likely = Math.max(1, foretold + (band?.likely ?? 0));
  const up = (minutes: number) => Math.ceil(minutes / STEP) * STEP;
  const from = Math.max(0, up(foretold + (band?.least ?? 0)) - STEP);
  return { likely, from, to: Math.max(from + STEP, up(foretold + (band?.most ?? 0))) };
}

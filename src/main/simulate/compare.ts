// How far two policies are apart over the same days, and how sure that is.
import { RandomStream } from '../day/random.ts';
import { type DayFigures, GROUPS, meanOf, quantileOf } from './figures.ts';

/** A difference over paired days, with the interval that holds it nineteen times in twenty. */
export interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;

/** Each figure of one policy against another: per cent for minutes, points for shares. */
export function compareDays(
  days: readonly DayFigures[],
  against: readonly DayFigures[],
  seed: number,
): Readonly<Record<string, Difference>> {
  const differences: Record<string, Difference> = {};
  for (const group of GROUPS) {
    for (const figure of ['mean', 'p90', 'p99'] as const) {
      const pairs = days.map((day, at) => [day[group][figure], at] as const);
      differences[`${group}.${figure}`] = bootstrap(
        pairs.map(([one, at]) => [one, against[at]?.[group][figure] ?? Number.NaN]),
        (one, other) => 100 * (one / other - 1),
        seed,
      );
    }
  }
  for (const group of ['all', 'several'] as const) {
    differences[`sameDay.${group}`] = bootstrap(
      days.map((day, at) => [day.sameDay[group], against[at]?.sameDay[group] ?? Number.NaN]),
      (one, other) => 100 * (one - other),
      seed,
    );
  }
  return differences;
}

/** Days are drawn again with repetition, as pairs, and the difference of their means taken anew. */
function bootstrap(
  pairs: readonly (readonly [number, number])[],
  differ: (one: number, other: number) => number,
  seed: number,
): Difference {
  const random = new RandomStream(seed, 'bootstrap');
  const of = (some: readonly (readonly [number, number])[]) =>
    differ(meanOf(some.map(([one]) => one)), meanOf(some.map(([, other]) => other)));
  const drawn = Float64Array.from({ length: RESAMPLES }, () =>
    of(pairs.map(() => random.pick(pairs) ?? [Number.NaN, Number.NaN])),
  ).sort();
  return { difference: of(pairs), low: quantileOf(drawn, 0.025), high: quantileOf(drawn, 0.975) };
}

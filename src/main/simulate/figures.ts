// What a day came to: times in the house by how many needs people had. Pure.
import type { Trip } from './run-day.ts';

export const GROUPS = ['all', 'one', 'several', 'three'] as const;
export type Group = (typeof GROUPS)[number];

export interface Spread {
  readonly mean: number;
  readonly p90: number;
  readonly p99: number;
}

/** Times in the house of a day, by group, and the share that was done by closing time. */
export interface DayFigures extends Readonly<Record<Group, Spread>> {
  readonly sameDay: { readonly all: number; readonly several: number };
}

const BELONGS: Readonly<Record<Group, (needs: number) => boolean>> = {
  all: () => true,
  one: (needs) => needs === 1,
  several: (needs) => needs > 1,
  three: (needs) => needs > 2,
};

/** The figures of a day. */
export function figuresOf(trips: readonly Trip[], closes: number): DayFigures {
  const inGroup = (group: Group) => trips.filter(({ comer }) => BELONGS[group](comer.needs.length));
  const spread = (group: Group): Spread => spreadOf(inGroup(group).map(({ inHouse }) => inHouse));
  const done = (some: readonly Trip[]) =>
    meanOf(some.map(({ ended }) => (ended <= closes ? 1 : 0)));
  return {
    all: spread('all'),
    one: spread('one'),
    several: spread('several'),
    three: spread('three'),
    sameDay: { all: done(trips), several: done(inGroup('several')) },
  };
}

/** Mean and two percentiles of some minutes. */
export function spreadOf(minutes: readonly number[]): Spread {
  const sorted = Float64Array.from(minutes).sort();
  return { mean: meanOf(minutes), p90: quantileOf(sorted, 0.9), p99: quantileOf(sorted, 0.99) };
}

/** The mean; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A quantile of sorted values, between neighbours where it falls between them. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (at - below);
}

// Days of a world under a policy, one after the other: day i uses the seed + i.
import { COLD_START_END, learnBands } from '#modules/planning/rules/ranges.ts';
import type { Standing } from '#modules/planning/rules/house.ts';
import type { OrderPolicy } from '#modules/planning/rules/order.ts';
import { type DayFigures, figuresOf, GROUPS, meanOf, type Spread } from './figures.ts';
import { type Comer, drawComers, drawDesks } from './people.ts';
import { judge, type Learned, outcomesOf, tellEverybody, type Told } from './foretelling.ts';
import { POLICIES } from './policies.ts';
import { rosterOf } from './rosters.ts';
import { runDay, type Trip } from './run-day.ts';
import type { SimulatedWorld } from './world.ts';

export interface DaysOptions {
  readonly policy: Standing;
  /** Another order than that of the policy, to try it. */
  readonly order?: OrderPolicy | undefined;
  readonly days: number;
  readonly seed: number;
  /** Factor of the number of people. */
  readonly surge: number;
  /** Desks that are away. */
  readonly absent: number;
  readonly languages: boolean;
  /** People who came to a day, instead of drawn ones. */
  readonly comers?: readonly Comer[] | undefined;
}

/** The days played, each with everybody's trip; `told` is filled with what everybody was told. */
export function playDays(world: SimulatedWorld, options: DaysOptions, told?: Told[][]): Trip[][] {
  const { days, seed, surge, absent, languages, comers } = options;
  const policy = { ...POLICIES[options.policy], ...(options.order && { order: options.order }) };
  return Array.from({ length: days }, (_, day) => {
    const desks = drawDesks(world, absent, seed + day);
    const noted: Told[] = [];
    told?.push(noted);
    return runDay(
      {
        world,
        comers: comers ?? drawComers(world, { seed: seed + day, surge }),
        desks,
        policy,
        languagesOf: rosterOf(world, desks, languages),
      },
      told && tellEverybody(world, policy, noted),
    );
  });
}

/** Days before the first of those that are judged, from which the ranges are learned. */
export const LEARNING = { days: 10, seedsAway: 1_000_000 };

/** Learns ranges on days that are not judged, then tells everybody of the days and judges it. */
export function judgeTelling(world: SimulatedWorld, options: DaysOptions) {
  const learning = { ...options, days: LEARNING.days, seed: options.seed + LEARNING.seedsAway };
  const before: Told[][] = [];
  const trips = playDays(world, learning, before);
  const learned: Learned = {
    first: learnBands(outcomesOf(trips, before, 'first')),
    end: learnBands(outcomesOf(trips, before, 'end'), COLD_START_END),
  };
  const told: Told[][] = [];
  const days = playDays(world, options, told);
  return { days, prediction: judge(days, told, learned) };
}

/** The figures of each day. */
export function figuresOfDays(world: SimulatedWorld, days: readonly Trip[][]): DayFigures[] {
  return days.map((trips) => figuresOf(trips, world.closes));
}

/** The mean of each figure over the days. */
export function averageDays(days: readonly DayFigures[]): DayFigures {
  const spread = (group: (typeof GROUPS)[number]): Spread => ({
    mean: meanOf(days.map((day) => day[group].mean)),
    p90: meanOf(days.map((day) => day[group].p90)),
    p99: meanOf(days.map((day) => day[group].p99)),
  });
  return {
    all: spread('all'),
    one: spread('one'),
    several: spread('several'),
    three: spread('three'),
    sameDay: {
      all: meanOf(days.map((day) => day.sameDay.all)),
      several: meanOf(days.map((day) => day.sameDay.several)),
    },
  };
}

// Simulated days: the world is the one that was given, every policy sees the same people, and whatever
// day is drawn, the rules of the house hold in it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Standing } from '#modules/planning/rules/house.ts';
import { inCheckout } from '#platform/checkout.ts';
import { drawComers, drawDesks } from './people.ts';
import { POLICIES } from './policies.ts';
import { rosterOf } from './rosters.ts';
import { runDay, type Trip } from './run-day.ts';
import { averageDays, figuresOfDays, playDays } from './run-days.ts';
import { playSteadyState } from './steady-state.ts';
import { readSimulatedWorld } from './world.ts';

const WORLD = readSimulatedWorld(inCheckout('data', 'simulation', 'lisboa.json'));
const DAY = { days: 1, seed: 7, surge: 1, absent: 0, languages: false } as const;

describe('the people of a day', () => {
  test('exactly so many as the world says, in each half hour, and the same again', () => {
    const comers = drawComers(WORLD, { seed: 1, surge: 1 });
    expect(comers).toHaveLength(600);
    expect(drawComers(WORLD, { seed: 1, surge: 1 })).toEqual(comers);
    expect(drawComers(WORLD, { seed: 1, surge: 1.25 })).toHaveLength(750);
  });

  test('needs without repetition; a fixed order is that of the file; screening takes a minute at least', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        for (const { needs, inOrder, ready } of drawComers(WORLD, { seed, surge: 0.2 })) {
          const offices = needs.map(({ office }) => office);
          expect(new Set(offices).size).toBe(offices.length);
          if (inOrder) expect(offices).toEqual(offices.toSorted((a, b) => a - b));
          expect(ready).toBeGreaterThan(WORLD.opens + 1);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('desks that are away are never the last of an office', () => {
    expect(drawDesks(WORLD, 3, 1).reduce((sum, desks) => sum + desks, 0)).toBe(42 - 3);
    expect(Math.min(...drawDesks(WORLD, 100, 1))).toBe(1);
  });
});

const days = fc.record({
  seed: fc.nat(10_000),
  surge: fc.constantFrom(0.1, 0.4, 1),
  absent: fc.nat(5),
  languages: fc.boolean(),
  policy: fc.constantFrom<Standing[]>('together', 'sequence', 'sequence-shortest'),
});

test('whatever the day: one place at a time, nothing before what comes first, everyone is served, and nobody is lost', () => {
  fc.assert(
    fc.property(days, ({ seed, surge, absent, languages, policy }) => {
      const comers = drawComers(WORLD, { seed, surge });
      const desks = drawDesks(WORLD, absent, seed);
      const calls: { number: number; stopId: string; at: number }[] = [];
      const trips = runDay(
        {
          world: WORLD,
          comers,
          desks,
          policy: POLICIES[policy],
          languagesOf: rosterOf(WORLD, desks, languages),
        },
        (house) => {
          house.onCall = ({ number, stopId, guest }) => {
            expect(guest.doing).toBe('waiting');
            calls.push({ number, stopId, at: house.now });
          };
        },
      );
      for (const trip of trips) checkTrip(trip);
      const misses = comers
        .flatMap(({ needs }) => needs)
        .reduce((sum, need) => sum + need.misses, 0);
      const needs = comers.reduce((sum, comer) => sum + comer.needs.length, 0);
      expect(calls).toHaveLength(needs + misses);
    }),
    { numRuns: 25 },
  );
});

function checkTrip({ comer, guest }: Trip): void {
  expect(guest.doing).toBe('gone');
  expect(guest.places).toHaveLength(comer.needs.length);
  const inTime = guest.places.toSorted((a, b) => (a.ended ?? 0) - (b.ended ?? 0));
  for (const [at, place] of inTime.entries()) {
    const begun = (place.ended ?? Number.NaN) - place.minutes;
    expect(begun + 1e-6).toBeGreaterThanOrEqual(inTime[at - 1]?.ended ?? guest.arrived);
    for (const first of place.after) expect(begun).toBeGreaterThan(first.ended ?? Number.NaN);
  }
}

test('queueing together with this order sends people home sooner, and nobody pays for it', () => {
  const figures = (policy: Standing) =>
    averageDays(figuresOfDays(WORLD, playDays(WORLD, { ...DAY, days: 6, policy })));
  const [together, sequence] = [figures('together'), figures('sequence')];
  expect(together.all.mean).toBeLessThan(0.94 * sequence.all.mean);
  expect(together.several.p90).toBeLessThan(0.92 * sequence.several.p90);
  expect(together.one.mean).toBeLessThan(1.05 * sequence.one.mean);
  expect(together.sameDay.several).toBeGreaterThanOrEqual(sequence.sameDay.several);
});

test('one queue in its steady state: who waits, and how long, is what Erlang says', () => {
  const played = playSteadyState({ lambda: 8, mu: 1, c: 10, customers: 200_000, seed: 1 });
  expect(played.waits / 0.40918).toBeCloseTo(1, 1);
  expect(played.meanWait / 0.20459).toBeCloseTo(1, 1);
});

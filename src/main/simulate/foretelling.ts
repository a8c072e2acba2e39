// What each person of a simulated day is told when she has her ticket, by the rules that tell it in
// production, beside the formula that a house would use without them. What happened is compared later.
import type { Guest, House, Counter, HousePolicy, Place } from '#modules/planning/rules/house.ts';
import { foretell } from '#modules/planning/rules/forecast.ts';
import { type Band, type Outcome, rangeOf } from '#modules/planning/rules/ranges.ts';
import { meanOf } from './figures.ts';
import { timesOf, type Trip } from './run-day.ts';
import type { SimulatedWorld } from './world.ts';

/** What one person was told. */
export interface Told {
  readonly number: number;
  /** Minutes until the first call, and until she is free. */
  readonly first: number;
  readonly end: number;
  /** A desk of one of her queues had nobody. */
  readonly deskFree: boolean;
  /** The formula: people ahead + 1, times the mean, divided by the desks; the smallest of her queues. */
  readonly formula: number;
}

/** Watches a day and notes what everybody is told. */
export function tellEverybody(world: SimulatedWorld, policy: HousePolicy, told: Told[]) {
  const minutesOf = ({ counter }: Place) => world.offices[counter.index]?.duration.mean ?? 0;
  const usual = { policy, times: timesOf(world), minutesOf };
  return (house: House, counters: readonly Counter[]) => {
    const here = new Set<Guest>();
    house.onArrival = (guest) => {
      for (const each of here) if (each.doing === 'gone') here.delete(each);
      here.add(guest);
      const { now } = house;
      const foretold = foretell({ now, counters, guests: [...here] }, guest.number, usual);
      const standing = guest.places.filter(({ state }) => state === 'waiting');
      told.push({
        number: guest.number,
        first: (foretold[0]?.called ?? now) - now,
        end: Math.max(...foretold.map(({ ended }) => ended)) - now,
        deskFree: standing.some(({ counter }) => counter.desks.some(({ busy }) => !busy)),
        formula: Math.min(...standing.map((place) => formulaOf(place, minutesOf(place)))),
      });
    };
  };
}

function formulaOf(place: Place, mean: number): number {
  const { queue, desks } = place.counter;
  const ahead = queue.filter((other) => other !== place && other.guest.doing === 'waiting').length;
  const open = desks.filter(({ busy, place: held, until }) => !busy || held || !until).length;
  return ((ahead + 1) * mean) / Math.max(1, open);
}

/** What was foretold and what happened, until the first call and until the end. */
export interface Learned {
  readonly first: readonly Band[];
  readonly end: readonly Band[];
}

/** Pairs of what was told to the people of some days and what happened to them. */
export function outcomesOf(
  days: readonly (readonly Trip[])[],
  told: readonly (readonly Told[])[],
  what: 'first' | 'end',
): Outcome[] {
  return days.flatMap((trips, day) => {
    const byNumber = new Map(trips.map((trip) => [trip.comer.number, trip]));
    return (told[day] ?? []).flatMap((one) => {
      const trip = byNumber.get(one.number);
      if (!trip) return [];
      const happened = what === 'first' ? trip.toFirstCall : trip.inHouse;
      return [{ foretold: one[what], happened }];
    });
  });
}

/** How good the telling was, in minutes and shares. */
export function judge(
  days: readonly (readonly Trip[])[],
  told: readonly (readonly Told[])[],
  learned: Learned,
) {
  const all = told.flat();
  const first = outcomesOf(days, told, 'first');
  const end = outcomesOf(days, told, 'end');
  const ranges = first.map(({ foretold }, at) =>
    rangeOf(foretold, all[at]?.deskFree ?? false, learned.first),
  );
  const ends = end.map(({ foretold }) => rangeOf(foretold, false, learned.end));
  const off = (outcomes: readonly Outcome[], said: readonly number[]) =>
    meanOf(outcomes.map(({ happened }, at) => Math.abs(happened - (said[at] ?? 0))));
  const late = (outcomes: readonly Outcome[], said: readonly { readonly to: number }[]) =>
    meanOf(outcomes.map(({ happened }, at) => (happened > (said[at]?.to ?? 0) + 10 ? 1 : 0)));
  return {
    mae: off(
      first,
      ranges.map(({ likely }) => likely),
    ),
    maeBaseline: off(
      first,
      all.map(({ formula }) => formula),
    ),
    lateShare: late(first, ranges),
    width: meanOf(ranges.map(({ from, to }) => to - from)),
    end: {
      mae: off(
        end,
        ends.map(({ likely }) => likely),
      ),
      lateShare: late(end, ends),
      width: meanOf(ends.map(({ from, to }) => to - from)),
    },
  };
}

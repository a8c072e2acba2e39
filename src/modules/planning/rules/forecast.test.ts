// What is foretold: known cases to the minute, and that nothing is ever said that can't be.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutesLeft, shrink, TRUST } from './durations.ts';
import { foretell } from './forecast.ts';
import type { Counter, Guest, Place } from './house.ts';
import { ORDER } from './order.ts';
import { COLD_START, COLD_START_END, learnBands, rangeOf } from './ranges.ts';

const TIMES = { way: 0, missLoses: 2, missBackAfter: 10, interpreted: 1.2 };
const POLICY = { standing: 'together', order: ORDER } as const;

function officeOf(index: number, desks: number): Counter {
  const counter: Counter = { index, desks: [], queue: [], priorityRun: 0 };
  for (let desk = 0; desk < desks; desk++)
    counter.desks.push({ counter, languages: ['pt'], breaks: [], busy: false });
  return counter;
}

function somebody(number: number, arrived: number, counters: readonly Counter[]): Guest {
  const guest: Guest = { number, arrived, language: 'pt', places: [], doing: 'waiting' };
  for (const counter of counters) {
    const place: Place = {
      stopId: `${number} at ${counter.index}`,
      guest,
      counter,
      number,
      arrived,
      language: 'pt',
      priority: 0,
      minutes: 10,
      misses: 0,
      after: [],
      state: 'waiting',
      queued: arrived,
      served: null,
      stopsLeft: counters.length - 1,
    };
    guest.places.push(place);
    counter.queue.push(place);
  }
  return guest;
}

/** Somebody is called to a desk at this moment. */
function call(guest: Guest, now: number): void {
  const [place] = guest.places;
  const desk = place?.counter.desks.find(({ busy }) => !busy);
  if (!place || !desk) throw new Error('nobody to call');
  place.counter.queue.splice(place.counter.queue.indexOf(place), 1);
  Object.assign(place, { state: 'desk', called: now });
  Object.assign(desk, { busy: true, place, since: now });
  guest.doing = 'desk';
}

const usual = { policy: POLICY, times: TIMES, minutesOf: () => 10 };

describe('PLN-7: the wait foretold counts the people actually ahead', () => {
  test('one called, one waiting, ten minutes each, one desk: she is called in twenty', () => {
    const office = officeOf(0, 1);
    const guests = [1, 2, 3].map((number) => somebody(number, number / 10, [office]));
    call(guests[0] as Guest, 1);
    const [first] = foretell({ now: 1, counters: [office], guests }, 3, usual);
    expect((first?.called ?? 0) - 1).toBeCloseTo(20, 6);
    expect((first?.ended ?? 0) - 1).toBeCloseTo(30, 6);
  });

  test('who is ahead in two queues takes time in one of them at a time', () => {
    const [one, two] = [officeOf(0, 1), officeOf(1, 1)];
    const both = somebody(1, 0, [one, two]);
    const her = somebody(2, 1, [two]);
    // Number one is called to the first office now, so the second is free for her at once.
    call(both, 1);
    const [first] = foretell({ now: 1, counters: [one, two], guests: [both, her] }, 2, usual);
    expect(first?.called).toBe(1);
  });

  test('a break that the roster knows is waited for', () => {
    const office = officeOf(0, 1);
    office.desks[0]?.breaks.push([5, 60]);
    const guests = [somebody(1, 0, [office]), somebody(2, 1, [office])];
    call(guests[0] as Guest, 1);
    const [first] = foretell({ now: 1, counters: [office], guests }, 2, usual);
    expect(first?.called).toBeCloseTo(71, 6);
  });

  test('what waits for something else comes after it, in whatever order her stops stand', () => {
    const [one, two] = [officeOf(0, 1), officeOf(1, 1)];
    const her = somebody(1, 0, [one, two]);
    const [later, first] = her.places as [Place, Place];
    one.queue.splice(0);
    Object.assign(later, { state: 'ahead', after: [first] });
    const foretold = foretell({ now: 0, counters: [one, two], guests: [her] }, 1, usual);
    expect(foretold.map(({ stopId }) => stopId)).toEqual([first.stopId, later.stopId]);
    expect(foretold[1]?.called).toBe(foretold[0]?.ended);
  });

  test('a desk whose sittings last longer takes longer (PLN-12)', () => {
    const office = officeOf(0, 1);
    Object.assign(office.desks[0] as object, { pace: 1.5 });
    const guests = [1, 2, 3].map((number) => somebody(number, number / 10, [office]));
    call(guests[0] as Guest, 1);
    const [first] = foretell({ now: 1, counters: [office], guests }, 3, usual);
    expect((first?.called ?? 0) - 1).toBeCloseTo(30, 6);
  });

  test('nobody in the real house notices', () => {
    const office = officeOf(0, 1);
    const guests = [1, 2, 3].map((number) => somebody(number, number, [office]));
    foretell({ now: 5, counters: [office], guests }, 3, usual);
    expect(office.queue).toHaveLength(3);
    expect(office.desks[0]?.busy).toBe(false);
    expect(guests.map(({ doing }) => doing)).toEqual(['waiting', 'waiting', 'waiting']);
  });
});

describe('PLN-6: what is left of a sitting is never nothing, and after a long one rather more', () => {
  test('the whole at the beginning, then ever some', () => {
    expect(minutesLeft(10, 0)).toBe(10);
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (mean, elapsed) => {
          const left = minutesLeft(mean, elapsed);
          expect(left).toBeGreaterThan(0);
          expect(left).toBeLessThan(mean * 60 + elapsed);
        },
      ),
    );
    expect(minutesLeft(10, 40)).toBeGreaterThan(minutesLeft(10, 10));
  });
});

test('PLN-5: a learned duration is drawn towards what is known of more sittings, the more the fewer there were', () => {
  expect(shrink(undefined, 12)).toBe(12);
  expect(shrink({ count: 0, meanMinutes: 99 }, 12)).toBe(12);
  expect(shrink({ count: TRUST, meanMinutes: 20 }, 12)).toBe(16);
  expect(shrink({ count: 100_000, meanMinutes: 20 }, 12)).toBeCloseTo(20, 1);
});

describe('PLN-8: ranges are learned from what was foretold and what happened', () => {
  const outcomes = Array.from({ length: 2000 }, (_, at) => ({
    foretold: 30,
    happened: 30 + (at % 20),
  }));
  test('they hold most of the time', () => {
    const band = learnBands(outcomes).find(({ upTo }) => upTo === 40);
    expect(band?.count).toBe(2000);
    expect(band?.likely).toBeCloseTo(10, 0);
    expect(band?.most).toBeGreaterThan(band?.likely ?? 0);
  });
  test('without any they are the cold start', () => {
    expect(learnBands([])).toEqual(COLD_START);
    expect(learnBands([], COLD_START_END)).toEqual(COLD_START_END);
  });
});

test('PLN-9: a range is in steps of five minutes, rounded up, with an end, and nothing only while a desk is free', () => {
  expect(rangeOf(0, true)).toEqual({ likely: 0, from: 0, to: 5 });
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2000, noNaN: true }),
      fc.boolean(),
      (foretold, deskFree) => {
        const { likely, from, to } = rangeOf(foretold, deskFree);
        expect(from % 5).toBe(0);
        expect(to % 5).toBe(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeGreaterThanOrEqual(foretold);
        expect(Number.isFinite(to)).toBe(true);
        if (!deskFree) expect(likely).toBeGreaterThan(0);
      },
    ),
  );
});

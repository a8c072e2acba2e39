// Whoever is called is there, or is marked as not having come: over random days of a house.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counter, type Guest, House, type HouseTimes, type Place } from './house.ts';
import { ORDER } from './order.ts';

const TIMES: HouseTimes = { way: 1, missLoses: 2, missBackAfter: 10, interpreted: 1.2 };

const stop = fc.record({
  office: fc.nat(2),
  minutes: fc.integer({ min: 1, max: 40 }),
  /** Calls for which she does not come. */
  misses: fc.constantFrom(0, 0, 1, 2),
  away: fc.option(fc.record({ minutes: fc.nat(30), afterwards: fc.integer({ min: 1, max: 10 }) })),
  afterTheOneBefore: fc.boolean(),
});
const person = fc.record({
  arrived: fc.nat(200),
  stops: fc.array(stop, { minLength: 1, maxLength: 3 }),
  /** She goes before all is done, so many minutes after she came. */
  goesAfter: fc.option(fc.nat(90)),
});
const day = fc.record({
  desks: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 3, maxLength: 3 }),
  people: fc.array(person, { minLength: 1, maxLength: 25 }),
  standing: fc.constantFrom('together' as const, 'sequence' as const),
});
type Day = typeof day extends fc.Arbitrary<infer One> ? One : never;

function open({ desks, people, standing }: Day) {
  const house = new House({ standing, order: ORDER }, TIMES);
  const counters = desks.map((count, index): Counter => {
    const counter: Counter = { index, desks: [], queue: [], priorityRun: 0 };
    for (let each = 0; each < count; each++)
      counter.desks.push({ counter, languages: ['pt'], breaks: [], busy: false });
    return counter;
  });
  const guests = people.map(({ arrived, stops, goesAfter }, number): Guest => {
    const guest: Guest = { number, arrived, language: 'pt', places: [], doing: 'coming' };
    for (const [at, { office, minutes, misses, away, afterTheOneBefore }] of stops.entries()) {
      const before = guest.places.at(-1);
      guest.places.push({
        stopId: `${number}:${at}`,
        number,
        language: 'pt',
        priority: 0,
        arrived,
        served: null,
        stopsLeft: stops.length - 1,
        guest,
        counter: counters[office] as Counter,
        minutes,
        misses,
        away: away ?? undefined,
        after: afterTheOneBefore && before ? [before] : [],
        queued: arrived,
        state: 'ahead',
      });
    }
    house.expect(guest);
    if (goesAfter !== null) house.sendHome(guest, arrived + goesAfter);
    return guest;
  });
  return { house, guests };
}

test('each called person is present or marked, whatever the day', () => {
  fc.assert(
    fc.property(day, (one) => {
      const { house, guests } = open(one);
      const calls: { readonly place: Place; readonly at: number; readonly comes: boolean }[] = [];
      let marked = 0;
      let sat = 0;
      house.onCall = (place) => {
        const { guest } = place;
        // She is in the house, waits, and is called by nobody else.
        expect(guest.arrived).toBeLessThanOrEqual(house.now);
        expect(guest.left).toBeUndefined();
        expect(guest.doing).toBe('waiting');
        expect(place.state).toBe('waiting');
        calls.push({ place, at: house.now, comes: place.misses === 0 });
      };
      let seen = 0;
      house.play(() => {
        for (const { place, at, comes } of calls.slice(seen)) {
          const { doing, back } = place.guest;
          if (comes) {
            sat++;
            expect([doing, place.state]).toEqual(['desk', 'desk']);
          } else {
            marked++;
            expect(doing).toBe('away');
            expect(back).toEqual({ place, at: at + TIMES.missBackAfter });
          }
        }
        seen = calls.length;
        return false;
      });
      expect(sat + marked).toBe(calls.length);
      // At the end of the day nobody stands anywhere.
      for (const { doing } of guests) expect(doing).toBe('gone');
    }),
    { numRuns: 300 },
  );
});

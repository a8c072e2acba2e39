// Who comes before whom by right.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readData } from '#main/seed/read-data.ts';
import {
  comparePlaces,
  FIRST,
  isInForce,
  ORDINARY,
  type Place,
  priorityOf,
} from './precedence-rules.ts';

const DAY = Temporal.PlainDate.from('2026-03-09');
const GROUNDS = [
  { id: 'pregnant', from: Temporal.PlainDate.from('2016-12-27') },
  { id: 'gone', from: DAY.subtract({ years: 9 }), until: DAY },
];
const place = (priority: number, minute: number | null, number = 1): Place => ({
  priority,
  number,
  queuedAt:
    minute === null ? null : Temporal.Instant.from('2026-03-09T09:00:00Z').add({ minutes: minute }),
});

describe('VIS-40: a ground of the law, or a sign, brings somebody first, and the number tells no reason', () => {
  test('by a ground that is in force, by a sign, and by both alike', () => {
    expect(priorityOf({ grounds: [] }, GROUNDS, DAY)).toBe(ORDINARY);
    expect(priorityOf({ grounds: ['pregnant'] }, GROUNDS, DAY)).toBe(FIRST);
    expect(priorityOf({ grounds: [], signs: ['minor-alone'] }, GROUNDS, DAY)).toBe(FIRST);
    expect(priorityOf({ grounds: ['pregnant'], signs: ['violence'] }, GROUNDS, DAY)).toBe(FIRST);
  });
  test('not by one that the country does not know, nor before or after its days', () => {
    expect(priorityOf({ grounds: ['tall'] }, GROUNDS, DAY)).toBe(ORDINARY);
    expect(priorityOf({ grounds: ['gone'] }, GROUNDS, DAY)).toBe(ORDINARY);
    expect(priorityOf({ grounds: ['gone'] }, GROUNDS, DAY.subtract({ days: 1 }))).toBe(FIRST);
    const before = Temporal.PlainDate.from('2016-12-26');
    expect(priorityOf({ grounds: ['pregnant'] }, GROUNDS, before)).toBe(ORDINARY);
    expect(isInForce({ id: 'always' }, before)).toBe(true);
  });
  test('the grounds of Portugal are in force since 27 December 2016, each with its law', () => {
    const grounds = readData('priorities.json');
    expect(grounds.map(({ id }) => id)).toEqual([
      'disability',
      'frail-elderly',
      'pregnant',
      'infant-in-arms',
    ]);
    for (const { from, law } of grounds) {
      expect(from).toBe('2016-12-27');
      expect(law).toMatch(/58\/2016/);
    }
  });
});

describe('VIS-41: those who come first stand before the others, then whoever waits longer', () => {
  test('first before long waiting, long waiting before number', () => {
    expect(comparePlaces(place(FIRST, 30), place(ORDINARY, 0))).toBeLessThan(0);
    expect(comparePlaces(place(ORDINARY, 1), place(ORDINARY, 2))).toBeLessThan(0);
    expect(comparePlaces(place(ORDINARY, 1, 3), place(ORDINARY, 1, 2))).toBeGreaterThan(0);
    expect(comparePlaces(place(ORDINARY, null), place(ORDINARY, 5))).toBeGreaterThan(0);
  });
  test('is one order: whatever way a queue is shuffled, it comes out the same', () => {
    const places = fc.uniqueArray(
      fc.record({
        priority: fc.integer({ min: 0, max: 1 }),
        minute: fc.option(fc.integer({ min: 0, max: 5 })),
        number: fc.integer({ min: 1, max: 40 }),
      }),
      { selector: ({ number }) => number },
    );
    fc.assert(
      fc.property(
        places.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const sorted = (list: typeof all) =>
            list
              .map(({ priority, minute, number }) => place(priority, minute, number))
              .sort(comparePlaces)
              .map(({ number }) => number);
          expect(sorted(shuffled)).toEqual(sorted(all));
        },
      ),
    );
  });
});

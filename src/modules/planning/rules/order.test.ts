// Who is called next, and that everyone's places weigh as they should.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, orderQueue, scoreOf } from './order.ts';

const NOW = 600;

function waiting(number: number, minutes: number, more: Partial<Candidate> = {}): Candidate {
  return {
    stopId: `stop-${number}`,
    number,
    language: 'bn',
    priority: 0,
    queued: NOW - minutes,
    arrived: NOW - minutes,
    served: null,
    stopsLeft: 0,
    ...more,
  };
}

const numbers = (queue: readonly Candidate[], languages: readonly string[] = []) =>
  orderQueue(queue, languages, NOW).map(({ number }) => number);

const minute = fc.integer({ min: 0, max: 300 });
const candidates = fc.array(
  fc
    .record({ minutes: minute, house: minute, stopsLeft: fc.nat(3), served: fc.option(minute) })
    .map(({ minutes, house, stopsLeft, served }) => ({ minutes, house, stopsLeft, served })),
  { maxLength: 40 },
);

describe('PLN-1: whoever has waited longest comes first', () => {
  test('of two who weigh the same, the one with the lower number', () => {
    expect(numbers([waiting(3, 5), waiting(1, 5), waiting(2, 5)])).toEqual([1, 2, 3]);
  });

  test('who was served a moment ago lets those go first who were not; her time in the house still counts', () => {
    const again = waiting(1, 40, { served: NOW });
    expect(numbers([again, waiting(2, 21)])).toEqual([2, 1]);
    expect(numbers([again, waiting(2, 19)])).toEqual([1, 2]);
  });

  test('each stop that is left weighs ten minutes', () => {
    expect(numbers([waiting(1, 20), waiting(2, 11, { stopsLeft: 1 })])).toEqual([2, 1]);
    expect(numbers([waiting(1, 20), waiting(2, 9, { stopsLeft: 1 })])).toEqual([1, 2]);
  });

  test('a language of the desk weighs ten minutes and no more', () => {
    expect(numbers([waiting(1, 15), waiting(2, 6, { language: 'uk' })], ['pt', 'uk'])).toEqual([
      2, 1,
    ]);
    expect(numbers([waiting(1, 17), waiting(2, 6, { language: 'uk' })], ['pt', 'uk'])).toEqual([
      1, 2,
    ]);
  });

  test('who missed a call goes back, and is still called when nobody else waits', () => {
    const missed = waiting(1, 30, { queued: NOW + 10 });
    expect(numbers([missed, waiting(2, 14)])).toEqual([2, 1]);
    expect(numbers([missed])).toEqual([1]);
  });

  test('everyone is in the order once, and the order does not hang on how the rows came', () => {
    fc.assert(
      fc.property(candidates, fc.nat(), (given, turn) => {
        const queue = given.map(({ minutes, house, stopsLeft, served }, at) =>
          waiting(at + 1, minutes, {
            arrived: NOW - Math.max(minutes, house),
            served: served === null ? null : NOW - Math.min(served, minutes),
            stopsLeft,
          }),
        );
        const turned = queue.map((_, at) => queue[(at + turn) % queue.length] as Candidate);
        const order = numbers(queue);
        expect(numbers(turned)).toEqual(order);
        expect(order.toSorted((a, b) => a - b)).toEqual(queue.map(({ number }) => number));
      }),
    );
  });

  test('waiting longer never weighs less', () => {
    fc.assert(
      fc.property(minute, minute, fc.nat(3), (minutes, more, stopsLeft) => {
        const one = waiting(1, minutes, { stopsLeft });
        expect(scoreOf(one, [], NOW + more)).toBeGreaterThanOrEqual(scoreOf(one, [], NOW));
      }),
    );
  });
});

test('APP-16: whoever is booked comes first once her time has come, and until then waits like anyone', () => {
  const booked = (at: number) => waiting(9, 2, { booked: at });
  expect(numbers([waiting(1, 30), booked(NOW), waiting(2, 20)])).toEqual([9, 1, 2]);
  expect(numbers([waiting(1, 30), booked(NOW + 1), waiting(2, 20)])).toEqual([1, 2, 9]);
});

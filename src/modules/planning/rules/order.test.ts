// Who is called next, and that everyone's places weigh as they should.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, nextOf, ORDER, orderQueue, scoreOf } from './order.ts';

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

const numbers = (queue: readonly Candidate[], languages: readonly string[] = [], priorityRun = 0) =>
  orderQueue(queue, { languages, now: NOW, priorityRun }).map(({ number }) => number);

const minute = fc.integer({ min: 0, max: 300 });
const candidates = fc.array(
  fc.record({
    minutes: minute,
    house: minute,
    stopsLeft: fc.nat(3),
    served: fc.option(minute),
    priority: fc.constantFrom(0, 0, 0, 1, 1, 2),
    booked: fc.option(fc.integer({ min: NOW - 60, max: NOW + 60 })),
    leaveBy: fc.option(fc.integer({ min: NOW - 10, max: NOW + 200 })),
  }),
  { maxLength: 40 },
);
const queueOf = (given: typeof candidates extends fc.Arbitrary<infer Some> ? Some : never) =>
  given.map(({ minutes, house, served, ...more }, at) =>
    waiting(at + 1, minutes, {
      ...more,
      arrived: NOW - Math.max(minutes, house),
      served: served === null ? null : NOW - Math.min(served, minutes),
    }),
  );

describe('PLN-1: waiting, what was given and what is left, a language and an hour weigh in minutes', () => {
  test('of two who weigh the same, the one with the lower number', () => {
    expect(numbers([waiting(3, 5), waiting(1, 5), waiting(2, 5)])).toEqual([1, 2, 3]);
  });

  test('who was served a moment ago lets those go first who were not; her time in the house counts', () => {
    const again = waiting(1, 40, { served: NOW });
    expect(numbers([again, waiting(2, 23)])).toEqual([2, 1]);
    expect(numbers([again, waiting(2, 21)])).toEqual([1, 2]);
  });

  test('who has one need is not passed by those who have more: sixteen minutes, and less for each further stop', () => {
    for (const [stopsLeft, minutes] of [
      [1, 16],
      [2, 29.9],
      [3, 43],
    ] as const) {
      const several = waiting(1, 60, { stopsLeft });
      expect(numbers([several, waiting(2, 60 - minutes + 0.5)])).toEqual([2, 1]);
      expect(numbers([several, waiting(2, 60 - minutes - 0.5)])).toEqual([1, 2]);
    }
  });

  test('a language of the desk weighs ten minutes and no more', () => {
    const queue = [waiting(1, 15), waiting(2, 6, { language: 'uk' })];
    expect(numbers(queue, ['pt', 'uk'])).toEqual([2, 1]);
    expect(numbers([waiting(1, 17), ...queue.slice(1)], ['pt', 'uk'])).toEqual([1, 2]);
  });

  test('the hour of leaving weighs more as it comes near, and twenty minutes at most', () => {
    const leaving = (minutes: number) => waiting(2, 0, { leaveBy: NOW + minutes });
    expect(numbers([waiting(1, 9), leaving(30)])).toEqual([2, 1]);
    expect(numbers([waiting(1, 9), leaving(60)])).toEqual([1, 2]);
    expect(numbers([waiting(1, 21), leaving(-30)])).toEqual([1, 2]);
  });

  test('who missed a call goes back, and is still called when nobody else waits', () => {
    const missed = waiting(1, 30, { queued: NOW + 10 });
    expect(numbers([missed, waiting(2, 14)])).toEqual([2, 1]);
    expect(numbers([missed])).toEqual([1]);
  });

  test('waiting longer never weighs less', () => {
    fc.assert(
      fc.property(candidates, minute, (given, more) => {
        for (const one of queueOf(given)) {
          const now = scoreOf(one, { languages: [], now: NOW });
          expect(scoreOf(one, { languages: [], now: NOW + more })).toBeGreaterThanOrEqual(now);
        }
      }),
    );
  });
});

describe('PLN-3: at once, then bookings at their time, then two by law for each one in her turn', () => {
  test('in this order', () => {
    const queue = [
      waiting(1, 50),
      waiting(2, 40),
      waiting(3, 30, { priority: 1 }),
      waiting(4, 20, { priority: 1 }),
      waiting(5, 10, { priority: 1 }),
      waiting(6, 3, { booked: NOW - 1 }),
      waiting(7, 2, { booked: NOW + 5 }),
      waiting(8, 1, { priority: 2 }),
    ];
    expect(numbers(queue)).toEqual([8, 6, 3, 4, 1, 5, 2, 7]);
    // The office has called two with priority already: one in her turn is next.
    expect(numbers(queue.slice(0, 4), [], 2)).toEqual([1, 3, 4, 2]);
  });

  test('everyone is in the order once, it does not hang on how the rows came, and its first is next', () => {
    fc.assert(
      fc.property(candidates, fc.nat(), fc.nat(3), (given, turn, run) => {
        const queue = queueOf(given);
        const turned = queue.map((_, at) => queue[(at + turn) % queue.length] as Candidate);
        const order = numbers(queue, ['bn'], run);
        expect(numbers(turned, ['bn'], run)).toEqual(order);
        expect(order.toSorted((a, b) => a - b)).toEqual(queue.map(({ number }) => number));
        const next = nextOf(turned, () => true, { languages: ['bn'], now: NOW, priorityRun: run });
        expect(next?.number).toBe(order[0]);
      }),
    );
  });

  test('of any three calls one at least is for somebody in her turn', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const queue = queueOf(given)
          .filter(({ priority, queued }) => priority < 2 && NOW - queued <= ORDER.mostWait)
          .map((one) => ({ ...one, booked: null }));
        const ordinary = queue.filter(({ priority }) => priority === 0).length;
        let [run, seen] = [0, 0];
        for (const { priority } of orderQueue(queue, { languages: [], now: NOW })) {
          run = priority === 1 ? run + 1 : 0;
          seen += priority === 0 ? 1 : 0;
          if (seen < ordinary) expect(run).toBeLessThanOrEqual(2);
        }
      }),
    );
  });
});

describe('PLN-4: nobody waits more than ninety minutes because of others', () => {
  test('then the waiting alone decides, but for those who must be seen at once', () => {
    const queue = [waiting(1, 91), waiting(2, 30, { priority: 1 }), waiting(3, 1, { booked: NOW })];
    expect(numbers(queue)).toEqual([1, 3, 2]);
    expect(numbers([...queue, waiting(4, 0, { priority: 2 })])).toEqual([4, 1, 3, 2]);
    expect(numbers([waiting(1, 89), ...queue.slice(1)])).toEqual([3, 2, 1]);
  });

  test('whoever has waited longest of all in her turn is called before anybody by right', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const queue = [
          waiting(100, 301),
          ...queueOf(given)
            .filter(({ priority }) => priority === 1)
            .map((one) => ({ ...one, leaveBy: null })),
        ];
        expect(numbers(queue)[0]).toBe(100);
      }),
    );
  });
});

test('APP-16: whoever is booked comes first once her time has come, and until then waits like anyone', () => {
  const booked = (at: number) => waiting(9, 2, { booked: at });
  expect(numbers([waiting(1, 30), booked(NOW), waiting(2, 20)])).toEqual([9, 1, 2]);
  expect(numbers([waiting(1, 30), booked(NOW + 1), waiting(2, 20)])).toEqual([1, 2, 9]);
});

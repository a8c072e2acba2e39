// However many with a right to go first keep coming: whoever waits is called.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, nextOf, ORDER, runAfter } from './order.ts';

const SERVICE = 10;
/** Minutes by which anybody's place may weigh more than her waiting: language, leaving, stops left. */
const WEIGHTS = ORDER.language + ORDER.leaving + 3 * ORDER.eachStopLeft;

const person = fc.record({
  language: fc.constantFrom('pt', 'uk'),
  stopsLeft: fc.nat(3),
  leaveBy: fc.option(fc.integer({ min: 0, max: 300 })),
});
/** Who keeps coming: by law, booked for now, or in her turn. */
const comer = fc.constantFrom<Partial<Candidate>>({ priority: 1 }, { booked: 0 }, { priority: 0 });

test('no one starves: by law, by booking or in their turn, however many keep coming, each who waits is called', () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 12 }),
      fc.array(comer, { minLength: 1, maxLength: 7 }),
      (people, kinds) => {
        const queue: Candidate[] = people.map((one, at) => ({
          ...one,
          stopId: `${at}`,
          number: at,
          priority: 0,
          queued: 0,
          arrived: 0,
          served: null,
        }));
        const first = new Set(queue.map(({ stopId }) => stopId));
        let priorityRun = 0;
        // One desk, and at each of its calls one more has come who may go first.
        const most = ORDER.mostWait + WEIGHTS + (people.length + WEIGHTS / SERVICE + 1) * SERVICE;
        for (let now = 0; first.size > 0; now += SERVICE) {
          expect(now).toBeLessThanOrEqual(most);
          const kind = kinds[(now / SERVICE) % kinds.length];
          queue.push({
            stopId: `later ${now}`,
            number: 1000 + now,
            language: 'pt',
            stopsLeft: 0,
            priority: 0,
            queued: now,
            arrived: now,
            served: null,
            ...kind,
            ...(kind?.booked !== undefined && { booked: now }),
          });
          const next = nextOf(queue, () => true, { languages: ['pt'], now, priorityRun });
          if (!next) break;
          priorityRun = runAfter(next, priorityRun);
          queue.splice(queue.indexOf(next), 1);
          first.delete(next.stopId);
        }
      },
    ),
    { numRuns: 300 },
  );
});

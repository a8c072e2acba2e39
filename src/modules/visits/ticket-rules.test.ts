// What a ticket may ask for and say, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import type { QueuedHere, TicketFacts } from './own-ticket.ts';
import {
  delayCalls,
  DELAYS,
  freeIn,
  isAway,
  type OwnQueue,
  queuesOf,
  reachedBefore,
} from './ticket-rules.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const at = (minutes: number) => NOW.add({ minutes });
const FACTS: TicketFacts = {
  visit: {
    id: 'visit',
    personId: 'person',
    centreId: 'house',
    hostUnitId: 'host',
    day: Temporal.PlainDate.from('2026-03-09'),
    number: 12,
    language: 'ar',
    priority: 0,
    state: 'open',
  },
  stops: [{ id: 'stop', officeId: 'office', state: 'waiting' }],
  needs: [],
  period: { kind: 'waiting', since: at(-20) },
  delays: 0,
  awayUntil: null,
};
const codeOf = (facts: Partial<TicketFacts>) => {
  const decided = delayCalls({ ...FACTS, ...facts }, NOW);
  return isProblem(decided) ? decided.code : decided.change.until;
};

test('VIS-150: ten more minutes, twice in a visit, only while she waits', () => {
  expect(codeOf({})).toEqual(at(10));
  expect(codeOf({ delays: 1, awayUntil: at(-1) })).toEqual(at(10));
  expect(codeOf({ delays: DELAYS })).toBe('delays-used-up');
  expect(codeOf({ awayUntil: at(1) })).toBe('away-already');
  expect(codeOf({ period: { kind: 'called', since: at(-1) } })).toBe('not-waiting');
  expect(codeOf({ period: undefined })).toBe('visit-closed');
});

test('VIS-151: away until the very minute that was said', () => {
  expect(isAway(at(1), NOW)).toBe(true);
  expect(isAway(at(0), NOW)).toBe(false);
  expect(isAway(null, NOW)).toBe(false);
});

const place = (number: number, more: Partial<QueuedHere> = {}): QueuedHere => ({
  officeId: 'office',
  state: 'waiting',
  mine: false,
  number,
  language: 'pt',
  serviceId: 'service',
  priority: 0,
  queued: number,
  arrived: number,
  served: null,
  stopsLeft: 0,
  doing: 'waiting',
  desks: 1,
  ...more,
});
const ten = () => 10;

test('VIS-152: one called and one waiting before her, ten minutes each, one desk: 15 to 20', () => {
  const places = [
    place(1, { state: 'serving', doing: 'serving' }),
    place(2),
    place(3, { mine: true }),
  ];
  expect(queuesOf(places, ten, 100)).toEqual([
    { officeId: 'office', ahead: 1, wait: { from: 15, to: 20 }, serviceMinutes: 10 },
  ]);
});

test('VIS-152: who stands before her and is elsewhere now widens the range; no desk, no number', () => {
  const busy = place(1, { doing: 'serving' });
  const mine = place(2, { mine: true });
  expect(queuesOf([busy, mine], ten, 100)[0]).toMatchObject({
    ahead: 1,
    wait: { from: 0, to: 15 },
  });
  const shut = [
    { ...busy, desks: 0 },
    { ...mine, desks: 0 },
  ];
  expect(queuesOf(shut, ten, 100)[0]?.wait).toBeUndefined();
});

const queues = fc
  .array(
    fc.record({
      from: fc.nat(40),
      width: fc.integer({ min: 1, max: 20 }),
      service: fc.integer({ min: 5, max: 60 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all): OwnQueue[] =>
    all.map(({ from, width, service }, index) => ({
      officeId: `o${index}`,
      ahead: index,
      wait: { from: from * 5, to: (from + width) * 5 },
      serviceMinutes: service,
    })),
  );

test('VIS-153: she is free after each of her waits with its service, and the range has a width', () => {
  fc.assert(
    fc.property(queues, (all) => {
      const free = freeIn(all);
      const longest = Math.max(...all.map((one) => (one.wait?.from ?? 0) + one.serviceMinutes));
      expect(free?.from).toBeGreaterThanOrEqual(longest);
      expect(free?.to).toBeGreaterThan(free?.from ?? 0);
      expect((free?.from ?? 1) % 5).toBe(0);
    }),
  );
  expect(freeIn([])).toBeUndefined();
});

test('VIS-154: her turn comes before the doors close surely, perhaps, or no more', () => {
  const [one] = queuesOf([place(1), place(2, { mine: true })], ten, 100);
  const mine = [one as OwnQueue];
  expect(one?.wait).toEqual({ from: 10, to: 15 });
  expect(reachedBefore(at(15), mine, NOW)).toBe('yes');
  expect(reachedBefore(at(14), mine, NOW)).toBe('perhaps');
  expect(reachedBefore(at(9), mine, NOW)).toBe('no');
  expect(reachedBefore(at(0), [], NOW)).toBe('no');
});

// What a ticket may ask for and say, without a database.
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import type { TicketFacts } from './own-ticket.ts';
import type { OwnQueue } from './outlook-rules.ts';
import { delayCalls, DELAYS, isAway, reachedBefore } from './ticket-rules.ts';

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

test('VIS-154: her turn comes before the doors close surely, perhaps, or no more', () => {
  const mine: OwnQueue[] = [{ officeId: 'office', ahead: 1, wait: { from: 10, to: 15 } }];
  expect(reachedBefore(at(15), mine, NOW)).toBe('yes');
  expect(reachedBefore(at(14), mine, NOW)).toBe('perhaps');
  expect(reachedBefore(at(9), mine, NOW)).toBe('no');
  expect(reachedBefore(at(0), [], NOW)).toBe('no');
  expect(reachedBefore(at(60), [{ officeId: 'office', ahead: 1, wait: undefined }], NOW)).toBe(
    'perhaps',
  );
});

// What was left open in a house, what mends it, and when its day may end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeldVisit, Standing } from './left-open-facts.ts';
import {
  closing,
  endedFor,
  isDeskLeft,
  isLeftOpen,
  mend,
  refuseDayEnd,
  refuseMend,
  TOO_LONG,
  unseenOf,
} from './left-open-rules.ts';
import { mayFollow } from './rules.ts';
import { STOP_STATES, type StopState } from './schema.ts';

const NOW = Temporal.Instant.from('2026-03-09T17:30:00Z');
const TODAY = Temporal.PlainDate.from('2026-03-09');
const ZONE = 'Europe/Lisbon';
const ago = (minutes: number) => NOW.subtract({ minutes });
const held = (...states: readonly StopState[]): HeldVisit => ({
  visitId: 'visit',
  personId: 'person',
  hostUnitId: 'welcome',
  day: TODAY,
  number: 7,
  since: ago(90),
  needs: states.length,
  solved: 0,
  stops: states.map((state, at) => ({
    id: `stop-${at}`,
    state,
    officeId: `office-${at}`,
    unitId: 'unit',
    needId: `need-${at}`,
    subjectId: 'social-security',
  })),
});

test('VIS-120: a call, a pause and a sitting are left open at their minute, an earlier day always', () => {
  for (const kind of ['called', 'serving', 'parked'] as const) {
    expect(isLeftOpen({ kind, since: ago(TOO_LONG[kind]) }, NOW), kind).toBe(true);
    expect(isLeftOpen({ kind, since: ago(TOO_LONG[kind] - 1) }, NOW), kind).toBe(false);
  }
  expect(isLeftOpen({ kind: 'visit', since: ago(1) }, NOW)).toBe(true);
});

const SHIFT = {
  accountId: 'marta',
  centreId: 'cnaim-lisboa',
  officeId: 'cnaim-lisboa.aima',
  date: TODAY,
  works: { from: Temporal.PlainTime.from('09:00'), to: Temporal.PlainTime.from('17:00') },
};

test('VIS-121: a desk is left open when the shifts of its officer are over, or since yesterday', () => {
  const desk = { accountId: 'marta', openedAt: ago(60) };
  expect(isDeskLeft(desk, [SHIFT], ZONE, NOW)).toBe(true);
  expect(isDeskLeft(desk, [SHIFT], ZONE, ago(60))).toBe(false);
  expect(isDeskLeft({ ...desk, accountId: 'rui' }, [SHIFT], ZONE, NOW)).toBe(false);
  expect(isDeskLeft({ ...desk, openedAt: ago(24 * 60) }, [], ZONE, NOW)).toBe(true);
});

test('VIS-122: what has not stood too long is not mended from afar', () => {
  expect(refuseMend(false)?.code).toBe('not-left-open');
  expect(refuseMend(true)).toBeUndefined();
});

test('VIS-123: one act mends each: back to the queue, parked, or gone', () => {
  expect(mend('called', held('waiting', 'called'), NOW)).toMatchObject({
    stops: [{ id: 'stop-1', state: 'waiting' }],
    periods: [{ next: { kind: 'waiting', stopId: null } }],
    close: [],
  });
  expect(mend('serving', held('serving', 'waiting'), NOW)).toMatchObject({
    stops: [{ id: 'stop-0', state: 'parked' }],
    periods: [{ next: { kind: 'parked', stopId: 'stop-0' } }],
  });
  expect(mend('parked', held('parked', 'waiting'), NOW)).toMatchObject({
    stops: [{ state: 'withdrawn' }, { state: 'withdrawn' }],
    periods: [{ next: null }],
    close: [{ id: 'visit' }],
  });
});

test('VIS-123: whatever is mended goes along the arrows of a stop, and leaves one time at most', () => {
  const kinds = fc.constantFrom<Standing['kind']>('visit', 'called', 'serving', 'parked');
  const others = fc.array(fc.constantFrom<StopState>('ahead', 'waiting', 'parked'), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(kinds, others, (kind, states) => {
      const visit = held(...states, ...(kind === 'visit' ? [] : [kind]));
      const change = mend(kind, visit, NOW);
      expect(change.periods).toHaveLength(1);
      expect(change.close.length).toBe(change.periods[0]?.next === null ? 1 : 0);
      for (const { id, state } of change.stops) {
        const from = visit.stops.find((stop) => stop.id === id)?.state as StopState;
        expect(mayFollow(from, state), `${from} to ${state}`).toBe(true);
      }
    }),
  );
});

test('VIS-124: a day goes on while somebody is called or served; an earlier day never holds it', () => {
  for (const state of STOP_STATES) {
    const busy = state === 'called' || state === 'serving';
    expect(refuseDayEnd([held('waiting', state)], TODAY)?.code).toBe(
      busy ? 'people-at-desks' : undefined,
    );
    expect(refuseDayEnd([held(state)], TODAY.add({ days: 1 }))).toBeUndefined();
  }
});

test('VIS-124: at its end everything that was open ends at one moment, after what came before', () => {
  const visits = [held('waiting', 'ahead'), held('parked')];
  const change = closing(visits, NOW);
  expect(change.stops).toHaveLength(3);
  expect(change.close).toHaveLength(2);
  const [event] = visits.map((visit) => endedFor('day-over', 'cnaim-lisboa', visit));
  expect(event?.data).toMatchObject({ reason: 'day-over', elsewhere: ['office-0'] });
});

test('VIS-125: a call is about what nobody has begun', () => {
  expect(unseenOf(held('waiting', 'serving', 'ahead')).map(({ id }) => id)).toEqual([
    'stop-0',
    'stop-2',
  ]);
});

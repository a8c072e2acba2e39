// What a booking comes to at the door: a trip of its own, or one more stop of the trip that she is on.
import { describe, expect, test } from 'vitest';
import type { Appointment } from '../appointments/facts.ts';
import { type ArrivalFacts, type OpenTrip, planArrival } from './booked-rules.ts';
import type { Stop } from './facts.ts';

const NOW = Temporal.Instant.from('2026-03-09T09:40:00Z');
const DAY = Temporal.PlainDate.from('2026-03-09');
const appointment: Appointment = {
  id: 'a',
  number: '7QK293',
  personId: 'p',
  centreId: 'cnaim-lisboa',
  officeId: 'cnaim-lisboa.iss',
  unitId: 'iss',
  hostUnitId: 'network-welcome',
  serviceId: 'pensions',
  subjectId: 'social-security.pension',
  needId: null,
  language: 'uk',
  state: 'booked',
  startsAt: Temporal.Instant.from('2026-03-09T10:00:00Z'),
  endsAt: Temporal.Instant.from('2026-03-09T10:16:00Z'),
  madeByUnitId: 'iss',
};
const facts = (more: Partial<ArrivalFacts> = {}): ArrivalFacts => ({
  appointment,
  zone: 'Europe/Lisbon',
  day: DAY,
  number: 12,
  code: '0042',
  trip: undefined,
  ...more,
});
const stop = (state: Stop['state']): Stop => ({
  id: 's',
  visitId: 'v',
  personId: 'p',
  centreId: 'cnaim-lisboa',
  officeId: 'cnaim-lisboa.legal',
  unitId: 'network-legal',
  hostUnitId: 'network-welcome',
  needId: 'n',
  subjectId: 'nationality',
  serviceId: 'legal-nationality',
  number: 7,
  priority: 0,
  language: 'uk',
  rank: 2,
  afterNeeds: [],
  state,
  misses: 0,
  day: DAY,
  queuedAt: NOW,
  servedAt: null,
  deskId: null,
  accountId: null,
});
const trip = (state: Stop['state'], centreId = 'cnaim-lisboa'): OpenTrip => ({
  visit: {
    id: 'v',
    personId: 'p',
    centreId,
    hostUnitId: 'network-welcome',
    day: DAY,
    number: 7,
    priority: 0,
    language: 'uk',
    state: 'open',
  },
  stops: [stop(state)],
  period: { since: NOW.subtract({ minutes: 5 }), kind: 'waiting' },
});
const planned = (given: ArrivalFacts) => {
  const decided = planArrival(given, NOW);
  if ('problem' in decided) throw new Error(decided.code);
  return decided;
};
const codeOf = (given: ArrivalFacts) => {
  const decided = planArrival(given, NOW);
  return 'problem' in decided ? decided.code : 'ok';
};

describe('APP-15: a booking becomes a stop on its own day, in its own house', () => {
  test('a trip of its own, with one stop that waits', () => {
    const { change, events } = planned(facts());
    expect(change.reception?.visit).toMatchObject({ personId: 'p', number: 12, code: '0042' });
    expect(change.reception?.stops).toMatchObject([
      { officeId: 'cnaim-lisboa.iss', state: 'waiting' },
    ]);
    expect(events.map(({ kind }) => kind)).toEqual([
      'visit.opened',
      'stop.queued',
      'appointment.arrived',
    ]);
  });

  test('one more place of the trip that she is on; whoever was away is back', () => {
    const waiting = planned(facts({ trip: trip('waiting') })).change;
    expect(waiting.stop).toMatchObject({ state: 'waiting', rank: 3, number: 7 });
    expect(waiting.period).toBeUndefined();
    const parked = { ...trip('parked'), period: { since: NOW, kind: 'parked' as const } };
    expect(planned(facts({ trip: parked })).change.period?.next?.kind).toBe('waiting');
  });

  test('on another day, from another house, or twice: refused with the reason', () => {
    expect(codeOf(facts({ day: DAY.add({ days: 1 }) }))).toBe('not-today');
    expect(codeOf(facts({ trip: trip('waiting', 'cnaim-norte') }))).toBe('already-here');
    expect(codeOf(facts({ appointment: { ...appointment, state: 'arrived' } }))).toBe(
      'already-arrived',
    );
  });
});

test('APP-14: where the booking was made for a need, no new one is found', () => {
  expect(planned(facts()).change.reception?.needs).toHaveLength(1);
  const known = planned(facts({ appointment: { ...appointment, needId: 'n' } })).change.reception;
  expect(known?.needs).toEqual([]);
  expect(known?.stops[0]?.needId).toBe('n');
});

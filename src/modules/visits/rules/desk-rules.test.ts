// What may happen at a desk: breaks, calls out of turn, and a desk that changes hands.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { START, receive, VisitModel } from '../visit-model.fixture.ts';
import type { Stop } from '../facts.ts';
import { PERIOD_KINDS, STOP_STATES } from '../schema.ts';
import {
  callTo,
  type DeskSession,
  interpreterFor,
  isMissedOut,
  refuseBreak,
  refuseChosen,
  refuseOnBreak,
  refuseTakeOver,
} from './desk-rules.ts';

const DESK: DeskSession = {
  id: 'session',
  deskId: 'd34',
  unitId: 'aima-residence',
  officeId: 'cnaim-lisboa.aima',
  centreId: 'cnaim-lisboa',
  accountId: 'marta',
  languages: ['pt', 'en'],
  serviceIds: null,
  pausedAt: null,
};
const RESTING = { ...DESK, pausedAt: START };
const code = (refused: { readonly code: string } | undefined) => refused?.code;

test('VIS-60: a desk in its break calls nobody', () => {
  expect(refuseOnBreak(DESK)).toBeUndefined();
  expect(code(refuseOnBreak(RESTING))).toBe('desk-on-break');
});

test('VIS-61: a break begins when nobody is there, and once', () => {
  expect(refuseBreak(DESK, false)).toBeUndefined();
  expect(code(refuseBreak(DESK, true))).toBe('desk-busy');
  expect(code(refuseBreak(RESTING, false))).toBe('desk-on-break');
});

test('VIS-62: whoever speaks no language of the desk needs an interpreter', () => {
  expect(interpreterFor(DESK, 'en')).toBe('none');
  expect(interpreterFor(DESK, 'bn')).toBe('needed');
});

const model = new VisitModel(receive(1));
const [first] = model.stops as [Stop];

test('VIS-63: only whoever waits at the office itself, and is not elsewhere, is called out of turn', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STOP_STATES),
      fc.constantFrom('cnaim-lisboa.aima', 'cnaim-lisboa.iss'),
      fc.constantFrom(...PERIOD_KINDS),
      (state, officeId, kind) => {
        const stop = { ...first, state, officeId };
        const refused = refuseChosen(DESK, { stop, period: { kind, since: START } });
        expect(refused === undefined).toBe(
          state === 'waiting' && kind === 'waiting' && officeId === DESK.officeId,
        );
      },
    ),
  );
});

test('VIS-63: a call out of turn is a call, with its reason for the count', () => {
  const called = callTo(DESK, model.facts(first), 'marta', START, 'booked');
  expect(called.events.map(({ kind }) => kind)).toEqual(['stop.called', 'stop.chosen']);
  expect(called.events[1]?.data).toEqual({
    stopId: first.id,
    deskId: 'd34',
    reason: 'booked',
    day: '2026-03-09',
  });
  expect(called.result).toMatchObject({ language: 'ar', interpreter: 'needed' });
  expect(callTo(DESK, model.facts(first), 'marta', START).events).toHaveLength(1);
});

test('VIS-64: nobody takes over her own desk, nor from another colleague than she saw there', () => {
  expect(refuseTakeOver(DESK, 'rui')).toBeUndefined();
  expect(refuseTakeOver(DESK, 'rui', 'marta')).toBeUndefined();
  expect(code(refuseTakeOver(DESK, 'rui', 'iryna'))).toBe('desk-held-by-another');
  expect(code(refuseTakeOver(DESK, 'marta'))).toBe('desk-yours');
});

test('VIS-67: after the second call in vain nobody is called any more', () => {
  expect(isMissedOut({ state: 'parked', misses: 2 })).toBe(true);
  expect(isMissedOut({ state: 'parked', misses: 1 })).toBe(false);
  expect(isMissedOut({ state: 'waiting', misses: 2 })).toBe(false);
});

// How a request for a mediator goes on, and who is free to come.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '#platform/session/actor.ts';
import { freeMediators, mayMediate, refuseAccept, refuseEnd, refuseJoin } from './rules.ts';
import type { MediatorRequest } from './schema.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const ASKED: MediatorRequest = {
  id: 'request',
  stopId: 'stop',
  centreId: 'cnaim-lisboa',
  officeId: 'cnaim-lisboa.iss',
  unitId: 'iss',
  hostUnitId: 'network-welcome',
  deskId: 'cnaim-lisboa.d4',
  number: 347,
  language: 'ar',
  askedBy: 'paulo',
  askedAt: NOW,
  mediatorId: null,
  acceptedAt: null,
  joinedAt: null,
  endedAt: null,
};
const ACCEPTED = { ...ASKED, mediatorId: 'samira', acceptedAt: NOW };
const OVER = { ...ACCEPTED, endedAt: NOW };

function somebody(role: string, unitId = 'network-welcome', speaks = ['pt', 'ar']): Actor {
  return {
    accountId: 'samira',
    sessionId: 'session',
    name: 'Samira',
    kind: 'person',
    sessionKind: 'browser',
    language: 'pt',
    speaks,
    memberships: [{ unitId, centreId: 'cnaim-lisboa', role, link: 'none' }],
  };
}

test('VIS-81: a request is accepted once, by somebody who speaks its language', () => {
  const samira = somebody('mediator');
  expect(refuseAccept(ASKED, samira)).toBeUndefined();
  expect(refuseAccept(ACCEPTED, samira)?.code).toBe('request-taken');
  expect(refuseAccept(OVER, samira)?.code).toBe('request-over');
  const olena = somebody('mediator', 'network-welcome', ['pt', 'uk']);
  expect(refuseAccept(ASKED, olena)?.code).toBe('language-not-spoken');
});

test('VIS-81: mediators are those of the unit that receives people in the house', () => {
  expect(mayMediate(somebody('mediator'), 'network-welcome', 'cnaim-lisboa')).toBe(true);
  expect(mayMediate(somebody('mediator'), 'network-welcome', 'cnaim-norte')).toBe(false);
  expect(mayMediate(somebody('unit-officer', 'iss'), 'network-welcome', 'cnaim-lisboa')).toBe(
    false,
  );
});

test('VIS-82: whoever accepted joins, once', () => {
  expect(refuseJoin(ACCEPTED)).toBeUndefined();
  expect(refuseJoin({ ...ACCEPTED, joinedAt: NOW })?.code).toBe('already-joined');
  expect(refuseJoin(OVER)?.code).toBe('request-over');
});

test('VIS-83: a request ends once', () => {
  expect(refuseEnd(ASKED)).toBeUndefined();
  expect(refuseEnd(OVER)?.code).toBe('request-over');
});

test('VIS-84: free is who speaks it and is bound nowhere', () => {
  const name = fc.constantFrom('samira', 'olena', 'youssef', 'dorin');
  const one = fc.record({
    accountId: name,
    speaks: fc.subarray(['pt', 'ar', 'uk', 'ro']),
  });
  fc.assert(
    fc.property(
      fc.array(one),
      fc.array(name),
      fc.constantFrom('ar', 'uk'),
      (all, bound, tongue) => {
        const taken = new Set<string>(bound);
        const free = freeMediators(all, tongue, taken);
        for (const each of all) {
          expect(free.includes(each)).toBe(
            each.speaks.includes(tongue) && !taken.has(each.accountId),
          );
        }
      },
    ),
  );
});

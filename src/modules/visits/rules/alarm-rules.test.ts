// The emergency button: who hears of it, and how it goes on.
import { expect, test } from 'vitest';
import { actorOf, START } from '../visit-model.fixture.ts';
import { type Alarm, refuseAcknowledge, refuseClose, watches } from './alarm-rules.ts';

const RAISED: Alarm = {
  id: 'alarm',
  centreId: 'cnaim-lisboa',
  officeId: 'cnaim-lisboa.iss',
  unitId: 'iss',
  deskId: 'cnaim-lisboa.d4',
  accountId: 'paulo',
  raisedAt: START,
  acknowledgedAt: null,
  closedAt: null,
};
const SEEN = { ...RAISED, acknowledgedAt: START };
const OVER = { ...SEEN, closedAt: START };

test('VIS-75: an alarm is for the security and the coordinator of the house', () => {
  const guard = actorOf({}, 'network-welcome', 'security-guard');
  const coordinator = actorOf({}, 'aima-network', 'centre-coordinator');
  expect(watches(guard, 'cnaim-lisboa')).toBe(true);
  expect(watches(coordinator, 'cnaim-lisboa')).toBe(true);
  expect(watches(guard, 'cnaim-norte')).toBe(false);
  expect(watches(actorOf(), 'cnaim-lisboa')).toBe(false);
  expect(watches(actorOf({}, 'network-welcome', 'reception-mediator'), 'cnaim-lisboa')).toBe(false);
});

test('VIS-75: and for nobody behind the fence', () => {
  const fenced = actorOf({
    memberships: [
      { unitId: 'aima-residence', centreId: null, role: 'centre-coordinator', link: 'direct' },
    ],
  });
  expect(watches(fenced, 'cnaim-lisboa')).toBe(false);
});

test('VIS-77: it is acknowledged once, while it is open', () => {
  expect(refuseAcknowledge(RAISED)).toBeUndefined();
  expect(refuseAcknowledge(SEEN)?.code).toBe('alarm-answered');
  expect(refuseAcknowledge(OVER)?.code).toBe('alarm-over');
});

test('VIS-78: it is closed once, after somebody saw to it', () => {
  expect(refuseClose(RAISED)?.code).toBe('alarm-unanswered');
  expect(refuseClose(SEEN)).toBeUndefined();
  expect(refuseClose(OVER)?.code).toBe('alarm-over');
});

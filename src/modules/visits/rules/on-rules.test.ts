// Going on from a desk: where to, and from whom never. Pure.
import { expect, test } from 'vitest';
import { maySendOn } from '../at-desk.ts';
import type { Stop } from '../facts.ts';
import { actorOf } from '../visit-model.fixture.ts';
import { refuseHouse } from './on-rules.ts';

const HOST = { unitId: 'welcome-porto', officeId: 'cnaim-porto.welcome' };
const STOP = { centreId: 'cnaim-lisboa' };

test('VIS-170: to another house, where somebody receives', () => {
  expect(refuseHouse(STOP, 'cnaim-porto', HOST)).toBeUndefined();
  for (const refused of [
    refuseHouse(STOP, 'cnaim-lisboa', HOST),
    refuseHouse(STOP, 'nowhere', undefined),
  ])
    expect(refused?.fields).toEqual({ toCentreId: 'centre-not-possible' });
});

test('VIS-172: whoever serves her sends her on, and nobody behind the fence does', () => {
  const stop = { ...STOP, unitId: 'iss', state: 'serving', accountId: 'paulo' } as Stop;
  const membership = { unitId: 'iss', centreId: 'cnaim-lisboa', role: 'unit-officer' };
  expect(maySendOn(actorOf(), { stop })).toBe(true);
  expect(maySendOn(actorOf({ accountId: 'lurdes' }), { stop })).toBe(false);
  const fenced = actorOf({ memberships: [{ ...membership, link: 'direct' }] });
  expect(maySendOn(fenced, { stop })).toBe(false);
});

// Going on from a desk: where to, and from whom never. Pure.
import { expect, test } from 'vitest';
import { refuseBack, refuseHouse } from './on-rules.ts';

const HOST = { unitId: 'welcome-porto', officeId: 'cnaim-porto.welcome' };
const STOP = { centreId: 'cnaim-lisboa' };

test('VIS-170: to another house where somebody receives, and never from behind the fence', () => {
  expect(refuseHouse(STOP, 'cnaim-porto', HOST, false)).toBeUndefined();
  for (const refused of [
    refuseHouse(STOP, 'cnaim-lisboa', HOST, false),
    refuseHouse(STOP, 'nowhere', undefined, false),
    refuseHouse(STOP, 'cnaim-porto', HOST, true),
  ])
    expect(refused?.fields).toEqual({ toCentreId: 'centre-not-possible' });
});

test('VIS-172: a unit with a direct link tells reception nothing', () => {
  expect(refuseBack(false)).toBeUndefined();
  expect(refuseBack(true)?.fields).toEqual({ why: 'no-note-there' });
});

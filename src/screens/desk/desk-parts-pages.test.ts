// The live parts of a desk that is open in two tabs: who calls in one is not shown the next person in the other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../../test/support/house.ts';

const DESK = 'cnaim-lisboa.d4';
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

test('who would be next is no part of a desk at which somebody is', async () => {
  const paulo = await house.tokenOf('Paulo');
  const cookie = `oneroof=${paulo}`;
  const part = async (query = '') =>
    (await house.app.request(`/desk/${DESK}/hand${query}`, { headers: { cookie } })).status;
  await house.done(paulo, 'desk.open', { deskId: DESK });
  await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'pt',
    subjectIds: ['social-security'],
  });
  house.wait(1);
  expect(await part()).toBe(200);
  const { stopId } = await house.done(paulo, 'stop.call-next', { deskId: DESK });
  expect([await part(), await part(`?stop=${stopId}`)]).toEqual([404, 200]);
  await house.done(paulo, 'stop.start', { stopId });
  expect([await part(), await part(`?serving=${stopId}`)]).toEqual([404, 200]);
});

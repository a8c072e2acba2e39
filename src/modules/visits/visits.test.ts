// The main job over a real database: received, called, served by two institutions, counted.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../../test/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

test('a person with one name is served by two institutions on one ticket', async () => {
  const iryna = await house.tokenOf('Iryna');
  const paulo = await house.tokenOf('Paulo');
  const received = await house.done(iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name: 'نور',
    subjectIds: ['social-security'],
  });
  expect(received).toMatchObject({ number: 1 });
  await house.done(paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  house.wait(5);
  const called = await house.done(paulo, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
  expect(called).toMatchObject({ number: 1, language: 'ar' });
  house.wait(1);
  await house.done(paulo, 'stop.start', { stopId: called['stopId'] });
  house.wait(12);
  await house.done(paulo, 'stop.finish', {
    stopId: called['stopId'],
    mode: 'support',
    outcome: 'solved',
    note: 'nota',
  });
});

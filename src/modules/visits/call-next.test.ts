// Who is called next: a queue with a memory of how long everyone has waited.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type House, openHouse } from '../../../test/support/house.ts';

let house: House;
let iryna: string;
let paulo: string;
beforeEach(async () => {
  house = await openHouse();
  iryna = await house.tokenOf('Iryna');
  paulo = await house.tokenOf('Paulo');
  await house.done(paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4', languages: ['pt', 'uk'] });
});
afterEach(() => house?.close());

const receive = async (language: string) =>
  Number(
    (
      await house.done(iryna, 'visit.receive', {
        centreId: 'cnaim-lisboa',
        language,
        subjectIds: ['social-security'],
      })
    )['number'],
  );

const callNext = async () =>
  Number((await house.done(paulo, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' }))['number']);

test('VIS-10: a language of the desk comes first', async () => {
  await receive('bn');
  house.wait(5);
  const ukrainian = await receive('uk');
  house.wait(10);
  expect(await callNext()).toBe(ukrainian);
});

test('VIS-10: after thirty minutes language no longer weighs, so that nobody waits for ever', async () => {
  const bengali = await receive('bn');
  house.wait(1);
  await receive('uk');
  house.wait(31);
  expect(await callNext()).toBe(bengali);
});

test('VIS-10: of two who began to wait at the same moment, the lower number comes first', async () => {
  for (let turn = 0; turn < 8; turn++) await receive('uk');
  expect(await callNext()).toBe(1);
});

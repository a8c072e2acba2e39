// Who is called next: a queue with a memory of how long everyone has waited.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withClient } from '#platform/embedded-postgres/roles.ts';
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

const receive = async (language: string, grounds: readonly string[] = []) =>
  Number(
    (
      await house.done(iryna, 'visit.receive', {
        centreId: 'cnaim-lisboa',
        language,
        subjectIds: ['social-security'],
        grounds,
      })
    )['number'],
  );

const callNext = async () =>
  Number((await house.done(paulo, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' }))['number']);

test('VIS-100: a language of the desk is a head start of ten minutes', async () => {
  await receive('bn');
  house.wait(5);
  const ukrainian = await receive('uk');
  house.wait(10);
  expect(await callNext()).toBe(ukrainian);
});

test('VIS-100: and no more, so that nobody waits for ever', async () => {
  const bengali = await receive('bn');
  house.wait(11);
  await receive('uk');
  house.wait(31);
  expect(await callNext()).toBe(bengali);
});

test('VIS-100: of two who began to wait at the same moment, the lower number comes first', async () => {
  for (let turn = 0; turn < 8; turn++) await receive('uk');
  expect(await callNext()).toBe(1);
});

test('VIS-100: two by law for each one in her turn, also from one call to the next', async () => {
  for (const grounds of [[], [], ['pregnant'], ['pregnant'], ['pregnant']]) {
    await receive('uk', grounds);
    house.wait(1);
  }
  const order = [];
  for (let turn = 0; turn < 5; turn++) {
    const { number, stopId } = await house.done(paulo, 'stop.call-next', {
      deskId: 'cnaim-lisboa.d4',
    });
    order.push(number);
    house.wait(1);
    await house.done(paulo, 'stop.start', { stopId });
    await house.done(paulo, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' });
  }
  expect(order).toEqual([3, 4, 1, 5, 2]);
});

test('VIS-65: a desk that serves some services today calls those who came for them', async () => {
  await house.done(paulo, 'desk.close', { deskId: 'cnaim-lisboa.d4' });
  await house.done(paulo, 'desk.open', {
    deskId: 'cnaim-lisboa.d4',
    serviceIds: ['pensions'],
  });
  await receive('pt');
  const again = { deskId: 'cnaim-lisboa.d4' };
  expect(await house.run(paulo, 'stop.call-next', again)).toMatchObject({
    problem: { code: 'nobody-waiting' },
  });
  const elsewhere = { deskId: 'cnaim-lisboa.d4', serviceIds: ['nationality-request'] };
  await house.done(paulo, 'desk.close', again);
  expect(await house.run(paulo, 'desk.open', elsewhere)).toMatchObject({
    problem: { fields: { serviceIds: 'service-not-here' } },
  });
});

test('VIS-66: a mediator beside the officer lends the desk her languages, and sits at one desk', async () => {
  const { id: mediatorId } = await accountOf('samira.haddad@oneroof.example');
  await house.done(paulo, 'desk.close', { deskId: 'cnaim-lisboa.d4' });
  await house.done(paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4', mediatorId });
  await receive('uk');
  house.wait(1);
  const arabic = await receive('ar');
  const called = await house.done(paulo, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
  expect(called).toMatchObject({ number: arabic, interpreter: 'none' });
  const lurdes = await house.tokenOfLogin('lurdes.tavares@oneroof.example');
  const beside = { deskId: 'cnaim-lisboa.d5', mediatorId };
  expect(await house.run(lurdes, 'desk.open', beside)).toMatchObject({
    problem: { code: 'mediator-elsewhere' },
  });
  const { id: officer } = await accountOf('paulo.figueira@oneroof.example');
  expect(await house.run(lurdes, 'desk.open', { ...beside, mediatorId: officer })).toMatchObject({
    problem: { fields: { mediatorId: 'not-a-mediator' } },
  });
});

async function accountOf(login: string): Promise<{ readonly id: string }> {
  const [row] = await withClient(
    house.database.urls.owner,
    async (client) =>
      (
        await client.query<{ id: string }>('select id from access.account where login = $1', [
          login,
        ])
      ).rows,
  );
  if (!row) throw new Error(`nobody is called ${login}`);
  return row;
}

test('a booking whose time has come is called before those who waited longer', async () => {
  const { visitId, personId } = await house.done(iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['social-security'],
  });
  await house.done(iryna, 'visit.leave', { visitId });
  const booking = { personId, officeId: 'cnaim-lisboa.iss', serviceId: 'pensions' };
  const time = { on: '2026-03-09', at: '09:30' };
  const { appointmentId } = await house.done(iryna, 'appointment.book', { ...booking, ...time });
  await receive('uk');
  house.wait(25);
  const { number } = await house.done(iryna, 'appointment.arrive', { appointmentId });
  house.wait(10);
  expect(await callNext()).toBe(Number(number));
});

test('VIS-76: pressing the emergency button twice is one alarm', async () => {
  const desk = { deskId: 'cnaim-lisboa.d4' };
  const first = await house.done(paulo, 'alarm.raise', desk);
  expect(await house.done(paulo, 'alarm.raise', desk)).toEqual(first);
});

// The care of a house over the real database: a desk that serves another office for a day, and who is
// told when somebody may need protection.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listLentDesks } from './lent-desks.ts';

const OTHER_DESK = 'cnaim-lisboa.d17';
const ISS = 'cnaim-lisboa.iss';
let scene: Scene;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 4 }));
});
afterAll(() => scene?.close());
afterEach(() => scene.sweep());

const helena = (name: string, input: object) => scene.house.done(scene.tokens.helena, name, input);
const tries = async (name: string, input: object) =>
  (await scene.run(scene.tokens.helena, name, input)).answer;
const lend = () => helena('desk.lend', { deskId: OTHER_DESK, officeId: ISS });
const paulo = async (name: string, input: object) =>
  (await scene.run(scene.tokens.paulo, name, input)).answer;

test('VIS-195: Social Security serves its queue at the desk of another office, until the day ends', async () => {
  expect(await paulo('desk.open', { deskId: OTHER_DESK })).toMatchObject({
    ok: false,
    problem: { problem: 'not-allowed' },
  });
  await lend();
  expect(await listedAt()).toEqual([
    { deskId: OTHER_DESK, officeId: ISS, homeOfficeId: 'cnaim-lisboa.act' },
  ]);
  await scene.waiting();
  expect(await paulo('desk.open', { deskId: OTHER_DESK })).toMatchObject({ ok: true });
  expect(await paulo('stop.call-next', { deskId: OTHER_DESK })).toMatchObject({ ok: true });
  // VIS-196: somebody is called there: it stays until she has been served.
  expect(await tries('desk.return', { deskId: OTHER_DESK })).toMatchObject({
    ok: false,
    problem: { code: 'desk-busy' },
  });
  scene.house.wait(24 * 60);
  expect(await listedAt()).toEqual([]);
});

test('VIS-197: who sat there gets up, her break is kept, and she cannot sit down for the old office', async () => {
  await scene.desk();
  await paulo('desk.pause', { deskId: 'cnaim-lisboa.d4' });
  await helena('desk.lend', { deskId: 'cnaim-lisboa.d4', officeId: 'cnaim-lisboa.legal' });
  const open = await scene.owner(
    `select 1 from visits.desk_session where desk_id = 'cnaim-lisboa.d4' and closed_at is null`,
  );
  expect(open).toHaveLength(0);
  expect(await paulo('desk.open', { deskId: 'cnaim-lisboa.d4' })).toMatchObject({ ok: false });
  await helena('desk.return', { deskId: 'cnaim-lisboa.d4' });
  expect(await paulo('desk.open', { deskId: 'cnaim-lisboa.d4' })).toMatchObject({ ok: true });
});

test('while it is lent somebody sits down: one of the two sees the other', async () => {
  const [lent, opened] = await Promise.all([
    tries('desk.lend', {
      deskId: 'cnaim-lisboa.d4',
      officeId: 'cnaim-lisboa.legal',
    }),
    paulo('desk.open', { deskId: 'cnaim-lisboa.d4' }),
  ]);
  expect(lent).toMatchObject({ ok: true });
  const sits = await scene.owner(
    `select office_id from visits.desk_session where desk_id = 'cnaim-lisboa.d4' and closed_at is null`,
  );
  // He sat down before and got up again, or he was told that it serves another office.
  expect(sits).toHaveLength(0);
  if (!opened.ok) expect(['desk-elsewhere-today', 'not-allowed']).toContain(opened.problem.code);
});

test('VIS-200: who is named is told from then on, and no more once it has ended', async () => {
  const [duarte] = await scene.owner<{ id: string }>(
    `select id from access.account where login like 'duarte.nobrega%'`,
  );
  const [fenced] = await scene.owner<{ id: string }>(
    `select m.account_id as id from access.membership m join access.unit u on u.id = m.unit_id
     where u.enforcement_link = 'direct' and m.centre_id = 'cnaim-lisboa' limit 1`,
  );
  const named = { centreId: 'cnaim-lisboa', from: today() };
  for (const accountId of [fenced?.id, newId()]) {
    expect(await tries('duty.name', { ...named, accountId })).toMatchObject({
      ok: false,
      problem: { fields: { accountId: 'not-of-this-house' } },
    });
  }
  const told = async () => {
    const { protectionId } = await scene.protection();
    const readers = await scene.owner<{ id: string }>(
      'select account_id as id from visits.protection_reader where protection_id = $1',
      [protectionId],
    );
    return readers.some(({ id }) => id === duarte?.id);
  };
  expect(await told()).toBe(false);
  const { dutyId } = await helena('duty.name', { ...named, accountId: duarte?.id });
  scene.house.wait(1);
  expect(await told()).toBe(true);
  await helena('duty.end', { centreId: 'cnaim-lisboa', dutyId });
  scene.house.wait(1);
  expect(await told()).toBe(false);
});

function today() {
  return dayOf(scene.house.clock.now(), 'Europe/Lisbon').toString();
}

function listedAt() {
  return scene.house.services.database.transaction((tx) => listLentDesks(tx, 'cnaim-lisboa'));
}

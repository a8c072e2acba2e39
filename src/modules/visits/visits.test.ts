// The main job over a real database: received, called, served by two institutions, counted.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { asActor } from '#platform/session/enter.ts';
import { type House, openHouse } from '../../../test/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const DESK = 'cnaim-lisboa.d4';

test('VIS-23: a person with one name is served by two institutions on one ticket; every minute is counted once', async () => {
  const [iryna, paulo, duarte] = await Promise.all(
    ['Iryna', 'Paulo', 'Duarte'].map((name) => house.tokenOf(name)),
  );
  const received = await house.done(iryna as string, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name: 'نور',
    subjectIds: ['social-security'],
  });
  expect(received).toMatchObject({ number: 1 });
  await house.done(paulo as string, 'desk.open', { deskId: DESK });
  house.wait(5);
  const called = await house.done(paulo as string, 'stop.call-next', { deskId: DESK });
  expect(called).toMatchObject({ number: 1, language: 'ar' });
  const { stopId } = called;
  house.wait(1);
  await house.done(paulo as string, 'stop.start', { stopId });
  house.wait(7);
  await house.done(paulo as string, 'attendance.record', {
    stopId,
    mode: 'information',
    outcome: 'solved',
  });
  house.wait(5);
  const forwarded = await house.done(paulo as string, 'stop.forward', {
    stopId,
    toOfficeId: 'cnaim-lisboa.act',
    toServiceId: 'labour-rights',
    mode: 'referral',
    outcome: 'in-progress',
    note: 'nota',
  });

  await house.done(duarte as string, 'desk.open', { deskId: 'cnaim-lisboa.d17' });
  house.wait(3);
  const again = await house.done(duarte as string, 'stop.call-next', {
    deskId: 'cnaim-lisboa.d17',
  });
  expect(again).toMatchObject({ number: 1, stopId: forwarded['toStopId'] });
  await house.done(duarte as string, 'stop.start', { stopId: again['stopId'] });
  house.wait(14);
  const last = await house.done(duarte as string, 'stop.finish', {
    stopId: again['stopId'],
    mode: 'advice',
    outcome: 'solved',
  });
  expect(last).toMatchObject({ closed: true });

  const [told] = await withClient(house.database.urls.owner, async (client) => {
    const { rows } = await client.query(`select
      (select array_agg(minutes::int order by occurred_at) from attendances.attendance) as minutes,
      (select array_agg(minutes order by minutes) from statistics.act) as counted,
      (select array_agg(kind || ' ' || round(extract(epoch from upper(during) - lower(during)) / 60) order by during)
       from visits.period) as periods,
      (select row(needs, solved)::text from statistics.departure) as solved`);
    return rows;
  });
  expect(told).toEqual({
    minutes: [7, 5, 14],
    counted: [5, 7, 14],
    periods: ['waiting 5', 'called 1', 'serving 12', 'waiting 3', 'called 0', 'serving 14'],
    solved: '(1,1)',
  });
});

test('a need that another unit found at its desk is counted when reception closes the visit', async () => {
  const [iryna, paulo] = await Promise.all(['Iryna', 'Paulo'].map((name) => house.tokenOf(name)));
  const { visitId } = await house.done(iryna as string, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    subjectIds: ['social-security'],
  });
  house.wait(5);
  const { stopId } = await house.done(paulo as string, 'stop.call-next', { deskId: DESK });
  await house.done(paulo as string, 'stop.start', { stopId });
  await house.done(paulo as string, 'need.add', { stopId, subjectId: 'health' });
  const needsFor = (token: string | undefined) =>
    asActor(house.services.database, token, (tx) =>
      tx.text<{ id: string | null; state: string }>(
        'select id, state from visits.needs_of($1) order by id',
        [visitId],
      ),
    );
  const ofUnit = (unit: string) =>
    withClient(house.database.urls.owner, (client) =>
      client.query('update visits.stop set unit_id = $2 where id = $1', [stopId, unit]),
    );
  expect(await needsFor(paulo)).toEqual([
    { id: expect.any(String), state: 'open' },
    { id: expect.any(String), state: 'open' },
  ]);
  // A desk behind the fence counts them, and knows the one for which she came to it.
  await ofUnit('aima-residence');
  expect(await needsFor(await house.tokenOf('Marta'))).toEqual([
    { id: expect.any(String), state: 'open' },
    { id: null, state: 'open' },
  ]);
  await ofUnit('iss');
  house.wait(7);
  const act = { stopId, mode: 'information', outcome: 'solved' };
  expect(await house.done(paulo as string, 'stop.finish', act)).toMatchObject({ closed: false });
  // Who has her no more counts nothing.
  expect(await needsFor(paulo)).toEqual([]);
  await house.done(iryna as string, 'visit.leave', { visitId });
  const counted = await withClient(house.database.urls.owner, async (client) => {
    const { rows } = await client.query(
      `select data ->> 'needs' as needs, data ->> 'solved' as solved from log.event
       where kind = 'visit.closed' and visit_id = $1`,
      [visitId],
    );
    return rows;
  });
  expect(counted).toEqual([{ needs: '2', solved: '1' }]);
});

// Every command of a booking in five ways, and twenty who book at once.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 10 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const AT = { officeId: 'cnaim-lisboa.iss', serviceId: 'pensions' };
const ask = async () => {
  const { personId } = await scene.known();
  return { personId, ...AT, on: scene.nextMorning(), at: '10:00' };
};
const booked = async () => {
  const input = await ask();
  const { appointmentId } = await scene.house.done(scene.tokens.iryna, 'appointment.book', input);
  return { appointmentId: String(appointmentId), on: input.on };
};
const cancel = ({ appointmentId }: { appointmentId: string }) =>
  scene.house.done(scene.tokens.iryna, 'appointment.cancel', {
    appointmentId,
    because: 'she-asked',
  });
const STRANGERS = {
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'appointment.book': {
    by: 'iryna',
    before: ask,
    events: ['appointment.booked'],
    // Whoever does not serve or receive her does not know her.
    others: { ...STRANGERS, paulo: 'not-found', lurdes: 'not-found' },
    broken: [() => ({ at: '03:00' }), 'time-taken'],
    // She is in one place at a time.
    twice: 'time-taken',
  },
  'appointment.move': {
    by: 'paulo',
    before: async () => ({ ...(await booked()), at: '10:15' }),
    events: ['appointment.moved'],
    others: STRANGERS,
    broken: [cancel, 'booking-cancelled'],
    twice: 'both',
  },
  'appointment.miss': {
    by: 'paulo',
    before: async () => {
      const { appointmentId } = await booked();
      // Ten past ten.
      scene.house.wait(100);
      return { appointmentId };
    },
    events: ['appointment.missed'],
    others: STRANGERS,
    broken: [cancel, 'booking-cancelled'],
    twice: 'booking-missed',
  },
  'appointment.cancel': {
    by: 'paulo',
    before: async () => ({ appointmentId: (await booked()).appointmentId, because: 'centre' }),
    events: ['appointment.cancelled'],
    others: STRANGERS,
    broken: [cancel, 'booking-cancelled'],
    twice: 'booking-cancelled',
  },
};

testFiveWays(['src/modules/appointments/'], ROWS, () => scene);

test('APP-1: of twenty who book the same time at once, each gets a place of her own or a plain refusal', async () => {
  const people: string[] = [];
  for (let n = 0; n < 20; n++) people.push((await scene.known()).personId);
  const on = scene.nextMorning();
  const answers = await Promise.all(
    people.map((personId) =>
      scene.run(scene.tokens.iryna, 'appointment.book', { personId, ...AT, on, at: '11:00' }),
    ),
  );
  const places = answers.flatMap(({ answer }) => (answer.ok ? [answer.result['resource']] : []));
  const refused = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.problem.code]));
  const [there] = await scene.owner<{ n: number }>(
    `select count(*)::int as n from rosters.shift where office_id = $1 and on_date = $2
       and works @> '11:00'::time and not coalesce(rests @> '11:00'::time, false)`,
    [AT.officeId, on],
  );
  expect(places).toHaveLength(there?.n ?? 0);
  expect(places.length).toBeGreaterThan(4);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(refused)).toEqual(new Set(['time-taken']));
  // And nothing can say otherwise, whoever writes: the constraint is the database's.
  const [kept] = await scene.owner<{ id: string }>(
    `select id from appointments.booking where released_at is null and lower(during) =
       ($1 || ' 11:00')::timestamp at time zone 'Europe/Lisbon'`,
    [on],
  );
  await expect(
    scene.owner(
      `insert into appointments.booking select (jsonb_populate_record(b,
         jsonb_build_object('id', uuidv7()))).* from appointments.booking b where id = $1`,
      [kept?.id],
    ),
  ).rejects.toMatchObject({ constraint: 'booking_once' });
});

test('APP-2: somebody who is booked is not promised another place then, at whatever office', async () => {
  const input = await ask();
  await scene.house.done(scene.tokens.iryna, 'appointment.book', input);
  const other = { ...input, officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family' };
  const { answer } = await scene.run(scene.tokens.iryna, 'appointment.book', other);
  expect(answer).toMatchObject({ problem: { code: 'time-taken' } });
  const later = { ...other, at: '11:00' };
  const { answer: then } = await scene.run(scene.tokens.iryna, 'appointment.book', later);
  expect(then.ok).toBe(true);
});

test('a place that was cancelled or moved away from is free again', async () => {
  const first = await booked();
  const count = async () =>
    (
      await scene.owner<{ n: number }>(
        `select count(*)::int as n from appointments.booking
         where released_at is null and appointment_id = $1`,
        [first.appointmentId],
      )
    )[0]?.n;
  await scene.house.done(scene.tokens.iryna, 'appointment.move', { ...first, at: '10:15' });
  expect(await count()).toBe(1);
  await cancel(first);
  expect(await count()).toBe(0);
});

test('APP-12: a booking is changed by its office, by the welcome of its house, and by the unit that made it', async () => {
  const { personId } = await scene.serving();
  const book = { personId, officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family' };
  const on = scene.nextMorning();
  const { appointmentId } = await scene.house.done(scene.tokens.paulo, 'appointment.book', {
    ...book,
    on,
    at: '10:00',
  });
  const teresa = await scene.house.tokenOf('Teresa');
  for (const [token, at] of [
    [scene.tokens.paulo, '10:30'],
    [teresa, '11:00'],
    [scene.tokens.iryna, '11:30'],
  ]) {
    await scene.house.done(token ?? '', 'appointment.move', { appointmentId, on, at });
  }
  const move = { appointmentId, on, at: '12:00' };
  const { answer } = await scene.run(scene.tokens.duarte, 'appointment.move', move);
  expect(answer).toMatchObject({ problem: { problem: 'not-found' } });
});

test('APP-11: an office behind the fence books at no other, and there only whoever showed her paper', async () => {
  const { personId } = await scene.known();
  const on = scene.nextMorning();
  for (const at of [AT, { officeId: 'cnaim-lisboa.aima', serviceId: 'residence-renewal' }]) {
    const { answer } = await scene.run(scene.tokens.marta, 'appointment.book', {
      personId,
      ...at,
      on,
      at: '10:00',
    });
    expect(answer).toMatchObject({ problem: { problem: 'not-found' } });
  }
});

const missedOf = (appointmentId: string) =>
  scene.owner<{ state: string; counted: number; rows: number }>(
    `select a.state, coalesce(sum(m.sign), 0)::int as counted, count(m.event_id)::int as rows
     from appointments.appointment a
     left join log.event e on e.data ->> 'appointmentId' = a.id::text
     left join statistics.missed_booking m on m.event_id = e.id
     where a.id = $1 group by a.id`,
    [appointmentId],
  );

test('APP-17, APP-18: too early nobody has missed it; missed, it is counted once; who comes late has arrived, and it is taken back', async () => {
  const { appointmentId } = await booked();
  const miss = () => scene.run(scene.tokens.iryna, 'appointment.miss', { appointmentId });
  scene.house.wait(99);
  expect((await miss()).answer).toMatchObject({ problem: { code: 'not-missed-yet' } });
  scene.house.wait(1);
  expect((await miss()).answer.ok).toBe(true);
  expect(await missedOf(appointmentId)).toEqual([{ state: 'missed', counted: 1, rows: 1 }]);
  const move = { appointmentId, on: '2026-05-04', at: '11:00' };
  const { answer } = await scene.run(scene.tokens.iryna, 'appointment.move', move);
  expect(answer).toMatchObject({ problem: { code: 'booking-missed' } });
  await scene.house.done(scene.tokens.iryna, 'appointment.arrive', { appointmentId });
  expect(await missedOf(appointmentId)).toEqual([{ state: 'arrived', counted: 0, rows: 2 }]);
});

test('APP-18: on another day it is too late to arrive', async () => {
  const { appointmentId } = await booked();
  scene.house.wait(100);
  await scene.house.done(scene.tokens.paulo, 'appointment.miss', { appointmentId });
  scene.house.wait(24 * 60);
  const { answer } = await scene.run(scene.tokens.iryna, 'appointment.arrive', { appointmentId });
  expect(answer).toMatchObject({ problem: { code: 'not-today' } });
});

test('APP-19: the unit that promised it elsewhere does not say that she missed it', async () => {
  const { personId } = await scene.serving();
  const { appointmentId } = await scene.house.done(scene.tokens.paulo, 'appointment.book', {
    personId,
    officeId: 'cnaim-lisboa.legal',
    serviceId: 'legal-family',
    on: scene.nextMorning(),
    at: '10:00',
  });
  scene.house.wait(120);
  const by = (token: string) => scene.run(token, 'appointment.miss', { appointmentId });
  expect((await by(scene.tokens.paulo)).answer).toMatchObject({
    problem: { problem: 'not-allowed' },
  });
  expect((await by(await scene.house.tokenOf('Teresa'))).answer.ok).toBe(true);
});

test('APP-20: the end of the day marks what was left, once, and leaves what is still to come', async () => {
  const { appointmentId } = await booked();
  const { personId } = await scene.known();
  const on = scene.nextMorning();
  const later = await scene.house.done(scene.tokens.iryna, 'appointment.book', {
    personId,
    ...AT,
    on,
    at: '12:00',
  });
  const end = { centreId: 'cnaim-lisboa' };
  const first = await scene.house.done(scene.tokens.helena, 'day.end', end);
  // With those that other tests left.
  expect(first['missed']).toBeGreaterThan(0);
  expect((await scene.house.done(scene.tokens.helena, 'day.end', end))['missed']).toBe(0);
  expect(await missedOf(appointmentId)).toEqual([{ state: 'missed', counted: 1, rows: 1 }]);
  expect(await missedOf(String(later['appointmentId']))).toMatchObject([{ state: 'booked' }]);
});

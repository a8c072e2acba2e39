// Every command of a follow-up in five ways.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { endDays } from '#main/end-days.ts';
import { learnDurations } from '#main/learn-durations.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listLearned } from '../planning/queries.ts';
import { listTasks } from './queries.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const task = async (more: object = {}) => {
  const { personId } = await scene.known();
  const day = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  return {
    personId,
    kind: 'ours',
    title: 'Carta ao patrão',
    dueOn: day.add({ days: 3 }).toString(),
    ...more,
  };
};
const added = async (more: object = {}) => {
  const { taskId } = await scene.house.done(scene.tokens.iryna, 'task.add', await task(more));
  return { taskId: String(taskId) };
};
const listed = (token: string, personId: string) =>
  scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    return (await listTasks(tx, personId)).map(({ title }) => title);
  });
const drop = (input: { taskId: string }) =>
  scene.house.done(scene.tokens.iryna, 'task.drop', { taskId: input.taskId, because: 'mistake' });
const STRANGERS = {
  paulo: 'not-found',
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'task.add': {
    by: 'iryna',
    before: () => task({ kind: 'call-back', from: '18:00', to: '20:00', safeContact: 'Só ela' }),
    events: ['task.added', 'call-back.promised'],
    others: STRANGERS,
    broken: [() => ({ dueOn: '2026-01-05' }), 'invalid'],
    twice: 'both',
  },
  'task.complete': {
    by: 'iryna',
    before: async () => ({ ...(await added({ kind: 'call-back' })), outcome: 'reached' }),
    events: ['task.completed'],
    others: STRANGERS,
    broken: [() => ({ outcome: 'done' }), 'invalid'],
    twice: 'task-ended',
  },
  'task.drop': {
    by: 'iryna',
    before: async () => ({ ...(await added()), because: 'no-longer-needed' }),
    events: ['task.dropped'],
    others: STRANGERS,
    broken: [drop, 'task-ended'],
    twice: 'task-ended',
  },
  'task.postpone': {
    by: 'iryna',
    before: async () => ({ ...(await added()), dueOn: '2026-12-18' }),
    events: ['task.postponed'],
    others: STRANGERS,
    broken: [drop, 'task-ended'],
    twice: 'both',
  },
  'task.assign': {
    by: 'iryna',
    before: async () => {
      const [me] = await scene.owner<{ id: string }>(
        `select id from access.account where name like 'Iryna%'`,
      );
      return { ...(await added()), accountId: me?.id };
    },
    events: ['task.assigned'],
    others: STRANGERS,
    broken: [drop, 'task-ended'],
    twice: 'both',
  },
  'day.end': {
    by: 'helena',
    before: async () => (await scene.waiting(), { centreId: 'cnaim-lisboa' }),
    events: ['task.added', 'call-back.promised', 'visit.closed', 'day.ended'],
    others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
    broken: [() => scene.called(), 'people-at-desks'],
    twice: 'both',
  },
};

testFiveWays(['src/modules/followups/'], ROWS, () => scene);

test('VIS-125: whoever goes home unseen is promised a call on the next open day, and her visit closes', async () => {
  const { personId, visitId } = await scene.waiting(['social-security', 'health']);
  await scene.desk();
  const { answer } = await scene.run(scene.tokens.helena, 'day.end', { centreId: 'cnaim-lisboa' });
  expect(answer).toMatchObject({ result: { visits: 1, calls: 1, desks: 1 } });
  const [made] = await scene.owner<{ title: string; due: string; open: number }>(
    `select title, due_on::text as due, (select count(*)::integer from visits.visit
       where state = 'open') as open from followups.task where visit_id = $1`,
    [visitId],
  );
  const today = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  expect(made?.open).toBe(0);
  expect(made?.title).toContain('Segurança Social');
  expect(Temporal.PlainDate.compare(made?.due ?? '', today)).toBe(1);
  expect(await listed(scene.tokens.iryna, personId)).toHaveLength(1);
});

test('VIS-126: the night ends what people left on an earlier day, and nobody who works late', async () => {
  const night = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'night',
    rehearsalClock: scene.house.clock,
  });
  const parts = { clock: scene.house.clock, secret: SECRET };
  const open = async () =>
    (
      await scene.owner<{ n: number }>(
        `select (select count(*) from visits.visit where state = 'open')::integer
              + (select count(*) from visits.desk_session where closed_at is null)::integer as n`,
      )
    )[0]?.n;
  scene.nextMorning();
  await scene.serving();
  await scene.waiting();
  await endDays(night, processToken(SECRET, 'worker'), parts);
  expect(await open()).toBe(3);
  scene.nextMorning();
  await endDays(night, processToken(SECRET, 'worker'), parts);
  await night.close();
  expect(await open()).toBe(0);
});

test('PLN-12: the night learns how long sittings really take, when it is due and once', async () => {
  const night = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'night',
    rehearsalClock: scene.house.clock,
  });
  const learn = () => learnDurations(night, processToken(SECRET, 'worker'), scene.house.clock);
  const learned = () =>
    scene.house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [scene.tokens.iryna]);
      return listLearned(tx);
    });
  await learn();
  expect(await learned()).toEqual([]);
  scene.nextMorning();
  await learn();
  for (let sitting = 0; sitting < 5; sitting++) {
    const { stopId } = await scene.serving();
    scene.house.wait(39);
    await scene.house.done(scene.tokens.paulo, 'stop.finish', {
      stopId,
      mode: 'support',
      outcome: 'solved',
    });
    await scene.sweep();
  }
  // Learned before, it is not due again on the same day.
  await learn();
  expect(await learned()).toEqual([]);
  scene.nextMorning();
  await learn();
  await learn();
  await night.close();
  const rows = await learned();
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['service', 'language', 'desk']));
  for (const { count, meanMinutes } of rows) {
    expect(count).toBe(5);
    expect(meanMinutes).toBeCloseTo(40, 5);
  }
});

test('FOL-6: nobody promises for another unit', async () => {
  const input = await task({ unitId: 'iss' });
  const { answer } = await scene.run(scene.tokens.iryna, 'task.add', input);
  expect(answer).toMatchObject({ problem: { problem: 'not-allowed' } });
});

test('FOL-7: who serves her sees the tasks of others on her file, and may settle none of them', async () => {
  const { personId } = await scene.serving();
  const due = { personId, kind: 'ours', dueOn: '2026-12-18' };
  const add = (more: object) =>
    scene.house.done(scene.tokens.iryna, 'task.add', { ...due, ...more });
  const { taskId } = await add({ title: 'Confirmar vaga na creche' });
  const { taskId: hidden } = await add({ title: 'Só nosso', ownUnitOnly: true });
  const tell = async (id: unknown) =>
    (await scene.run(scene.tokens.paulo, 'task.complete', { taskId: id })).answer;
  expect(await listed(scene.tokens.paulo, personId)).toEqual(['Confirmar vaga na creche']);
  expect(await tell(taskId)).toMatchObject({ problem: { problem: 'not-found' } });
  expect(await tell(hidden)).toMatchObject({ problem: { problem: 'not-found' } });
});

test('FOL-8: a task is given only to somebody who works at its unit', async () => {
  const [other] = await scene.owner<{ id: string }>(
    `select id from access.account where name like 'Paulo%'`,
  );
  const { answer } = await scene.run(scene.tokens.iryna, 'task.assign', {
    ...(await added()),
    accountId: other?.id,
  });
  expect(answer).toMatchObject({ problem: { fields: { accountId: 'not-of-the-unit' } } });
});

test('PEO-52: no call is promised, nor put off, to when she may not be called', async () => {
  const { personId } = await scene.known();
  await scene.owner(
    `insert into people.contact (person_id, unit_id, phone, hours)
     values ($1, 'network-welcome', '+351 912 345 678', '18:00 20:00')`,
    [personId],
  );
  const asked = async (more: object) => ({
    ...(await task({ kind: 'call-back', ...more })),
    personId,
  });
  const add = async (more: object) => {
    const { answer } = await scene.run(scene.tokens.iryna, 'task.add', await asked(more));
    return answer.ok ? 'done' : (answer.problem.fields ?? answer.problem.code);
  };
  expect(await add({ from: '10:00', to: '11:00' })).toEqual({ from: 'not-her-hours' });
  expect(await add({ kind: 'ours', from: '10:00', to: '11:00' })).toBe('done');
  const promised = await asked({ from: '18:00', to: '19:00' });
  const { taskId } = await scene.house.done(scene.tokens.iryna, 'task.add', promised);
  const put = { taskId, dueOn: promised.dueOn, from: '09:00', to: '10:00' };
  const { answer } = await scene.run(scene.tokens.iryna, 'task.postpone', put);
  expect(answer).toMatchObject({ problem: { fields: { from: 'not-her-hours' } } });
  await scene.owner(`update people.contact set rule = 'messages-only' where person_id = $1`, [
    personId,
  ]);
  expect(await add({})).toBe('no-calls');
});

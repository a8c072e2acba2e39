// Every command that changes the plan of a week, in five ways; and that what is taken back is as before.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
let augusto: string;
let lurdes: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  augusto = scene.tokens.augusto;
  const [found] = await scene.owner<{ id: string }>(
    `select id from access.account where login = 'lurdes.tavares@oneroof.example'`,
  );
  lurdes = found?.id ?? '';
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

/** A Saturday on which nobody works, another each time. */
let saturdays = 0;
const saturday = () =>
  Temporal.PlainDate.from('2027-01-02')
    .add({ days: 7 * saturdays++ })
    .toString();
const shift = () => ({
  officeId: 'cnaim-lisboa.iss',
  accountId: lurdes,
  deskId: 'cnaim-lisboa.d5',
  on: saturday(),
  from: '09:00',
  to: '13:00',
});
/** A day in reach of a file on which Lurdes is free of this office, another each time. */
let days = 0;
const soon = () =>
  Temporal.PlainDate.from('2026-07-04')
    .add({ days: 7 * days++ })
    .toString();
const line = (on: string, from: string, to = '13:00') =>
  ['dia;quem;balcão;das;às', `${on};LURDES tavares;5;${from};${to}`].join('\r\n');
const done = (name: string, input: object) => scene.house.done(augusto, name, input);
const added = async () => {
  const input = shift();
  const { changeId } = await done('shift.add', input);
  const [row] = await scene.owner<{ id: string }>(
    'select id from rosters.shift where added_by = $1',
    [changeId],
  );
  return { ...input, changeId: String(changeId), shiftId: row?.id ?? '' };
};
const COLLEAGUES = {
  iryna: 'not-allowed',
  paulo: 'not-allowed',
  marta: 'not-allowed',
  catarina: 'not-allowed',
  ines: 'not-allowed',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'shift.add': {
    by: 'augusto',
    before: async () => shift(),
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [() => ({ restFrom: '12:30', restTo: '13:30' }), 'break-outside-shift'],
    twice: 'already-rostered',
  },
  'shift.change': {
    by: 'augusto',
    before: async () => {
      const { officeId: _, changeId: __, ...input } = { ...(await added()), to: '12:00' };
      return input;
    },
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [() => ({ to: '08:00' }), 'hours-end-first'],
    twice: 'already-so',
  },
  'shift.remove': {
    by: 'augusto',
    before: async () => ({ shiftId: (await added()).shiftId }),
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [(input: object) => done('shift.remove', input), 'already-so'],
    twice: 'already-so',
  },
  'roster.copy-week': {
    by: 'augusto',
    before: async () => {
      // A week with one working day planned, copied to the next.
      const monday = Temporal.PlainDate.from('2027-02-01').add({ days: 14 * saturdays++ });
      await done('shift.add', { ...shift(), on: monday.toString() });
      return { centreId: 'cnaim-lisboa', week: monday.add({ days: 7 }).toString() };
    },
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [() => ({ week: '2029-01-01' }), 'nothing-to-copy'],
    twice: 'nothing-to-copy',
  },
  'roster.import': {
    by: 'augusto',
    before: async () => ({ officeId: 'cnaim-lisboa.iss', text: line(soon(), '09:00') }),
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [() => ({ text: line('31/02/2026', '09:00') }), 'file-faults'],
    twice: 'nothing-to-import',
  },
  'absence.add': {
    by: 'augusto',
    before: async () => {
      const { on } = await added();
      return { centreId: 'cnaim-lisboa', accountId: lurdes, from: on, to: on };
    },
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [() => ({ from: '2026-01-01' }), 'invalid'],
    twice: 'away',
  },
  'roster.undo': {
    by: 'augusto',
    before: async () => ({ changeId: (await added()).changeId }),
    events: ['roster.changed'],
    others: COLLEAGUES,
    broken: [(input: object) => done('roster.undo', input), 'already-so'],
    twice: 'already-so',
  },
};

testFiveWays(['src/modules/rosters/'], ROWS, () => scene);

test('ROS-15: an absence that is taken back leaves the plan as it was; where something else stands, nothing changes', async () => {
  const first = await added();
  const stands = () =>
    scene.owner<{ id: string }>(
      `select id from rosters.shift where on_date = $1 and removed_by is null order by id`,
      [first.on],
    );
  const before = await stands();
  const away = { centreId: 'cnaim-lisboa', accountId: lurdes, from: first.on, to: first.on };
  const { changeId } = await done('absence.add', away);
  expect(await stands()).toEqual([]);
  const again = { ...first, changeId: undefined, shiftId: undefined };
  const input = Object.fromEntries(Object.entries(again).filter(([, value]) => value));
  expect((await scene.run(augusto, 'shift.add', input)).answer).toMatchObject({
    problem: { code: 'away' },
  });
  await done('roster.undo', { changeId });
  expect(await stands()).toEqual(before);

  const { changeId: removed } = await done('shift.remove', { shiftId: first.shiftId });
  await done('shift.add', input);
  const now = await stands();
  expect((await scene.run(augusto, 'roster.undo', { changeId: removed })).answer).toMatchObject({
    problem: { code: 'already-rostered' },
  });
  expect(await stands()).toEqual(now);
});

test('ROS-14: only those who look after a house plan it, and nobody behind the fence', async () => {
  const { answer } = await scene.run(scene.tokens.marta, 'roster.undo', { changeId: newId() });
  expect(answer).toMatchObject({ problem: { problem: 'not-found' } });
});

test('ROS-17: a changed shift keeps its desk, and the change is taken back as one; ROS-16: half a break is said', async () => {
  const { shiftId, changeId: _, officeId: __, ...before } = await added();
  const stands = () =>
    scene.owner<{ works: string; desk_id: string }>(
      `select works::text, desk_id from rosters.shift where on_date = $1 and removed_by is null`,
      [before.on],
    );
  const old = await stands();
  const half = { ...before, shiftId, restFrom: '10:00' };
  expect((await scene.run(augusto, 'shift.change', half)).answer).toMatchObject({
    problem: { fields: { restTo: 'required' } },
  });
  const { changeId } = await done('shift.change', { ...before, shiftId, to: '12:00' });
  expect(await stands()).toEqual([{ works: '[09:00:00,12:00:00)', desk_id: before.deskId }]);
  await done('roster.undo', { changeId });
  expect(await stands()).toEqual(old);
});

test('ROS-22: a file that is taken back leaves the plan as it was; ROS-25: with one bad line nothing is done', async () => {
  const on = soon();
  const officeId = 'cnaim-lisboa.iss';
  const stands = () =>
    scene.owner(
      `select account_id, works, rests, desk_id from rosters.shift
       where on_date = $1 and removed_by is null order by works`,
      [on],
    );
  await done('shift.add', { ...shift(), on, restFrom: '11:00', restTo: '11:30' });
  const before = await stands();
  const bad = `${line(on, '14:00', '18:00')}\n${on};Ninguém Assim;;09:00;12:00`;
  expect((await scene.run(augusto, 'roster.import', { officeId, text: bad })).answer).toMatchObject(
    {
      problem: { code: 'file-faults', params: { count: 1, line: 3 } },
    },
  );
  expect(await stands()).toEqual(before);
  const text = line(on, '14:00', '18:00');
  const { changeId } = await done('roster.import', { officeId, text });
  const [now, ...more] = await stands();
  expect(more).toEqual([]);
  expect(now).toMatchObject({ rests: null, desk_id: 'cnaim-lisboa.d5' });
  await done('roster.undo', { changeId });
  expect(await stands()).toEqual(before);
});

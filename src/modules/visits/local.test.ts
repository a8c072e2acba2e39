// The small house in a real database: one command is a whole trip, counts like any, and is for those
// who serve there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { asActor } from '#platform/session/enter.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import { type House, openHouse } from '../../../test/support/house.ts';
import { query } from '../../../test/support/somebody.ts';
import { findFigures } from '../statistics/queries.ts';
import { monthOf } from '../statistics/rules.ts';
import { listKnownHere, listLocalActs, listNextSteps } from './local-queries.ts';

const ODEMIRA = { centreId: 'claim-odemira' };
const OFFICE = 'claim-odemira.local';
const MONDAY = Temporal.PlainDate.from('2026-03-09');
const act = { ...ODEMIRA, language: 'ne', subjectId: 'residence' };
let house: House;
let catarina: string;

beforeAll(async () => {
  house = await openHouse();
  catarina = await house.tokenOf('Catarina');
});
afterAll(() => house.close());

const record = (input: object, token = catarina, id?: string) =>
  house.run(token, 'visit.record-at-once', input, id);
const codeOf = (answer: unknown) => {
  const outcome = answer as Outcome;
  return outcome.ok ? 'done' : outcome.problem.code;
};
const read = <Result>(work: Parameters<typeof asActor<Result>>[2]) =>
  asActor<Result>(house.services.database, catarina, work) as Promise<Result>;

test('VIS-94: records a whole trip, which counts as one visit, one act, one person', async () => {
  const made = await house.done(catarina, 'visit.record-at-once', { ...act, name: 'Bimala' });
  const rows = await query<{ state: string; outcome: string; kind: string; minutes: number }>(
    house,
    `select v.state, s.outcome, p.kind, a.minutes
     from visits.visit v join visits.stop s on s.visit_id = v.id
     join visits.period p on p.visit_id = v.id
     join attendances.attendance a on a.visit_id = v.id where v.id = '${made['visitId']}'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ state: 'closed', outcome: 'solved', kind: 'serving' });
  const figures = await read((tx) => findFigures(tx, ODEMIRA.centreId, monthOf(MONDAY)));
  expect(figures).toMatchObject({ acts: 1, visits: 1, persons: 1, ended: 1, solved: 1 });
});

test('the same command twice is one trip; two at once are two, with numbers of their own', async () => {
  const id = newId();
  const [first, again] = await Promise.all([record(act, catarina, id), record(act, catarina, id)]);
  expect(again).toEqual(first);
  const [one, two] = (await Promise.all([record(act), record(act)])) as (Outcome & { ok: true })[];
  expect(one?.result['number']).not.toBe(two?.result['number']);
});

test('VIS-96: is for those who serve in a house with one office, and nobody else', async () => {
  for (const name of ['Iryna', 'Paulo', 'Helena', 'Augusto', 'Marta', 'Inês'])
    expect(codeOf(await record(act, await house.tokenOf(name))), name).toBe('not-found');
  const lisboa = { ...act, centreId: 'cnaim-lisboa' };
  expect(codeOf(await record(lisboa, await house.tokenOf('Iryna')))).toBe('not-found');
  expect(codeOf(await record({ ...act, centreId: 'claim-beja' }))).toBe('not-found');
  expect(codeOf(await record({ ...act, personId: newId() }))).toBe('not-found');
});

test('VIS-12: says what follows', async () => {
  expect(codeOf(await record({ ...act, outcome: 'in-progress' }))).toBe('invalid');
  expect(codeOf(await record({ ...act, subjectId: 'nowhere' }))).toBe('no-service-here');
});

test('what was done, what was promised and whom she knows', async () => {
  const step = { outcome: 'in-progress', detail: 'Telefonar à AIMA', nextOn: '2026-03-12' };
  const [known] = await read((tx) => listKnownHere(tx, OFFICE, 'bim'));
  expect(known).toMatchObject({ name: 'Bimala', language: 'ne' });
  const { language: _ne, ...silent } = act;
  await house.done(catarina, 'visit.record-at-once', {
    ...silent,
    ...step,
    personId: known?.id,
    note: 'Trouxe a carta.',
  });
  const acts = await read((tx) => listLocalActs(tx, OFFICE, MONDAY));
  expect(acts[0]).toMatchObject({ name: 'Bimala', outcome: 'in-progress', language: 'ne' });
  const [promised] = await read((tx) => listNextSteps(tx, OFFICE));
  expect(promised).toMatchObject({ name: 'Bimala', detail: 'Telefonar à AIMA' });
  expect(await read((tx) => listKnownHere(tx, OFFICE, '%'))).toEqual([]);
});

// Files that nobody has had to do with for as long as files are kept: they go by an erasure; any dealing with her, a
// hold and her coming again forbid it.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { inOfficersHouse, ledgerFolder } from '../../test/support/officers.ts';
import type { Scene } from '../../test/support/scene.ts';
import { forgetSteps } from './forget-steps.fixture.ts';

const ledger = new ErasureLedger(join(ledgerFolder(), 'erased'));
let scene: Scene;
let worker: Database;
inOfficersHouse(async (house) => {
  ({ scene, database: worker } = house);
  // What the demonstration brings that is over is not of these tests.
  await night();
});

const steps = forgetSteps(
  () => scene,
  () => worker,
  ledger,
);
const { today, night, carryOut, forgotten, isThere, asked, hold } = steps;

test('RET-3: a file goes by an erasure when nobody has seen her for five years; her acts stay counted', async () => {
  const old = await forgotten(5);
  const young = await forgotten(4);
  await night();
  expect(await asked()).toEqual([{ person_id: old }]);
  expect(await isThere(old)).toBe(true);
  expect(await carryOut()).toBe(1);
  expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
  expect(ledger.erasures().at(-1)?.persons).toEqual([old]);
});

test('RET-3: any dealing with her keeps her file: what she needs is looked at, what she asks about her data', async () => {
  const needs = await forgotten(6);
  await scene.owner('update casefiles.need set changed_at = now() where person_id = $1', [needs]);
  const asks = await forgotten(6);
  await scene.house.done(scene.tokens.iryna, 'claim.record', {
    personId: asks,
    kind: 'copy',
    channel: 'letter',
    askedOn: today().toString(),
  });
  const nothing = await forgotten(6);
  await night();
  expect(await asked()).toEqual([{ person_id: nothing }]);
  expect(await carryOut()).toBe(1);
});

test('RET-3: that she will be of age years from now keeps no file', async () => {
  const personId = await forgotten(6);
  await scene.owner(
    `insert into minors.entry (id, person_id, office_id, number, purposes, asked_by, registered_on, registered_by,
       valid_until, adult_on)
     select uuidv7(), $1, 'cnaim-lisboa.family', 'K7M2-XQ4P', '{school}', 'parent', $2::date - interval '6 years', a.id,
       $2::date - interval '5 years 10 days', $2::date + interval '9 years' from access.account a limit 1`,
    [personId, today().toString()],
  );
  await night();
  expect(await asked()).toEqual([{ person_id: personId }]);
  expect(await carryOut()).toBe(1);
});

test('RET-3: a table that nobody has thought of keeps her file by its moments, until it says why it does not', async () => {
  const personId = await forgotten(6);
  await scene.owner(
    'create table people.guarded (child_id uuid references people.person, since timestamptz)',
  );
  await scene.owner('insert into people.guarded values ($1, now())', [personId]);
  await night();
  expect(await asked()).toEqual([]);
  await scene.owner(`select rights.no_dealing('people.guarded', 'a row of this test alone')`);
  await night();
  expect(await asked()).toEqual([{ person_id: personId }]);
  await scene.owner('drop table people.guarded');
  expect(await carryOut()).toBe(1);
});

test('RET-3: a child without a ticket keeps its file while somebody of its household comes', async () => {
  const child = await forgotten(7);
  const { personId: mother } = await scene.known();
  await scene.owner(
    `with house as (insert into people.household (id, unit_id, formed_at)
       values (uuidv7(), 'network-welcome', '2010-01-01') returning id)
     insert into people.household_member (household_id, person_id, unit_id, role, since)
     select id, p, 'network-welcome', 'adult', '2010-01-01' from house, unnest($1::uuid[]) p`,
    [[mother, child]],
  );
  await night();
  expect(await asked()).toEqual([]);
  await scene.owner('delete from people.household_member where person_id = $1', [mother]);
  await night();
  expect(await asked()).toEqual([{ person_id: child }]);
  expect(await carryOut()).toBe(1);
});

test('RET-3: who comes again before she is erased is not, and the ledger knows nothing of it', async () => {
  const personId = await forgotten(7);
  await night();
  const lines = ledger.read().length;
  await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    personId,
    subjectIds: ['social-security'],
  });
  expect(await carryOut()).toBe(0);
  await scene.sweep();
  expect(await carryOut()).toBe(0);
  expect(await isThere(personId)).toBe(true);
  expect(ledger.read().length).toBe(lines);
  expect(await asked()).toEqual([]);
});

test('RET-2: a hold keeps her file, also one that was placed after the night; then she goes', async () => {
  const before = await forgotten(8);
  const after = await forgotten(8);
  const holdId = await hold(before);
  await night();
  expect(await asked()).toEqual([{ person_id: after }]);
  const later = await hold(after);
  expect(await carryOut()).toBe(0);
  expect([await isThere(before), await isThere(after)]).toEqual([true, true]);
  for (const id of [holdId, later])
    await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId: id });
  expect(await carryOut()).toBe(1);
  await night();
  expect(await carryOut()).toBe(1);
  expect([await isThere(before), await isThere(after)]).toEqual([false, false]);
});

test('RET-2: a hold on one of her files holds the others', async () => {
  const one = await forgotten(9);
  const other = await forgotten(9);
  await scene.house.done(scene.tokens.iryna, 'person.merge', { personId: one, otherId: other });
  const holdId = await hold(one);
  await night();
  expect(await asked()).toEqual([]);
  await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId });
  await night();
  expect(await carryOut()).toBe(1);
  expect([await isThere(one), await isThere(other)]).toEqual([false, false]);
});

test('RET-3: of several days at once it is what it is of each of them, whatever their order', async () => {
  const files = [await forgotten(5), await forgotten(5), await forgotten(5)];
  const days = (
    await scene.owner<{ day: string }>(
      `select (registered_at::date + 2)::text as day from people.person where id = any ($1::uuid[])
       order by registered_at desc`,
      [files],
    )
  ).map(({ day }) => day);
  days.unshift(days.pop() ?? '');
  const over = (asked: readonly string[]) =>
    scene.owner<{ n: number; id: string }>(
      'select n, id from rights.files_over($1::date[]) order by n, id',
      [asked],
    );
  const each: { n: number; id: string }[] = [];
  for (const [at, day] of days.entries())
    each.push(...(await over([day])).map(({ id }) => ({ n: at + 1, id })));
  expect(await over(days)).toEqual(each);
  // On each of them another.
  const many = days.map((_day, at) => each.filter(({ n }) => n === at + 1).length);
  expect(new Set(many).size).toBe(3);
});

// A case is counted without the person: the numbers rise once, nothing in them or in the logs leads back, they
// fall with the leaf as long as the quarter lasts, and they stay when she is erased.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  codeOf,
  nextScene,
  openedOf,
  openScene,
  page,
  scene,
  vault,
} from './compartments.fixture.ts';

beforeAll(openScene);
beforeEach(() => scene.owner('delete from compartments.tally'));
afterEach(nextScene);
afterAll(() => scene?.close());

const caseOf = (compartmentId: string, ...choices: string[]) => ({
  compartmentId,
  sheetId: 'fgm',
  answers: (choices.length > 0 ? choices : ['norte', 'age-18-29', 'type-2']).map((id) => ({
    choiceIds: [id],
  })),
});
const numbers = async () => {
  const rows = await scene.owner<{ choice: string; cases: number }>(
    `select choice, cases from compartments.tally where cases > 0 order by choice`,
  );
  return Object.fromEntries(rows.map(({ choice, cases }) => [choice, cases]));
};

test('counted once, by two at once too; a number without any column that leads back', async () => {
  const compartmentId = await openedOf('fgm');
  const { samira } = scene.tokens;
  const both = await Promise.all(
    [1, 2].map(() => codeOf(samira, 'case.count', caseOf(compartmentId))),
  );
  expect(both.toSorted()).toEqual(['case-counted', 'done']);
  expect(await numbers()).toEqual({ 'age-18-29': 1, all: 1, norte: 1, 'type-2': 1 });
  const columns = await scene.owner<{ name: string; type: string }>(
    `select attname as name, atttypid::regtype::text as type from pg_attribute
     where attrelid = 'compartments.tally'::regclass and attnum > 0 order by attnum`,
  );
  expect(columns.map(({ name }) => name)).toEqual(['sheet_id', 'month', 'choice', 'cases']);
  // What was ticked stands in no log, and in clear in no leaf.
  const [found] = await scene.owner<{ n: number }>(
    `select (select count(*) from log.command c where c::text ~ 'norte|type-2|age-18')
       + (select count(*) from log.event e where e::text ~ 'norte|type-2|age-18|${compartmentId}')
       + (select count(*) from compartments.leaf l where encode(l.sealed, 'escape') ~ 'norte|type-2') as n`,
  );
  expect(Number(found?.n)).toBe(0);
});

test('the transaction number of a row tells nothing of what was counted with which leaf', async () => {
  const { samira } = scene.tokens;
  const first = await openedOf('fgm');
  await scene.house.done(samira, 'case.count', caseOf(first));
  const second = await openedOf('trafficking');
  await scene.house.done(samira, 'case.count', {
    compartmentId: second,
    sheetId: 'exploitation',
    answers: [{ choiceIds: ['debt', 'wages'] }],
  });
  const rows = await scene.owner<{ xmins: string; rows: string }>(
    'select count(distinct xmin::text) as xmins, count(*) as rows from compartments.tally',
  );
  expect(Number(rows[0]?.xmins)).toBe(1);
  expect(Number(rows[0]?.rows)).toBeGreaterThan(30);
});

test('the number falls with the leaf, for whoever may take it back, and is counted anew', async () => {
  const compartmentId = await openedOf('fgm');
  const { samira, youssef } = scene.tokens;
  const { leafId } = await scene.house.done(samira, 'case.count', caseOf(compartmentId));
  const seen = await page(samira, `/compartments/${compartmentId}?lang=en`);
  expect(seen.text).toContain('Type II');
  const taken = { compartmentId, leafId };
  expect(await codeOf(youssef, 'leaf.take-back', taken)).toBe('not-found');
  vault.isShut = true;
  expect(await codeOf(samira, 'leaf.take-back', taken)).toBe('compartment-locked');
  vault.isShut = false;
  expect(await codeOf(samira, 'leaf.take-back', taken)).toBe('done');
  expect(await numbers()).toEqual({});
  expect(await codeOf(samira, 'leaf.take-back', taken)).toBe('leaf-gone');
  expect(await numbers()).toEqual({});
  expect(
    await codeOf(samira, 'case.count', caseOf(compartmentId, 'norte', 'age-45', 'type-1')),
  ).toBe('done');
  expect(await numbers()).toEqual({ 'age-45': 1, all: 1, norte: 1, 'type-1': 1 });
});

test('once the quarter is over a leaf goes and its number stays; of a damaged leaf it stays too', async () => {
  const { samira } = scene.tokens;
  const [late, damaged] = [await openedOf('fgm'), await openedOf('fgm')];
  const counted = await scene.house.done(samira, 'case.count', caseOf(damaged));
  await scene.owner(`update compartments.leaf set sealed = '\\x00' where id = $1`, [
    counted['leafId'],
  ]);
  expect(await codeOf(samira, 'case.count', caseOf(damaged))).toBe('case-counted');
  const taken = { compartmentId: damaged, leafId: counted['leafId'] };
  expect(await codeOf(samira, 'leaf.take-back', taken)).toBe('done');
  const { leafId } = await scene.house.done(samira, 'case.count', caseOf(late));
  scene.house.wait(60 * 24 * 92);
  expect(await codeOf(samira, 'leaf.take-back', { compartmentId: late, leafId })).toBe('done');
  expect((await numbers())['all']).toBe(2);
});

test('the database asks again: neither a count without its number nor a number without a count', async () => {
  const compartmentId = await openedOf('fgm');
  const { samira } = scene.tokens;
  const { leafId } = await scene.house.done(samira, 'case.count', caseOf(compartmentId));
  const as = (token: string, text: string, values: unknown[]) =>
    scene.house.services.database
      .transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        return tx.text(text, values);
      })
      .then(
        () => 'done',
        (error: Error) => error.message,
      );
  expect(
    await as(samira, 'select compartments.take_back($1, $2)', [leafId, compartmentId]),
  ).toMatch(/nothing to take back/);
  expect(
    await as(samira, `select compartments.write_form(uuidv7(), $1, 1, 'x', 'count')`, [
      compartmentId,
    ]),
  ).toMatch(/nothing to write/);
  const month = '2026-01-01';
  const count = `select compartments.write_count(uuidv7(), $1, 1, 'x', $2, $3, $4)`;
  expect(await as(samira, count, [compartmentId, 'fgm', month, ['norte']])).toMatch(
    /nothing to count/,
  );
  expect(await as(samira, 'select * from compartments.tally', [])).toMatch(/permission denied/);
  expect(
    await as(samira, `select compartments.tally_up('fgm', $1, array['norte'], 1)`, [month]),
  ).toMatch(/permission denied/);
  const other = scene.tokens.youssef;
  expect(
    await as(other, 'select compartments.take_back_count($1, $2, $3, $4)', [
      leafId,
      compartmentId,
      month,
      ['norte'],
    ]),
  ).toMatch(/nothing to take back/);
  expect((await numbers())['all']).toBe(1);
});

test('everybody reads the quarters that are over, large enough; erased, she stays counted', async () => {
  const { samira } = scene.tokens;
  const person = await openedOf('fgm');
  await scene.house.done(samira, 'case.count', caseOf(person));
  await scene.owner(`update compartments.tally set cases = cases + 6 where choice = any ($1)`, [
    ['all', 'norte', 'age-18-29', 'type-2'],
  ]);
  await scene.owner(`update compartments.tally set cases = cases + 5 where choice = any ($1)`, [
    ['all', 'grande-lisboa', 'age-5-9', 'at-risk'],
  ]);
  const read = async () => (await scene.house.app.request('/counts?lang=en')).text();
  expect(await read()).not.toContain('12 cases');
  const [gone] = await scene.owner<{ id: string }>(
    `select person_id as id from compartments.compartment where id = $1`,
    [person],
  );
  await scene.sweep();
  const [erasure] = await scene.owner<{ id: string }>(
    `insert into rights.erasure (id, cause, person_id, due_at) values (uuidv7(), 'ledger', $1, now()) returning id`,
    [gone?.id],
  );
  await scene.owner('select * from rights.begin_erasure($1)', [erasure?.id]);
  await scene.owner('select rights.erase_rows($1, now())', [erasure?.id]);
  const [left] = await scene.owner<{ n: string }>(
    `select count(*) as n from compartments.leaf where person_id = $1`,
    [gone?.id],
  );
  expect(left?.n).toBe('0');
  scene.house.wait(60 * 24 * 92);
  const told = await read();
  expect(told).toContain('12 cases');
  expect(told).toContain('Rest of the country');
  expect(told).toContain('It has happened');
  expect(told).not.toMatch(/Type II|18–29|Greater Lisbon/);
});

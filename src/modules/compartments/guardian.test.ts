// A guardian over a real database: sealed in the compartment, does the step of the protocol by itself, opens it again
// when it is taken back, and is known to nobody else; a case that is counted does its own step, too.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  codeOf,
  nextScene,
  openedOf,
  openScene,
  page,
  scene,
  today,
} from './compartments.fixture.ts';

beforeAll(openScene);
afterEach(nextScene);
afterAll(() => scene?.close());

const guardian = (compartmentId: string, more: object = {}) => ({
  compartmentId,
  name: 'Fatou Canária',
  relation: 'relative',
  capacity: 'court',
  contact: '+351 912 000 111',
  from: today().toString(),
  proof: 'court-decision',
  standing: 'clear',
  withheld: ['where'],
  ...more,
});
const stateOf = async (path: string, step: string) => {
  const { text } = await page(scene.tokens.samira, `${path}?lang=en`);
  return new RegExp(`id="step-${step}" data-state="([a-z-]+)"`).exec(text)?.[1];
};

test('the step is open and late until somebody with a title is written down, and again once it is taken back', async () => {
  const compartmentId = await openedOf('child-protection');
  const path = `/compartments/${compartmentId}`;
  const { samira } = scene.tokens;
  const step = { compartmentId, protocolId: 'unaccompanied-minor', stepId: 'guardian' };
  expect(await stateOf(path, 'guardian')).toBe('open');
  expect(await codeOf(samira, 'step.do', step)).toBe('done-by-act');
  scene.house.wait(60 * 73);
  expect(await stateOf(path, 'guardian')).toBe('overdue');
  const late = (await page(samira, '/compartments?lang=en')).text;
  // Who only looks after her does no step.
  await scene.house.done(
    samira,
    'guardian.name',
    guardian(compartmentId, { capacity: 'de-facto' }),
  );
  expect(await stateOf(path, 'guardian')).toBe('overdue');
  const { leafId } = await scene.house.done(samira, 'guardian.name', guardian(compartmentId));
  expect(await stateOf(path, 'guardian')).toBe('done');
  const less = (await page(samira, '/compartments?lang=en')).text;
  const overdue = (text: string) => Number(/(\d+) steps? overdue/.exec(text)?.[1]);
  expect(overdue(less)).toBe(overdue(late) - 1);
  expect(await codeOf(samira, 'step.do', { ...step, outcome: 'not-needed', note: 'x' })).toBe(
    'step-noted',
  );
  await scene.house.done(samira, 'leaf.take-back', { compartmentId, leafId });
  expect(await stateOf(path, 'guardian')).toBe('overdue');
});

test('whoever is the danger, contested, looked into or without a proof does no step: put right so, it is open again', async () => {
  const compartmentId = await openedOf('child-protection');
  const path = `/compartments/${compartmentId}`;
  const { samira } = scene.tokens;
  const write = async (more: object) =>
    (await scene.house.done(samira, 'guardian.name', guardian(compartmentId, more)))['leafId'];
  let leafId = await write({});
  expect(await stateOf(path, 'guardian')).toBe('done');
  const without: readonly object[] = [
    { standing: 'danger' },
    { standing: 'contested' },
    { standing: 'review' },
    { proof: 'none' },
  ];
  for (const more of without) {
    leafId = await write({ ...more, replacesId: leafId });
    expect(await stateOf(path, 'guardian'), JSON.stringify(more)).toBe('open');
    leafId = await write({ replacesId: leafId });
    expect(await stateOf(path, 'guardian')).toBe('done');
  }
  await write({ standing: 'danger', replacesId: leafId });
  scene.house.wait(60 * 73);
  expect(await stateOf(path, 'guardian')).toBe('overdue');
});

test('who may sign and what may be said is shown; once she is the danger nothing is, and no number', async () => {
  const compartmentId = await openedOf('child-protection');
  const path = `/compartments/${compartmentId}?lang=en`;
  const { samira } = scene.tokens;
  const { leafId } = await scene.house.done(samira, 'guardian.name', guardian(compartmentId));
  const first = (await page(samira, path)).text;
  expect(first).toContain('May sign');
  expect(first).toContain('+351 912 000 111');
  expect(first).toMatch(/May be told: language, what is needed[^<]*name/);
  expect(first).not.toMatch(/May be told:[^<]*where/);
  const danger = guardian(compartmentId, { replacesId: leafId, standing: 'danger' });
  expect(await codeOf(samira, 'guardian.name', danger)).toBe('done');
  const after = (await page(samira, path)).text;
  expect(after).toContain('May not sign: is the danger');
  expect(after).toContain('Is told nothing.');
  expect(after).toContain('Do not contact');
  expect(after).toContain('1 earlier record');
  expect(await codeOf(samira, 'guardian.name', danger)).toBe('guardian-replaced');
  // Of another compartment it is not there.
  const other = await openedOf('child-protection');
  expect(await codeOf(samira, 'guardian.name', { ...danger, compartmentId: other })).toBe(
    'not-found',
  );
});

test('a number that she said is never used is kept as nobody’s', async () => {
  const compartmentId = await openedOf('child-protection');
  const { samira, iryna } = scene.tokens;
  const [row] = await scene.owner<{ id: string }>(
    'select person_id as id from compartments.compartment where id = $1',
    [compartmentId],
  );
  await scene.house.done(iryna, 'person.correct', {
    personId: row?.id,
    changes: [{ field: 'avoid', was: null, now: '912000111' }],
  });
  expect(await codeOf(samira, 'guardian.name', guardian(compartmentId))).toBe('contact-avoided');
});

test('nothing of it stands in clear in any table or log, and nobody else reads a byte more', async () => {
  const compartmentId = await openedOf('child-protection');
  const [row] = await scene.owner<{ id: string }>(
    'select person_id as id from compartments.compartment where id = $1',
    [compartmentId],
  );
  const paths = [
    `/people/${row?.id}`,
    `/people/${row?.id}/readings`,
    '/compartments',
    `/compartments/${compartmentId}`,
  ];
  const read = async () => {
    const seen: string[] = [];
    for (const who of ['iryna', 'youssef', 'paulo', 'helena', 'marta'] as const)
      for (const path of paths) {
        const { status, text } = await page(scene.tokens[who], `${path}?lang=en`);
        seen.push(
          `${who} ${path} ${status} ${text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')}`,
        );
      }
    return seen;
  };
  await read();
  const before = await read();
  await scene.house.done(scene.tokens.samira, 'guardian.name', guardian(compartmentId));
  expect(await read()).toEqual(before);
  const [found] = await scene.owner<{ n: string }>(
    `select (select count(*) from log.command c where c::text ~ 'Fatou|912 000')
       + (select count(*) from log.event e where e::text ~ 'Fatou|912 000')
       + (select count(*) from compartments.leaf l where encode(l.sealed, 'escape') ~ 'Fatou|912 000') as n`,
  );
  expect(found?.n).toBe('0');
});

test('a case that is counted does the step of counting; taken back, it is open again', async () => {
  const compartmentId = await openedOf('fgm');
  const path = `/compartments/${compartmentId}`;
  const { samira } = scene.tokens;
  expect(await stateOf(path, 'count')).toBe('open');
  const { leafId } = await scene.house.done(samira, 'case.count', {
    compartmentId,
    sheetId: 'fgm',
    answers: ['norte', 'age-18-29', 'type-2'].map((id) => ({ choiceIds: [id] })),
  });
  expect(await stateOf(path, 'count')).toBe('done');
  await scene.house.done(samira, 'leaf.take-back', { compartmentId, leafId });
  expect(await stateOf(path, 'count')).toBe('open');
});

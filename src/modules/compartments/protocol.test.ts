// A protocol over a real database: what is done by it stands sealed in the compartment, is seen by its members
// alone, is taken back as a text is, and stays readable when the keys are changed.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  accounts,
  codeOf,
  nextScene,
  opened,
  openScene,
  page,
  scene,
  today,
  vault,
  withMember,
} from './compartments.fixture.ts';

beforeAll(openScene);
afterEach(nextScene);
afterAll(() => scene?.close());

const stepOf = (compartmentId: string, more: object = {}) => ({
  compartmentId,
  protocolId: 'violence',
  stepId: 'alone',
  ...more,
});
const call = (compartmentId: string, more: object = {}) => ({
  compartmentId,
  protocolId: 'violence',
  lineId: 'vitimas-vd',
  together: 'yes',
  told: ['language', 'needs'],
  outcome: 'taken-over',
  takenOverBy: 'Técnica Rita',
  ...more,
});

test('a step is late, is done by a member with a note, and is taken back; nobody else learns of any of it', async () => {
  const { compartmentId } = await withMember();
  const { samira, youssef, iryna } = scene.tokens;
  scene.house.wait(90);
  const late = await page(youssef, '/compartments?lang=en');
  expect(late.text).toContain('1 step overdue');
  const path = `/compartments/${compartmentId}?lang=en`;
  expect((await page(samira, path)).text).toContain('Overdue');
  const { leafId } = await scene.house.done(
    youssef,
    'step.do',
    stepOf(compartmentId, { note: 'Na sala 4.' }),
  );
  const seen = await page(samira, path);
  expect(seen.text).toContain('Na sala 4.');
  expect(seen.text).not.toMatch(/>Overdue/);
  expect((await page(iryna, path)).status).toBe(404);
  expect((await page(iryna, '/compartments?lang=en')).text).not.toContain('overdue');
  expect(await codeOf(samira, 'step.do', stepOf(compartmentId))).toBe('step-noted');
  // Not put right as a text, by whoever knows its id.
  const corrects = { compartmentId, correctsId: leafId, body: 'x' };
  expect(await codeOf(samira, 'leaf.write', corrects)).toBe('not-found');
  await scene.house.done(youssef, 'leaf.take-back', { compartmentId, leafId });
  const after = await page(samira, path);
  expect(after.text).not.toContain('Na sala 4.');
  expect(await codeOf(samira, 'step.do', stepOf(compartmentId))).toBe('done');
});

test('a step of the custodian is hers; of another kind there is none', async () => {
  const { compartmentId } = await withMember();
  const { samira, youssef } = scene.tokens;
  const again = stepOf(compartmentId, { stepId: 'again' });
  expect(await codeOf(youssef, 'step.do', again)).toBe('for-the-custodian');
  expect(await codeOf(samira, 'step.do', again)).toBe('done');
  expect(await codeOf(samira, 'step.do', stepOf(compartmentId, { protocolId: 'fgm' }))).toBe(
    'unknown-choice',
  );
});

test('a warm hand-over: she is on the line, no more is told than may be; answers about danger as a help', async () => {
  const { compartmentId } = await opened();
  const { samira } = scene.tokens;
  const may = (more: object) => codeOf(samira, 'line.call', call(compartmentId, more));
  expect(await may({ together: 'no' })).toBe('invalid');
  expect(await may({ told: ['where'] })).toBe('not-to-be-told');
  expect(await may({ lineId: 'tsh' })).toBe('unknown-choice');
  expect(await may({})).toBe('done');
  const answers = ['more', 'weapon', 'kill'].map((itemId) => ({ itemId, answer: 'yes' }));
  const rest = ['choke', 'jealous'].map((itemId) => ({ itemId, answer: 'not-said' }));
  const asked = { compartmentId, protocolId: 'violence', answers: [...answers, ...rest] };
  expect(await codeOf(samira, 'danger.assess', asked)).toBe('done');
  const { text } = await page(samira, `/compartments/${compartmentId}?lang=en`);
  expect(text).toContain('Técnica Rita');
  expect(text).toContain('told: language and what is needed');
  expect(text).toContain('3 of 5 answered “yes”');
  expect(text).toContain('2 not said');
  // Nothing of it stands in clear anywhere in its row, nor opens as a text.
  const rows = await scene.owner<{ all: string }>(
    `select string_agg(encode(sealed, 'escape'), ' ') as all from compartments.leaf where compartment_id = $1`,
    [compartmentId],
  );
  expect(rows[0]?.all).not.toMatch(/Rita|vitimas|choke|yes/);
  await scene.owner(`update compartments.leaf set form = 'note' where compartment_id = $1`, [
    compartmentId,
  ]);
  expect((await page(samira, `/compartments/${compartmentId}?lang=en`)).text).toContain('damaged');
});

test('a training that lapsed closes the protocol at once; without the key it says so and counts nothing', async () => {
  const { compartmentId, accountId } = await withMember();
  const { youssef, samira } = scene.tokens;
  await scene.house.done(samira, 'step.do', stepOf(compartmentId));
  vault.isShut = true;
  const shut = await page(samira, `/compartments/${compartmentId}?lang=en`);
  expect(shut.status).toBe(200);
  expect(shut.text).not.toContain('id="lines"');
  expect(await codeOf(samira, 'step.do', stepOf(compartmentId))).toBe('compartment-locked');
  vault.isShut = false;
  await scene.owner(
    `update compartments.training set from_on = $2::date - 9, until_on = $2::date - 1 where account_id = $1`,
    [accountId, today().toString()],
  );
  expect(accountId).toBe(accounts['youssef']);
  expect(await codeOf(youssef, 'step.do', stepOf(compartmentId))).toBe('not-found');
  expect(await codeOf(youssef, 'line.call', call(compartmentId))).toBe('not-found');
});

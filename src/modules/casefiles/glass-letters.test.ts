// E-mails to those who were told that a file was opened in an emergency: one to each, which says nothing of
// whom; a mail server that takes nothing holds up no opening, and is asked again.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import type { Letter } from '#platform/mail/mailer.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { somebody } from '../../../test/support/somebody.ts';
import { glassLetter, sendGlassLetters } from './glass-letters.ts';

const ORIGIN = 'https://casa.example';
let scene: Scene;
let worker: Database;
/** Addresses of those who are told. */
let told: string[];
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 4,
    applicationName: 'letters',
    rehearsalClock: scene.house.clock,
  });
  for (const role of ['custodian', 'data-protection-officer'])
    await somebody(scene.house, role, { unitId: 'network-welcome', centreId: 'cnaim-lisboa' });
  const rows = await scene.owner<{ login: string }>(
    `select distinct a.login from access.account a join access.membership m on m.account_id = a.id
     where access.hears_glass(a.id)`,
  );
  told = rows.map(({ login }) => login).toSorted();
});
beforeEach(() => scene.owner('update access.session set stepped_up_at = now()'));
afterEach(async () => {
  await scene.sweep();
  await scene.owner('update access.glass_notice set letter_due_at = null');
  // The next scene begins in another week.
  scene.house.wait(8 * 24 * 60);
});
afterAll(async () => {
  await worker?.close();
  await scene?.close();
});

/** A file that Duarte opens in an emergency. */
async function broken() {
  const { personId } = await scene.known();
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  const number = String(file?.number);
  const { glassId } = await scene.house.done(scene.tokens.duarte, 'glass.break', {
    fileNumber: number,
    reason: 'health-emergency',
    words: 'Caiu na rua e não responde; o hospital pergunta por alergias.',
  });
  return { glassId: String(glassId), personId, number };
}
/** Sends what is due by a server that takes letters, or none. */
async function sent(takes = true, token = processToken(SECRET, 'worker')): Promise<Letter[]> {
  const letters: Letter[] = [];
  const mailer = {
    async send(letter: Letter) {
      if (!takes) throw new Error('not taken');
      letters.push(letter);
    },
    close() {},
  };
  await sendGlassLetters({ database: worker, token, mailer, origin: ORIGIN });
  return letters;
}
const addresses = (letters: readonly Letter[]) => letters.map(({ to }) => to).toSorted();

test('GLA-8: a letter to each who was told, once; it says that and when, not whose, by whom or why', async () => {
  const { personId, number } = await broken();
  expect(told.length).toBeGreaterThanOrEqual(2);
  const letters = await sent();
  expect(addresses(letters)).toEqual(told);
  for (const { subject, text, id } of letters) {
    const all = `${subject}\n${text}\n${id}`;
    expect(text).toContain(`${ORIGIN}/break-glass/reviews`);
    for (const secret of [personId, number, 'Nour', 'Duarte', 'hospital', 'health'])
      expect(all).not.toContain(secret);
  }
  scene.house.wait(60);
  expect(await sent()).toEqual([]);
});

test('what the server does not take is tried again after ten minutes; the file was open all along', async () => {
  const { personId } = await broken();
  expect(await sent(false)).toEqual([]);
  const page = await scene.house.app.request(`/people/${personId}`, {
    headers: { Authorization: `Bearer ${scene.tokens.duarte}` },
  });
  expect(page.status).toBe(200);
  scene.house.wait(9);
  expect(await sent()).toEqual([]);
  scene.house.wait(1);
  expect(addresses(await sent())).toEqual(told);
});

test('two workers at once send each letter once', async () => {
  await broken();
  const [one, two] = await Promise.all([sent(), sent()]);
  expect(addresses([...one, ...two])).toEqual(told);
});

test('what was looked at meanwhile needs no letter, nor does what is too late to be looked at', async () => {
  const { glassId } = await broken();
  await scene.owner(
    `update access.glass set reviewed_at = meta.now(), verdict = 'right',
       reviewed_by = (select account_id from access.glass_notice where glass_id = $1 limit 1)
     where id = $1`,
    [glassId],
  );
  expect(await sent()).toEqual([]);
  await broken();
  scene.house.wait(73 * 60);
  expect(await sent()).toEqual([]);
});

test('nobody but the worker takes letters', async () => {
  await broken();
  for (const token of [scene.tokens.duarte, scene.tokens.ines, scene.tokens.iryna])
    expect(await sent(true, token)).toEqual([]);
  expect(addresses(await sent())).toEqual(told);
});

test('the words of a letter, in her language; without an address of our own it carries no link', () => {
  const letter = glassLetter(
    {
      glassId: 'g',
      accountId: 'a',
      address: 'epd@oneroof.example',
      language: 'en',
      openedAt: Temporal.Instant.from('2026-03-09T10:00:00Z'),
      reviewDueAt: Temporal.Instant.from('2026-03-12T10:00:00Z'),
    },
    undefined,
  );
  expect(letter).toMatchObject({ id: 'g.a', to: 'epd@oneroof.example', language: 'en' });
  expect(letter.subject).toBe('Oneroof: a file was opened in an emergency');
  expect(letter.text).toMatch(/on .*10:00.* by .*10:00/);
  expect(letter.text).not.toContain('http');
});

// A person's file: what each role sees of it, two people at one file, and a visit that goes on tomorrow.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture } from '../support/pictures.ts';

let house: House;
let browser: Browser;
let origin: string;
const tokens = {} as Record<string, string>;
let personId: string;
let visitId: string;
let stopId: string;

const NOTE = 'Só para a Segurança Social.';
const DESK = { deskId: 'cnaim-lisboa.d4' };

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
  for (const name of ['Iryna', 'Paulo', 'Duarte', 'Marta', 'Helena'])
    tokens[name] = await house.tokenOf(name);
  await house.done(tokens['Paulo'] ?? '', 'desk.open', DESK);
  const received = await house.done(tokens['Iryna'] ?? '', 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    name: 'Оксана Коваленко',
    subjectIds: ['social-security', 'work-rights'],
  });
  personId = String(received['personId']);
  visitId = String(received['visitId']);
  house.wait(3);
  stopId = String((await house.done(tokens['Paulo'] ?? '', 'stop.call-next', DESK))['stopId']);
  await house.done(tokens['Paulo'] ?? '', 'stop.start', { stopId });
  await house.done(tokens['Paulo'] ?? '', 'note.write', { stopId, body: NOTE });
  await house.done(tokens['Paulo'] ?? '', 'document.note', {
    personId,
    centreId: 'cnaim-lisboa',
    documentId: 'passport',
    seen: 'original',
    validUntil: '2026-04-10',
  });
  await house.done(tokens['Paulo'] ?? '', 'task.add', {
    personId,
    kind: 'ours',
    title: 'Confirmar o extrato',
    dueOn: '2026-03-12',
  });
  await house.done(tokens['Paulo'] ?? '', 'task.add', {
    personId,
    kind: 'hers',
    title: 'Recibo de fevereiro',
    dueOn: '2026-03-18',
  });
  await house.done(tokens['Paulo'] ?? '', 'task.add', {
    personId,
    kind: 'call-back',
    title: 'dizer se chegou a carta',
    dueOn: '2026-03-16',
    ownUnitOnly: true,
  });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const PARTS: Readonly<Record<string, string>> = {
  name: 'Оксана Коваленко',
  needs: 'Segurança Social',
  note: NOTE,
  'our task': 'Confirmar o extrato',
  'her task': 'Recibo de fevereiro',
  'call of the unit alone': 'dizer se chegou a carta',
  paper: 'Passaporte',
  readers: 'Quem lê',
};

/** The parts of the file that an account sees; nothing for whom there is no file. */
async function seenBy(name: string): Promise<string[]> {
  const answer = await house.app.request(`/people/${personId}`, {
    headers: { Cookie: `oneroof=${tokens[name]}` },
  });
  if (answer.status !== 200) return [];
  const text = await answer.text();
  return Object.entries(PARTS).flatMap(([part, words]) => (text.includes(words) ? [part] : []));
}

test('each role sees exactly what its purpose needs', async () => {
  expect(await seenBy('Paulo'), 'the desk that serves her').toEqual(Object.keys(PARTS));
  expect(await seenBy('Iryna'), 'the welcome that received her').toEqual([
    'name',
    'needs',
    'readers',
  ]);
  for (const other of ['Duarte', 'Marta', 'Helena']) expect(await seenBy(other), other).toEqual([]);
});

test('two people put her facts right at once: different fields both stay; for the same one the second sees both and chooses', async () => {
  const at = async (token: string) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'pt-PT',
    });
    await context.addCookies([{ name: 'oneroof', value: token, url: origin }]);
    const page = await context.newPage();
    await page.goto(`${origin}/people/${personId}/facts`);
    return page;
  };
  const save = (page: Page) => page.getByRole('button', { name: /Guardar/ }).click();
  const iryna = await at(tokens['Iryna'] ?? '');
  const djanira = await at(await house.tokenOfLogin('djanira.lopes@oneroof.example'));
  await iryna.fill('[name=phone]', '911 111 111');
  await iryna.fill('[name=email]', 'oksana@exemplo.pt');
  await djanira.fill('[name=phone]', '922 222 222');
  await djanira.fill('[name=born]', '1987');
  await save(iryna);
  await iryna.waitForURL(/saved/);
  await save(djanira);
  const choice = djanira.getByRole('group', { name: /o que fica/ });
  await choice.getByText('O que escrevi: 922 222 222').waitFor();
  expect(await djanira.inputValue('[name=email]'), 'written by the other').toBe(
    'oksana@exemplo.pt',
  );
  expect(await djanira.inputValue('[name=born]')).toBe('1987');
  await keepPicture(djanira, 'file/facts-both', { fullPage: true });
  const { violations } = await lookThrough(djanira);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await choice.getByText(/O que está agora: 911 111 111/).click();
  await save(djanira);
  await djanira.waitForURL(/saved/);
  const now = (field: string) => djanira.inputValue(`[name=${field}]`);
  expect([await now('phone'), await now('email'), await now('born')]).toEqual([
    '911 111 111',
    'oksana@exemplo.pt',
    '1987',
  ]);
  await Promise.all([iryna, djanira].map((page) => page.context().close()));
});

test('two people at one file see each other', async () => {
  const open = async (name: string, more: object = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'pt-PT',
      ...more,
    });
    await context.addCookies([{ name: 'oneroof', value: tokens[name] ?? '', url: origin }]);
    const page = await context.newPage();
    await page.goto(`${origin}/people/${personId}`);
    return page;
  };
  const paulo = await open('Paulo');
  await paulo.locator('textarea[name=body]').fill('Meia nota que não se perde');
  const iryna = await open('Iryna');
  await paulo.getByText('Iryna Melnyk também tem este processo aberto').waitFor();
  expect(await paulo.locator('textarea[name=body]').inputValue()).toBe(
    'Meia nota que não se perde',
  );
  await keepPicture(paulo, 'file/file');
  const { violations } = await lookThrough(paulo);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await iryna.close();
  await paulo.getByText('Iryna Melnyk também').waitFor({ state: 'detached' });
  await paulo.getByTitle('Feito: Confirmar o extrato').click();
  await paulo.locator('.file-done').first().waitFor();
  expect(await paulo.locator('textarea[name=body]').inputValue(), 'a draft is never lost').toBe(
    'Meia nota que não se perde',
  );
  for (const [name, more] of Object.entries({
    'file-phone': { viewport: { width: 390, height: 844 } },
    'file-dark': { colorScheme: 'dark' },
    'file-ar': {},
  })) {
    const page = await open('Paulo', more);
    if (name === 'file-ar') await page.goto(`${origin}/people/${personId}?lang=ar`);
    await keepPicture(page, `file/${name}`, { fullPage: true });
    await page.goto(`${origin}/people/${personId}/add`);
    await keepPicture(page, `file/${name}-add`);
    await page.context().close();
  }
});

test('CAS-34: she is back the next day with what was left, in one act', async () => {
  await house.done(tokens['Paulo'] ?? '', 'stop.finish', {
    stopId,
    mode: 'support',
    outcome: 'solved',
  });
  await house.done(tokens['Iryna'] ?? '', 'visit.leave', { visitId });
  house.wait(24 * 60);
  const iryna = await house.tokenOf('Iryna');
  const next = await house.done(iryna, 'visit.continue', { personId, centreId: 'cnaim-lisboa' });
  const trip = await house.app.request(`/api/v1/visits/${next['visitId']}`, {
    headers: { Authorization: `Bearer ${iryna}` },
  });
  const { stops, needs } = (await trip.json()) as { stops: unknown[]; needs: unknown[] };
  expect(stops).toMatchObject([{ officeId: 'cnaim-lisboa.act' }]);
  expect(needs, 'none is found a second time').toEqual([]);
});

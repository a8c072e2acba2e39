// Olena asks who saw her file. Iryna opens the list with her at the reception, in Ukrainian, and prints it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPaper, keepPicture } from '../support/pictures.ts';

const LISBON = { centreId: 'cnaim-lisboa' };
const SUBJECTS = ['social-security'];
let house: House;
let browser: Browser;
let origin: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
  for (const name of ['Iryna', 'Paulo', 'Marta', 'Helena'])
    tokens[name] = await house.tokenOf(name);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const tokenOf = (name: string) => tokens[name] ?? '';

async function received(language: string, name: string, signs: readonly string[] = []) {
  const { personId } = await house.done(tokenOf('Iryna'), 'visit.receive', {
    ...LISBON,
    language,
    name,
    subjectIds: SUBJECTS,
    ...(signs.length > 0 && { signs }),
  });
  return String(personId);
}

async function open(
  name: string,
  personId: string,
  { width = 1280, height = 800, dark = false, lang = 'pt' } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
  });
  await context.addCookies(
    Object.entries({ oneroof: tokenOf(name), lang }).map(([key, value]) => ({
      name: key,
      value,
      url: origin,
    })),
  );
  const page = await context.newPage();
  await page.goto(`${origin}/people/${personId}`);
  return page;
}

test('AUD-7: she reads in Ukrainian which office saw what, why and when, and takes it along', async () => {
  const olena = await received('uk', 'Олена');
  const desk = { deskId: 'cnaim-lisboa.d4' };
  await house.done(tokenOf('Paulo'), 'desk.open', desk);
  house.wait(4);
  const { stopId } = await house.done(tokenOf('Paulo'), 'stop.call-next', desk);
  await house.done(tokenOf('Paulo'), 'stop.start', { stopId });
  const look = (who: string, path: string) =>
    house.app.request(path, { headers: { Cookie: `oneroof=${tokenOf(who)}` } });
  await look('Paulo', `/desk/${desk.deskId}`);
  await look('Paulo', `/people/${olena}`);
  house.wait(25);
  await look('Paulo', `/people/${olena}`);

  const page = await open('Iryna', olena);
  await page.getByRole('link', { name: 'Quem viu o processo' }).click();
  const sheet = page.getByRole('article');
  await sheet.getByRole('heading', { name: 'Хто бачив мою справу' }).waitFor();
  expect(await sheet.getAttribute('lang')).toBe('uk');
  const text = (await sheet.innerText()).replaceAll(/[\u2066-\u2069]/g, '');
  expect(text).toContain('щоб знати, що вже зроблено');
  expect(text).toContain('щоб показати цей список самій людині');
  expect(text).toContain('Правова підстава: завдання в інтересах суспільства');
  expect(text).toMatch(/9 березня 2026, з 09:04 до 09:29/);
  expect(text).toContain('Segurança Social');
  // By office and role: no colleague by name, and nothing that somebody wrote.
  expect(text).not.toMatch(/Paulo|Iryna|Олена/);
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await keepPicture(page, 'readings/uk-1280', { fullPage: true });
  keepPaper('readings/uk.pdf', await page.pdf({ format: 'A4', printBackground: true }));
  await page.context().close();
});

test('what must not be known is not on it: signs of danger, and for the residence authority all of it', async () => {
  const amal = await received('ar', 'أمل', ['minor-alone']);
  await house.app.request('/protection/cnaim-lisboa', {
    headers: { Cookie: `oneroof=${tokenOf('Helena')}` },
  });
  const page = await open('Iryna', amal);
  await page.goto(`${origin}/people/${amal}/readings`);
  const text = await page.getByRole('article').innerText();
  expect(text).toContain('من اطّلع على ملفي');
  expect(text).toContain('ما له حماية خاصة ليس على هذه الورقة');
  expect(text).not.toContain(
    String(house.services.directory.get().units.get('aima-network')?.name.pt),
  );
  await keepPicture(page, 'readings/ar-1280', { fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBeLessThanOrEqual(0);
  await keepPicture(page, 'readings/ar-390', { fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepPicture(page, 'readings/ar-390-dark', { fullPage: true });
  await page.context().close();
  for (const path of ['', '/readings']) {
    const answer = await house.app.request(`/people/${amal}${path}`, {
      headers: { Cookie: `oneroof=${tokenOf('Marta')}` },
    });
    expect(answer.status).toBe(404);
  }
});

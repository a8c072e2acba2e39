// A coordinator changes her house without code, in a real browser: she sees what would change, confirms,
// finds it among the changes, and takes it back; what may not be is refused in plain words.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture } from '../support/pictures.ts';

let house: House;
let browser: Browser;
let page: Page;
let url: string;
const faults: string[] = [];
const LISBOA = '/settings/houses/cnaim-lisboa';

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  url = await house.listen();
  browser = await launchBrowser();
  page = await open('Helena', 'pt', 'light', '/settings/houses');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function open(who: string, lang: string, theme: string, path: string, width = 1280) {
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 800 : 844 },
    reducedMotion: 'reduce',
  });
  await context.addCookies([
    { name: 'lang', value: lang, url },
    { name: 'theme', value: theme, url },
    { name: 'oneroof', value: await house.tokenOf(who), url },
  ]);
  const opened = await context.newPage();
  opened.on('pageerror', (error) => faults.push(error.message));
  opened.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  await opened.goto(url + path);
  return opened;
}

test('who has one house comes to it at once', () => {
  expect(new URL(page.url()).pathname).toBe(LISBOA);
});

test('a change is shown before it is made, made, and taken back', async () => {
  await page.click('a[href*="edit=address"]');
  await page.fill('[name="address"]', 'Rua da Palma, 10');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.row-change');
  expect(await page.textContent('.row-change del')).toContain('Rua Álvaro Coutinho');
  expect(await page.textContent('.row-change ins')).toBe('Rua da Palma, 10');
  await keepPicture(page, 'houses-preview-pt');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.notice[data-tone="done"]');
  expect(await page.textContent('.fact-list')).toContain('Rua da Palma, 10');
  await page.click('#changes button');
  await page.locator('.fact-list', { hasText: 'Rua Álvaro Coutinho' }).waitFor();
  expect(await page.textContent('#changes')).toContain('desfeita');
});

test('a name has a tab for each language, by keys alone', async () => {
  await page.goto(`${url}${LISBOA}?edit=office:legal`);
  await page.focus('#name-tab-pt');
  await page.keyboard.press('ArrowRight');
  await page.fill('[name="name.en"]', 'Legal advice');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.row-change');
  expect(await page.textContent('.row-change ins')).toContain('Legal advice');
});

test('what may not be is refused with the reason, and what was typed stays', async () => {
  await page.goto(`${url}${LISBOA}?edit=desk:iss`);
  await page.fill('[name="label"]', '34');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.field-error');
  expect(await page.textContent('.field-error')).toContain('Já há um balcão com este número');
  expect(await page.inputValue('[name="label"]')).toBe('34');
  await page.goto(`${url}${LISBOA}?edit=hours`);
  await page.fill('[name="lines.5.opens"]', '16:00');
  await page.fill('[name="lines.5.closes"]', '19:00');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.notice[data-tone="error"]');
  expect(await page.textContent('.notice')).toContain('sobrepõem-se');
  expect(await page.inputValue('[name="lines.5.closes"]')).toBe('19:00');
});

test('closing an office says first whom it touches', async () => {
  const iryna = await house.tokenOf('Iryna');
  await house.done(iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['social-security'],
  });
  await page.goto(`${url}${LISBOA}?edit=service:iss:pensions`);
  await page.fill('[name="ticketsPerDay"]', '12');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.row-change');
  expect(await page.textContent('.notice')).toContain('Segurança Social: 1 pessoa hoje');
  await page.goto(`${url}${LISBOA}?edit=office-gone:iss`);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.notice[data-tone="error"]');
  expect(await page.textContent('.notice')).toContain('1 pessoa à espera');
});

test('fits a phone, both directions and both lights; axe finds nothing', async () => {
  for (const [who, lang, theme, path, width] of [
    ['Helena', 'pt', 'light', `${LISBOA}?edit=hours`, 390],
    ['Augusto', 'ar', 'dark', '/settings/houses/claim-odemira?edit=office:local', 1280],
    ['Augusto', 'uk', 'light', '/settings/catalogue?part=document&edit=document:passport', 390],
  ] as const) {
    const opened = await open(who, lang, theme, path, width);
    await keepPicture(opened, `houses-${lang}-${theme}-${width}`);
    const over = await opened.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(over, path).toBeLessThanOrEqual(0);
    if (lang === 'ar') {
      const { violations } = await lookThrough(opened);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await opened.context().close();
  }
  expect(faults).toEqual([]);
});

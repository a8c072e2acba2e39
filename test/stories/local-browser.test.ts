// A local centre's whole Monday, in a real browser: Catarina is alone in Odemira, with one desk. She
// records who came in a few keys, finds somebody again, promises a step, sees the month; the same
// people, the same file, counted the same.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { lostToKeys } from '../support/fits.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture } from '../support/pictures.ts';

let house: House;
let browser: Browser;
let page: Page;
let url: string;
const faults: string[] = [];

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  url = await house.listen();
  browser = await launchBrowser();
  page = await open('pt', 'light');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function open(lang: string, theme: string, width = 1280, height = 800): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  await context.addCookies([
    { name: 'lang', value: lang, url },
    { name: 'theme', value: theme, url },
    { name: 'oneroof', value: await house.tokenOf('Catarina'), url },
  ]);
  const opened = await context.newPage();
  opened.on('pageerror', (error) => faults.push(error.message));
  opened.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  await opened.goto(`${url}/local`);
  return opened;
}

/** Presses keys and counts them: a chord is as many keys as it holds. */
async function keys(...pressed: readonly string[]): Promise<number> {
  for (const key of pressed) await page.keyboard.press(key);
  return pressed.reduce((count, key) => count + key.split('+').length, 0);
}
const acts = () => page.locator('section[aria-labelledby="today"] .local-act').count();
async function recorded(count: number): Promise<void> {
  await expect.poll(acts).toBe(count);
}

test('home leads to the small house, and its page says that nobody has come yet', async () => {
  await page.goto(url);
  await page.click('a[href="/local/claim-odemira"]');
  await page.waitForSelector('#at-once');
  expect(await page.textContent('.local')).toContain('Ainda não veio ninguém hoje');
  await keepPicture(page, 'local-empty-pt');
});

test('an act is recorded in at most six keys', async () => {
  house.wait(20);
  const stranger = await keys('1', 'l', 'n', 'Control+Enter');
  await recorded(1);
  expect(await page.textContent('.local-act')).toContain('नेपाली');
  house.wait(30);
  // Somebody with a name: the name's own letters are not counted.
  await page.fill('[name="name"]', 'Oksana');
  const named = await keys('Escape', '2', 'l', 'u', 'Control+Enter');
  await recorded(2);
  house.wait(15);
  // She comes again: the first of those who are known here, in the language of her file.
  const known = await keys('a', '9', 'Control+Enter');
  await recorded(3);
  const text = await page.textContent('.local-act >> nth=0');
  expect(text).toContain('Oksana');
  expect(text).toContain('Українська');
  console.log(
    JSON.stringify({
      keys: { 'somebody new': stranger, 'with a name': named, 'known here': known },
    }),
  );
  expect(Math.max(stranger, named, known)).toBeLessThanOrEqual(6);
});

test('what is not solved asks what follows, and stands under what was promised', async () => {
  await keys('5', 'l', 'n', 'Escape', 'w', 'Control+Enter');
  await page.waitForSelector('.notice[data-tone="error"]');
  expect(await page.isChecked('[name="subjectId"][value="health"]')).toBe(true);
  await page.fill('[name="detail"]', 'Levar a carta ao centro de saúde');
  await page.fill('[name="nextOn"]', '2026-03-12');
  await page.keyboard.press('Control+Enter');
  await recorded(4);
  expect(await page.textContent('section[aria-labelledby="steps"]')).toContain('centro de saúde');
});

test('somebody is found by her name; the month counts visits, acts and persons as everywhere', async () => {
  await page.fill('[name="q"]', 'oks');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('q=oks');
  expect(await page.isChecked('input[name="personId"]:not([value=""])')).toBe(true);
  const figures = await page.textContent('section[aria-labelledby="month"]');
  expect(figures?.replaceAll(/\s+/g, ' ')).toMatch(/4.*4.*3/);
  await keepPicture(page, 'local-day-pt');
});

test('the paper of a trip and the file of a person are one link away', async () => {
  await page.goto(`${url}/local/claim-odemira`);
  const [file, trip] = await Promise.all([
    page.getAttribute('.local-act a[href^="/people/"]', 'href'),
    page.getAttribute('.local-act a[href^="/visits/"]', 'href'),
  ]);
  expect((await page.goto(url + file))?.status()).toBe(200);
  expect((await page.goto(url + trip))?.status()).toBe(200);
});

test.each([
  ['pt', 'light', 1280, 800],
  ['uk', 'light', 390, 844],
  ['ar', 'light', 1280, 800],
  ['ar', 'dark', 390, 844],
])('nothing runs over in %s, %s, %i', async (lang, theme, width, height) => {
  const opened = await open(lang, theme, width, height);
  await keepPicture(opened, `local-${lang}-${theme}-${width}`);
  const over = await opened.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(over).toBeLessThanOrEqual(0);
  await opened.context().close();
});

test('axe finds nothing; by keys all is reached, and nothing covers it', async () => {
  await page.goto(`${url}/local/claim-odemira`);
  expect(await lostToKeys(page)).toEqual([]);
  // What can't be reached, and what something stands over, is told.
  await page.reload();
  await page.evaluate(() => {
    const foot = document.querySelector<HTMLElement>('.sheet-foot');
    if (foot) foot.style.paddingBlockStart = '480px';
    document.querySelector('.sheet-foot button')?.setAttribute('inert', '');
  });
  const lost = (await lostToKeys(page)).map((one) => one.split(':')[0]);
  expect(new Set(lost)).toEqual(new Set(['covered', 'not reached']));
  // The list of languages is the same control eighty times over.
  const { violations } = await lookThrough(page, 'option');
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('nothing broke a rule of the page', () => {
  expect(faults).toEqual([]);
});

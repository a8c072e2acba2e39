// The way in, the wall, the floor and the figures in a real browser: looked through by axe in two
// directions and both lights (Arabic by night is looked at with all other pages, every-screen.test.ts), no
// sideways scrolling on a phone, no report of the content policy; and the floor follows the house by itself.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { playMorning } from '../support/busy-morning.ts';
import { type House, openHouse } from '../support/house.ts';

const SCREENS = [
  { name: 'sign-in', path: '/sign-in', who: undefined },
  { name: 'privacy', path: '/privacy', who: undefined },
  { name: 'a page that is not there', path: '/nowhere', who: undefined },
  { name: 'home', path: '/', who: 'Iryna' },
  { name: 'home of the network', path: '/', who: 'Augusto' },
  { name: 'the board', path: '/board/cnaim-lisboa', who: undefined },
  { name: 'the floor', path: '/coordination/cnaim-lisboa', who: 'Helena' },
  { name: 'figures', path: '/figures/cnaim-lisboa', who: 'Helena' },
] as const;
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { width: 390, height: 844 };

let house: House;
let browser: Browser;
let url: string;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  url = await house.listen();
  browser = await launchBrowser();
  await playMorning(house, 60);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function open(
  { path, who }: { path: string; who: string | undefined },
  options: BrowserContextOptions & { language?: string; theme?: string } = {},
): Promise<{ page: Page; faults: string[]; close(): Promise<void> }> {
  const { language = 'pt', theme = 'light', ...rest } = options;
  const context = await browser.newContext({ ...DESKTOP, reducedMotion: 'reduce', ...rest });
  await context.addCookies([
    { name: 'lang', value: language, url },
    { name: 'theme', value: theme, url },
    ...(who ? [{ name: 'oneroof', value: await house.tokenOf(who), url }] : []),
  ]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  await page.goto(url + path, { waitUntil: 'load' });
  return { page, faults, close: () => context.close() };
}

describe.each(SCREENS)('$name', (screen) => {
  test.each([
    ['pt', 'light'],
    ['pt', 'dark'],
    ['ar', 'light'],
  ])('axe finds nothing and a phone is wide enough in %s, %s', async (language, theme) => {
    const { page, faults, close } = await open(screen, { language, theme });
    const { violations } = await lookThrough(page);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    await page.setViewportSize(PHONE);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    await close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    expect(overflow).toBe(0);
  });
});

test('the floor follows the house by itself', async () => {
  const { page, close } = await open({ path: '/coordination/cnaim-lisboa', who: 'Helena' });
  await page.waitForSelector('[data-live-status][data-state="live"]');
  const people = page.locator('.floor-house .figure-value').first();
  const before = Number(await people.innerText());
  await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['housing'],
  });
  await expect
    .poll(async () => Number(await people.innerText()), { timeout: 3000 })
    .toBe(before + 1);
  await close();
});

test('one click lets a persona in, and one more lets her out', async () => {
  const { page, close } = await open(
    { path: '/sign-in?next=/figures/cnaim-lisboa', who: undefined },
    { javaScriptEnabled: false },
  );
  await page.getByRole('button', { name: /Helena Sequeira/ }).click();
  expect(new URL(page.url()).pathname).toBe('/figures/cnaim-lisboa');
  await page.locator('.bar-person summary').click();
  await page.locator('.bar-menu button', { hasText: 'Sair' }).click();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.goto(`${url}/figures/cnaim-lisboa`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await close();
});

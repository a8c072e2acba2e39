// Two files of one person, in a real browser: reception joins them and takes them apart; twins are told
// apart; and where something is kept that reception was not told of, the words are those of any review.
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let browser: Browser;
let url: string;
const SHOTS = process.env['ONEROOF_SHOTS'];

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  url = await scene.house.listen();
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

async function file(more: object): Promise<string> {
  const got = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['social-security'],
    ...more,
  });
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId: got['visitId'] });
  scene.house.wait(1);
  return String(got['personId']);
}

async function open(
  path: string,
  { language = 'en', theme = 'light', width = 1280 } = {},
): Promise<{ page: Page; faults: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 800 },
    reducedMotion: 'reduce',
  });
  await context.addCookies([
    { name: 'lang', value: language, url },
    { name: 'theme', value: theme, url },
    { name: 'oneroof', value: scene.tokens.iryna, url },
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

/** axe in the other direction and the dark, on a telephone; pictures for people when wished. */
async function look(name: string, path: string): Promise<void> {
  const narrow = { language: 'ar', theme: 'dark', width: 390 };
  for (const each of SHOTS ? [{ width: 1280 }, narrow] : [narrow]) {
    const { page, faults, close } = await open(path, each);
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: `${SHOTS}/${name}-${each.width}.png`, fullPage: true });
    }
    const { violations } = await lookThrough(page);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ name, found, faults, overflow }).toEqual({ name, found: [], faults: [], overflow: 0 });
    await close();
  }
}

test('reception finds the other file in other letters, joins them, and takes them apart', async () => {
  const born = { born: '1987-05-12', nationality: 'UA' };
  const one = await file({ name: 'Oleksandra Bondar', ...born });
  const other = await file({ name: 'Олександра Бондар', ...born });
  const { page, close } = await open(`/people/${other}`);
  await page.getByRole('link', { name: 'Is there another file?' }).click();
  await page.getByRole('searchbox').fill('Oleksandra Bondar');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByText('The same date of birth').waitFor();
  await look('compare', new URL(page.url()).pathname);
  await page.getByRole('button', { name: 'Yes, one person' }).click();
  await page.getByText('The two files are one now').waitFor();
  await look('joined', `/people/${one}/same`);
  await page.goto(`${url}/people/${other}`);
  await page.waitForURL(`${url}/people/${one}`);
  await page.getByText(/also file/).waitFor();
  await look('file', `/people/${one}`);
  await page.goto(`${url}/people/${one}/same`);
  await page.getByRole('button', { name: 'Take apart' }).click();
  await page.getByText('These are two files again').waitFor();
  await close();
});

test('twins are told apart: what speaks against it is said, and the answer is remembered', async () => {
  const together = await scene.house.done(scene.tokens.iryna, 'household.receive', {
    centreId: 'cnaim-lisboa',
    members: ['Hassan Diallo', 'Hussein Diallo'].map((name) => ({
      role: 'sibling',
      language: 'fr',
      name,
      born: '2001-03-04',
      subjectIds: ['social-security'],
    })),
  });
  expect(together).toBeTruthy();
  const rows = await scene.owner<{ id: string }>(
    `select id from people.person where name like 'H%Diallo' order by name`,
  );
  const [hassan, hussein] = rows.map(({ id }) => id);
  const { page, close } = await open(`/people/${hassan}/same/${hussein}`);
  await page.getByText('They came together, as two').waitFor();
  await look('twins', `/people/${hassan}/same/${hussein}`);
  await page.getByRole('button', { name: 'No, two people' }).click();
  await page.getByText('This pair is not asked about again').waitFor();
  await page.goto(`${url}/people/${hassan}/same/${hussein}`);
  await page.getByText('A colleague said before that these are two people.').waitFor();
  await close();
});

test('what is kept and what only contradicts are told in the very same words', async () => {
  const words: string[] = [];
  for (const [one, other] of [
    [{ name: 'Amina One', signs: ['violence'] }, { name: 'Amina Two' }],
    [
      { name: 'Fatima One', born: '1980' },
      { name: 'Fatima Two', born: '1990' },
    ],
  ] as const) {
    const [id, otherId] = [await file(one), await file(other)];
    const { page, close } = await open(`/people/${id}/same/${otherId}`);
    await page.getByRole('button', { name: 'Yes, one person' }).click();
    await page.waitForURL(/done=review/);
    words.push(await page.locator('.notice').innerText());
    await page.goto(`${url}/pairs`);
    await page.getByText('Waits for somebody else to look first.').first().waitFor();
    await close();
  }
  expect(words[0]).toContain('Somebody else in reception must look first');
  expect(words[1]).toBe(words[0]);
  await look('pairs', '/pairs');
});

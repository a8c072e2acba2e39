// A file is taken out in a real browser: asked for with a reason, fetched as a paper, once.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

async function open(
  path: string,
  look: { language?: string; theme?: string; width?: number } = {},
) {
  const { language = 'pt', theme = 'light', width = 1280 } = look;
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

async function look(name: string, path: string): Promise<void> {
  const wide = { language: 'pt', theme: 'light', width: 1280 };
  const narrow = { language: 'ar', theme: 'dark', width: 390 };
  for (const each of SHOTS ? [wide, narrow] : [narrow]) {
    const { page, faults, close } = await open(path, each);
    await shoot(page, `${name}-${each.width}`);
    const { violations } = await lookThrough(page);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ name, found, faults, overflow }).toEqual({ name, found: [], faults: [], overflow: 0 });
    await close();
  }
}
async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

test('a mediator takes a file out for the person who asked for it', async () => {
  const { personId } = await scene.serving();
  await scene.owner('update access.session set stepped_up_at = now()');
  const path = `/people/${personId}/export`;
  const asks = await open(`/people/${personId}`);
  await asks.page.getByRole('link', { name: 'Imprimir ou exportar' }).click();
  await asks.page.waitForURL(url + path);
  // What is too short is said at its field, and what was chosen stays.
  await asks.page.getByText('A pessoa pediu uma cópia').click();
  await asks.page.locator('textarea[name=words]').fill('cópia');
  await asks.page.getByRole('button', { name: 'Preparar' }).click();
  await asks.page.locator('.field-error, [aria-invalid=true]').first().waitFor();
  expect(await asks.page.locator('input[value=she-asked]').isChecked()).toBe(true);
  await shoot(asks.page, 'export-refused');
  await asks.page.locator('textarea[name=words]').fill('Pediu uma cópia para o advogado.');
  await asks.page.keyboard.press('Control+Enter');
  const fetches = asks.page.getByRole('button', { name: /Levantar/ });
  await fetches.waitFor();
  await look('export', path);
  const [download] = await Promise.all([asks.page.waitForEvent('download'), fetches.click()]);
  expect(download.suggestedFilename()).toBe('oneroof.pdf');
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  if (SHOTS) writeFileSync(`${SHOTS}/export.pdf`, bytes);
  await asks.page.goto(url + path);
  await asks.page.getByText('levantado', { exact: false }).first().waitFor();
  expect(await fetches.count()).toBe(0);
  await look('export-fetched', path);
  expect(asks.faults).toEqual([]);
  await asks.close();
});

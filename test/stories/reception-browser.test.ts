// The conversation at the door in a real browser: keys alone, the route as it grows, the screen
// turned round, nothing left over for the next person.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';

const LISBON = '/reception/cnaim-lisboa';
let house: House;
let browser: Browser;
let origin: string;
let iryna: string;
const faults: string[] = [];

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  origin = await house.listen();
  iryna = await house.tokenOf('Iryna');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

afterEach(() => expect(faults.splice(0), 'the browser complains').toEqual([]));

/** A page of Iryna's; what its browser complains of is kept in `faults`. */
async function sitDown(cookies: Record<string, string> = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies(
    Object.entries({ oneroof: iryna, lang: 'pt', ...cookies }).map(([name, value]) => ({
      name,
      value,
      url: origin,
    })),
  );
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return page;
}

const ticked = (page: Page) =>
  page
    .locator('[name=subjectIds]:checked')
    .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));

describe('the conversation in a browser', () => {
  test('goes by keys alone: the route follows, the turned screen keeps all, the next begins empty', async () => {
    const page = await sitDown();
    await page.goto(`${origin}${LISBON}`);
    await page.keyboard.press('7');
    await page.getByRole('heading', { name: 'Українська' }).waitFor();
    await page.keyboard.press('2');
    await page.locator('#route').getByText('Segurança Social', { exact: true }).waitFor();
    await page.keyboard.press('6');
    await page.locator('#route').getByText('Educação', { exact: true }).waitFor();
    await page.locator('#papers').getByText('NISS').first().waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('Оксана');
    await page.keyboard.press('Escape');

    // A first paper ticked: what is still missing says what follows from it.
    expect(await page.locator('.paper-missing:visible').count()).toBe(0);
    await page.locator('#papers input[type=checkbox]').first().check();
    expect(await page.locator('.paper-missing:visible').count()).toBe(1);

    await page.waitForTimeout(300);
    await page.keyboard.press('r');
    await page.locator('html[lang=uk]').waitFor();
    expect(await ticked(page)).toEqual(['social-security', 'school']);
    expect(await page.locator('[name=name]').inputValue()).toBe('Оксана');
    await page.locator('#route').getByText('Освіта', { exact: true }).waitFor();

    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/ticket\//);
    await page.getByText('Ваш номер').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Que língua fala?' }).waitFor();
    await page.getByText('Оксана').waitFor();
    await page.keyboard.press('7');
    await page.getByRole('heading', { name: 'Українська' }).waitFor();
    expect(await ticked(page)).toEqual([]);
    expect(await page.locator('[name=name]').inputValue()).toBe('');
    await page.context().close();
  });

  test('keeps what was ticked when only the language changes; who begins anew begins empty', async () => {
    const page = await sitDown();
    await page.goto(`${origin}${LISBON}?language=uk`);
    await page.keyboard.press('2');
    await page.keyboard.press('n');
    await page.keyboard.type('Оксана');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Que língua fala?' }).waitFor();
    await page.keyboard.press('6');
    await page.getByRole('heading', { name: 'Русский' }).waitFor();
    expect(await ticked(page)).toEqual(['social-security']);

    await page.goto(`${origin}${LISBON}`);
    await page.keyboard.press('7');
    await page.getByRole('heading', { name: 'Українська' }).waitFor();
    expect(await ticked(page)).toEqual([]);
    expect(await page.locator('[name=name]').inputValue()).toBe('');
    await page.context().close();
  });

  test('prints only when told to', async () => {
    const { visitId } = await house.done(iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'ar',
      subjectIds: ['school'],
    });
    const page = await sitDown();
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '');
    });
    await page.goto(`${origin}${LISBON}/ticket/${visitId}`);
    await page.waitForTimeout(300);
    expect(await page.locator('html[data-printed]').count()).toBe(0);
    await page.keyboard.press('p');
    expect(await page.locator('html[data-printed]').count()).toBe(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sheet, .bar').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.slip').isVisible()).toBe(true);
    await page.context().close();
  });

  test('fits the screen without scrolling, and axe finds nothing, in both directions and lights', async () => {
    const { visitId } = await house.done(iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'uk',
      subjectIds: ['school', 'housing'],
    });
    for (const looks of [
      { lang: 'pt', theme: 'light' },
      { lang: 'ar', theme: 'dark' },
    ]) {
      const page = await sitDown(looks);
      for (const path of [
        LISBON,
        `${LISBON}?language=uk&subjectIds=social-security&subjectIds=school`,
        `${LISBON}?language=ar&turned=1&subjectIds=school`,
        `${LISBON}/ticket/${visitId}`,
        `/visits/${visitId}`,
      ]) {
        await page.goto(origin + path);
        const tall = await page.evaluate(() => document.documentElement.scrollHeight);
        expect(tall, path).toBeLessThanOrEqual(800);
        const { violations } = await lookThrough(page);
        expect(
          violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
          path,
        ).toEqual([]);
      }
      await page.goto(`${origin}/visits/${visitId}/summary`);
      const { violations } = await lookThrough(page);
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await page.context().close();
    }
  });
});

// What was typed and not sent yet: through a cut, in two tabs, after a reload, after the browser was
// killed; and what of it stands on the disk, where the next person at this computer might look.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { launchMortal, type MortalBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';

const DESK = 'cnaim-lisboa.d4';
/** How long the link is gone; a minute was tried by hand, and nothing here depends on it. */
const CUT_MS = 2500;
const LONG = 'Traz o contrato e três recibos. '.repeat(40).trim();

let house: House;
let origin: string;
let paulo: string;
let browser: MortalBrowser;
const profile = mkdtempSync(join(tmpdir(), 'oneroof-profile-'));

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  paulo = await house.tokenOf('Paulo');
  await house.done(paulo, 'desk.open', { deskId: DESK });
  browser = await launchMortal(profile);
});
afterAll(async () => {
  await browser?.kill();
  await house?.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Paulo's desk in a tab, serving somebody new when `serving` says so. */
async function desk(serving = true, token = paulo): Promise<Page> {
  if (serving) {
    const iryna = await house.tokenOf('Iryna');
    const input = { centreId: 'cnaim-lisboa', language: 'pt', subjectIds: ['social-security'] };
    await house.done(iryna, 'visit.receive', input);
    house.wait(1);
    const { stopId } = await house.done(paulo, 'stop.call-next', { deskId: DESK });
    await house.done(paulo, 'stop.start', { stopId });
  }
  await browser.context.addCookies([{ name: 'oneroof', value: token, url: origin }]);
  const page = await browser.context.newPage();
  await page.goto(`${origin}/desk/${DESK}`);
  return page;
}

const note = (page: Page) => page.locator('[name=note]');
const finish = (page: Page) => page.getByRole('button', { name: 'Só concluir' }).click();
async function fillIn(page: Page, text: string): Promise<void> {
  await note(page).fill(text);
  await page.locator('[name=mode][value=information]').check();
  await page.locator('[name=outcome][value=solved]').check();
}
const count = (of: string) =>
  withClient(house.database.urls.owner, async (client) =>
    Number((await client.query<{ n: string }>(`select count(*) as n from ${of}`)).rows[0]?.n),
  );

test('a cut in the middle of a long note: nothing is lost, it is said plainly, and sent once when it is back', async () => {
  const page = await desk();
  await fillIn(page, LONG);
  await browser.context.setOffline(true);
  await finish(page);
  await page.getByText(/Sem ligação\. O que escreveu/).waitFor();
  await page.waitForTimeout(CUT_MS);
  expect(await note(page).inputValue()).toBe(LONG);
  expect(await count('attendances.attendance')).toBe(0);
  await browser.context.setOffline(false);
  await page.getByText(/A visita terminou/).waitFor();
  expect(await count('attendances.attendance')).toBe(1);
  expect(await count(`casefiles.note where body = '${LONG}'`)).toBe(1);
  await page.close();
});

test('in two tabs: what one sends is gone in the other, which says so, and nothing is done twice', async () => {
  const first = await desk();
  await fillIn(first, 'Nota de duas janelas.');
  const second = await desk(false);
  await expect.poll(() => note(second).inputValue()).toBe('Nota de duas janelas.');
  await finish(first);
  await second.getByText('Já foi enviado noutro separador').waitFor();
  expect(await note(second).count()).toBe(0);
  expect(await count('attendances.attendance')).toBe(2);
  await first.close();
  await second.close();
});

test('a key that comes late opens all the same: what was kept before, beside what is typed meanwhile', async () => {
  const before = await desk();
  await note(before).fill('Antes do corte.');
  await expect.poll(() => countSealed(before)).toBe(1);
  await before.close();
  await browser.context.route('**/account/drafts-key', (route) => route.abort());
  const page = await desk(false);
  await page.locator('[name=mode][value=information]').check();
  await page.locator('[name=outcome][value=solved]').check();
  expect(await note(page).inputValue()).toBe('');
  await browser.context.unroute('**/account/drafts-key');
  await expect.poll(() => note(page).inputValue(), { timeout: 20_000 }).toBe('Antes do corte.');
  await expect.poll(() => countSealed(page)).toBe(1);
  await page.reload();
  await expect.poll(() => note(page).inputValue()).toBe('Antes do corte.');
  expect(await page.locator('[name=outcome][value=solved]').isChecked()).toBe(true);
  await finish(page);
  await page.getByText(/A visita terminou/).waitFor();
  await expect.poll(() => countSealed(page)).toBe(0);
  await page.close();
});

test('after a reload, and after the browser was killed, it is there; its disk tells nobody, and a colleague finds nothing', async () => {
  const page = await desk();
  await fillIn(page, 'Segredo que ainda não seguiu');
  await page.reload();
  await expect.poll(() => note(page).inputValue()).toBe('Segredo que ainda não seguiu');
  await note(page).press('End');
  await note(page).pressSequentially(', e mais isto');
  await page.waitForTimeout(300);
  await browser.kill();
  for (const text of ['Segredo que', 'mais isto']) expect(diskHolds(text), text).toBe(false);
  browser = await launchMortal(profile);
  const lurdes = await house.tokenOfLogin('lurdes.tavares@oneroof.example');
  const hers = await desk(false, lurdes);
  expect(await hers.content()).not.toContain('Segredo');
  const keyOf = (tab: Page) =>
    tab.evaluate(async () => (await fetch('/account/drafts-key')).text());
  const herKey = await keyOf(hers);
  await hers.close();
  const back = await desk(false);
  await expect
    .poll(() => note(back).inputValue())
    .toBe('Segredo que ainda não seguiu, e mais isto');
  expect(await back.locator('[name=outcome][value=solved]').isChecked()).toBe(true);
  expect(await keyOf(back)).not.toBe(herKey);
  await browser.context.clearCookies();
  expect(await keyOf(back)).not.toContain('key');
});

/** How many drafts are sealed on the disk of this browser. */
const countSealed = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opened = indexedDB.open('oneroof', 1);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const { result } = opened;
          const asked = result.transaction('drafts').objectStore('drafts').count();
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            result.close();
            resolve(asked.result);
          };
        };
      }),
  );

/** Whether a text stands anywhere in the profile, in either of the ways in which browsers write. */
function diskHolds(text: string): boolean {
  const ways = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'latin1'),
  ];
  return readdirSync(profile, { recursive: true })
    .map((name) => join(profile, String(name)))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .some((path) => ways.some((way) => readFileSync(path).includes(way)));
}

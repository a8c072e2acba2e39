// The network is gone for a minute: a board and a phone say how old they are, show no call that may be
// over, and show exactly the present state once it is back. Their minute goes by in the browser's clock.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Cuttable, cuttable } from '../support/cuttable.ts';
import { type House, openHouse } from '../support/house.ts';
import { linkOf } from '../support/scene.ts';
import { keepPicture } from '../support/pictures.ts';

const HOUSE = 'cnaim-lisboa';
const DESK = `${HOUSE}.d4`;
const ACT = { mode: 'support', outcome: 'solved' };

let house: House;
let browser: Browser;
let line: Cuttable;
let direct: string;
const tokens = {} as Record<'iryna' | 'paulo', string>;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  direct = await house.listen();
  line = await cuttable(direct);
  browser = await launchBrowser();
  for (const name of ['Iryna', 'Paulo'] as const)
    tokens[name.toLowerCase() as keyof typeof tokens] = await house.tokenOf(name);
  await house.done(tokens.paulo, 'desk.open', { deskId: DESK });
});
afterAll(async () => {
  await browser?.close();
  await line?.close();
  await house?.close();
});

async function receive() {
  const input = { centreId: HOUSE, language: 'en', subjectIds: ['social-security'] };
  const { visitId, number } = await house.done(tokens.iryna, 'visit.receive', input);
  return { number: Number(number), link: await linkOf(house, tokens.iryna, String(visitId)) };
}
const call = () => house.done(tokens.paulo, 'stop.call-next', { deskId: DESK });
async function serve(stopId: unknown): Promise<void> {
  await house.done(tokens.paulo, 'stop.start', { stopId });
  await house.done(tokens.paulo, 'stop.finish', { stopId, ...ACT });
}

/** A screen whose clock the test may move on. */
async function open(path: string, at = line.origin): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(at + path);
  return page;
}

/** What a board says: the numbers, not the clock and the state of its line. */
const boardSays = (page: Page) =>
  page
    .locator('.board-now, .board-earlier')
    .evaluateAll((parts) =>
      parts.map((part) => (part as HTMLElement).innerText.replaceAll(/\s+/g, ' ').trim()),
    );
const phoneSays = async (page: Page) =>
  (await page.locator('#now').innerText()).replace(/\d\d:\d\d/g, '').replaceAll(/\s+/g, ' ');

test('a board and a phone without network for a minute: no old call, the age, then exactly what is now', async () => {
  const first = await receive();
  const second = await receive();
  const board = await open(`/board/${HOUSE}`);
  await board.locator('[data-live-status][data-state="live"]').waitFor();
  const phone = await open(`/t/${first.link}`);
  const called = await call();
  await board.locator(`.board-call .number:text-is("${first.number}")`).waitFor();
  await phone.locator('.phone-call').waitFor();

  line.cut();
  await board.locator('[data-live-status][data-state="down"]').waitFor();
  await phone.locator('[data-lost]:not([hidden])').waitFor();
  await expect.poll(() => phone.locator('.phone-call').isVisible()).toBe(false);
  // Meanwhile the house goes on: the first is served, the second is called to the same desk.
  await serve(called['stopId']);
  const next = await call();
  expect(next).toMatchObject({ number: second.number });
  await Promise.all([board.clock.runFor(70_000), phone.clock.runFor(70_000)]);
  await expect.poll(() => board.locator('.board-call').isVisible()).toBe(false);
  expect(await board.locator('.board-stale').isVisible()).toBe(true);
  expect(await board.locator('.board-earlier').isVisible()).toBe(false);
  expect(await board.locator('[data-live-text]').innerText()).toMatch(/1/);
  expect(await phone.locator('[data-age]').innerText()).toMatch(/1/);
  expect(await phone.locator('.phone-call').isVisible()).toBe(false);
  await keepPicture(board, 'cut/1-board-without-network');
  await keepPicture(phone, 'cut/2-phone-without-network');

  line.mend();
  await board.locator(`.board-call .number:text-is("${second.number}")`).waitFor();
  await board.locator('[data-live-status][data-state="live"]').waitFor();
  expect(await board.locator('.board-stale').isVisible()).toBe(false);
  const other = await open(`/board/${HOUSE}`, direct);
  expect(await boardSays(board)).toEqual(await boardSays(other));
  // Her visit is over: her phone leads to what became of it.
  await phone.waitForURL(/\/my-visit$/);

  // The one who was called meanwhile learns it from a page that was opened after the cut, and from hers.
  const hers = await open(`/t/${second.link}`);
  await hers.locator('.phone-call').waitFor();
  line.cut();
  await hers.locator('[data-lost]:not([hidden])').waitFor();
  await house.done(tokens.paulo, 'stop.start', { stopId: next['stopId'] });
  await hers.clock.runFor(70_000);
  line.mend();
  await hers.locator('.phone-state').waitFor();
  await hers.locator('[data-lost][hidden]').waitFor({ state: 'attached' });
  const again = await open(`/t/${second.link}`, direct);
  expect(await phoneSays(hers)).toBe(await phoneSays(again));
  for (const page of [board, phone, other, hers, again]) await page.context().close();
});

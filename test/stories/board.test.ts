// The wall of the waiting room: numbers and desks for everyone in the room, and nothing about anyone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, MORNING, openHouse } from '../support/house.ts';
import { keepPicture } from '../support/pictures.ts';

const NAME = 'Khadija Al-Masri';
let house: House;
let browser: Browser;
let url: string;
let reception: string;
let officer: string;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  url = await house.listen();
  browser = await launchBrowser();
  reception = await house.tokenOf('Iryna');
  officer = await house.tokenOf('Paulo');
  await house.done(officer, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function receive(language: string) {
  return house.done(reception, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language,
    name: NAME,
    subjectIds: ['social-security'],
  });
}

function callNext() {
  return house.done(officer, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
}

async function openBoard(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`${url}/board/cnaim-lisboa`);
  await page.waitForSelector('[data-live-status][data-state="live"]');
  return page;
}

test('a call stands on every open board, in the ticket’s language, without a name', async () => {
  const boards = [await openBoard(), await openBoard()];
  expect(await boards[0]?.textContent('.board-now')).toContain('Não há chamadas agora');
  await receive('ar');
  const { number, stopId } = await callNext();
  for (const board of boards) {
    await board.waitForSelector(`.board-call .number:text-is("${number}")`);
  }
  for (const board of boards) {
    const text = await board.textContent('.board-now');
    expect(text).toContain('É a sua vez');
    expect(text).toContain('حان دورك');
    expect(await board.textContent('.board-call .plaque')).toBe('4');
    expect(await board.content()).not.toContain(NAME);
  }

  const before = await boards[0]?.getAttribute('.board-call', 'id');
  house.wait(1);
  await house.done(officer, 'stop.recall', { stopId });
  await boards[0]?.waitForFunction(
    (id) => document.querySelector('.board-call')?.id !== id,
    before,
  );
  await house.done(officer, 'stop.start', { stopId });
  await boards[0]?.waitForSelector(`.board-earlier .number:text-is("${number}")`);
  expect(await boards[0]?.locator('.board-call').count()).toBe(0);
  await house.done(officer, 'stop.park', { stopId });
  for (const board of boards) await board.close();
});

test('an answer that was under way when a call was pushed does not take the call off the wall', async () => {
  const board = await browser.newPage();
  let arrives = () => {};
  const held = new Promise<void>((resolve) => (arrives = resolve));
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  let answers = 0;
  await board.route('**/board/cnaim-lisboa/calls', async (route) => {
    const answer = await route.fetch();
    answers += 1;
    asked();
    await held;
    await route.fulfill({ response: answer });
  });
  await board.goto(`${url}/board/cnaim-lisboa`);
  // It asks when its stream is open; what it is answered knows nothing of the call yet.
  await isAsked;
  await receive('uk');
  const { number, stopId } = await callNext();
  const call = board.locator(`.board-call .number:text-is("${number}")`);
  await call.waitFor();
  arrives();
  await expect.poll(() => answers).toBe(2);
  await board.waitForTimeout(300);
  expect(await call.count()).toBe(1);
  await house.done(officer, 'stop.start', { stopId });
  await house.done(officer, 'stop.park', { stopId });
  await board.close();
});

test('the board is the same without script, without a session, and in any reader’s language', async () => {
  const plain = await house.app.request('/board/cnaim-lisboa');
  const french = await house.app.request('/board/cnaim-lisboa?lang=fr', {
    headers: { cookie: await house.signIn('Marta') },
  });
  expect(plain.status).toBe(200);
  const text = await plain.text();
  expect(text).toContain('CNAIM Lisboa');
  expect(text).not.toContain(NAME);
  const calls = (html: string) => /<turbo-frame[\s\S]*<\/turbo-frame>/.exec(html)?.[0];
  expect(calls(await french.text())).toBe(calls(text));
});

test('from an hour before the doors close every wall says when, in each language, also one that hears nothing', async () => {
  const board = await openBoard();
  const notice = board.locator('.board-notice[data-from]');
  expect(await notice.isVisible()).toBe(false);
  const [from, until] = await Promise.all(
    ['data-from', 'data-until'].map((name) => notice.getAttribute(name)),
  );
  expect(Date.parse(until ?? '') - Date.parse(from ?? '')).toBe(60 * 60_000);
  // What time it is the page learns from the server alone.
  house.clock.moveTo(Temporal.Instant.from(from ?? ''));
  await board.reload();
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/Fechamos às \d\d:\d\d/);
  await keepPicture(board, 'board-closes');
  await board.close();
});

test('a closed house says when it opens', async () => {
  house.clock.moveTo(MORNING.add({ hours: 12 }));
  const answer = await house.app.request('/board/cnaim-norte');
  expect(await answer.text()).toMatch(/Fechado agora\. Abre .*terça-feira/);
});

test('a board of no house is not found', async () => {
  for (const path of ['/board/nowhere', '/board/nowhere/calls', "/board/'--"]) {
    expect((await house.app.request(path)).status).toBe(404);
  }
});

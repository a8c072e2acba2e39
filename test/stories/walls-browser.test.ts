// A coordinator's afternoon in a browser: a queue is closed with a message, the boards say it in the
// languages of those who wait, a quiet room shows its own calls, and the day ends with nobody in it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture, WITH_PICTURES } from '../support/pictures.ts';

const HOUSE = { centreId: 'cnaim-lisboa' };
let house: House;
let browser: Browser;
let url: string;
let helena: string;
let reception: string;
let officer: string;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  url = await house.listen();
  browser = await launchBrowser();
  [helena, reception, officer] = (await Promise.all(
    ['Helena', 'Iryna', 'Paulo'].map((name) => house.tokenOf(name)),
  )) as [string, string, string];
  await house.done(officer, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function open(path: string, width = 1280, height = 800, language?: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addCookies([
    { name: 'oneroof', value: helena, url },
    ...(language ? [{ name: 'lang', value: language, url }] : []),
  ]);
  const page = await context.newPage();
  await page.goto(url + path);
  return page;
}

const receive = (language: string) =>
  house.done(reception, 'visit.receive', {
    ...HOUSE,
    language,
    subjectIds: ['social-security'],
  });

test('the coordinator speaks to those who wait: the boards say it in their languages', async () => {
  for (const language of ['uk', 'uk', 'ar']) await receive(language);
  const page = await open('/coordination/cnaim-lisboa/walls');
  await page.fill('[name="text.pt"]', 'Hoje fechamos às 16:00');
  await page.click('label[for="text-tab-uk"]');
  await page.fill('[name="text.uk"]', 'Сьогодні зачиняємося о 16:00');
  await page.fill('[name="until"]', '16:00');
  await keepPicture(page, 'walls-message');
  await page.click('button[form="edit"]');
  await page.waitForSelector('text=Hoje fechamos às 16:00');
  await page.click('a[href="?edit=queue:cnaim-lisboa.legal#edit-sheet"]');
  await page.fill('[name="message.pt"]', 'Voltamos às 14:00');
  await page.click('button[form="edit"]');
  await page.waitForSelector('text=Fechada por agora: Voltamos às 14:00');
  await house.done(helena, 'slide.add', {
    ...HOUSE,
    text: { pt: 'Wi-Fi grátis', ar: 'واي فاي مجاني' },
  });
  expect((await lookThrough(page)).violations).toEqual([]);
  await keepPicture(page, 'walls');
  await page.context().close();

  const board = await open('/board/cnaim-lisboa', 1920, 1080);
  await house.done(officer, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
  await board.waitForSelector('.board-call');
  const said = await board.textContent('.board-words');
  expect(said).toContain('Hoje fechamos às 16:00');
  expect(said).toContain('Сьогодні зачиняємося о 16:00');
  expect(said).toContain('Voltamos às 14:00');
  const spoken = JSON.parse((await board.getAttribute('.board-call', 'data-speak')) ?? '[]');
  expect(spoken.map(({ lang }: { lang: string }) => lang)).toEqual(['pt', 'uk']);
  await keepPicture(board, 'board');
  await board.evaluate(() => document.querySelector('.board')?.setAttribute('data-stale', ''));
  expect(await board.isVisible('.board-call')).toBe(false);
  expect(await board.textContent('.board-stale')).toContain('Pergunte no acolhimento');
  await keepPicture(board, 'board-stale');
  await board.context().close();
});

test('the board of a quiet room shows the calls of its own offices', async () => {
  const name = { pt: 'Piso 1' };
  const set = (officeIds: readonly string[]) =>
    house.done(helena, 'room.set', { ...HOUSE, name, officeIds, quiet: true });
  const { roomId } = await set(['cnaim-lisboa.health']);
  const other = await set(['cnaim-lisboa.iss']);
  const empty = await open(`/board/cnaim-lisboa?room=${String(roomId)}`, 1920, 1080);
  expect(await empty.textContent('h1')).toContain('Piso 1');
  expect(await empty.locator('.board-call').count()).toBe(0);
  await empty.goto(`${url}/board/cnaim-lisboa?room=${String(other['roomId'])}`);
  await empty.waitForSelector('.board-calls[data-silent] .board-call');
  await keepPicture(empty, 'board-room');
  await empty.context().close();
});

test('a desk helps another office for the day: the floor and the boards say so, and it is taken back', async () => {
  const page = await open('/coordination/cnaim-lisboa/walls?edit=desk:cnaim-lisboa.d5');
  await page.selectOption('select[name="officeId"]', 'cnaim-lisboa.legal');
  await keepPicture(page, 'desks-move');
  await page.click('button[form="edit"]');
  const moved = page.locator('#desk-cnaim-lisboa\\.d5');
  await page.waitForSelector('text=É de Segurança Social');
  await keepPicture(page, 'desks-moved');
  expect((await lookThrough(page)).violations).toEqual([]);
  await page.goto(`${url}/coordination/cnaim-lisboa`);
  expect(await page.textContent('main')).toContain('Balcão 5, hoje em Jurídico');
  await keepPicture(page, 'desks-floor');
  await page.goto(`${url}/board/cnaim-lisboa`);
  expect(await page.textContent('.board-words')).toContain('Hoje, balcão 5: Jurídico');
  await keepPicture(page, 'desks-board');
  await page.goto(`${url}/coordination/cnaim-lisboa/walls`);
  await moved.getByRole('button', { name: 'Voltar ao seu gabinete' }).click();
  await moved.getByText('Mudar por hoje').waitFor();
  await page.context().close();
  for (const [language, width] of [
    ['ar', 390],
    ['pt', 390],
  ] as const) {
    if (!WITH_PICTURES) break;
    const narrow = await open('/coordination/cnaim-lisboa/walls', width, 844, language);
    await narrow.locator('#desk-cnaim-lisboa\\.d5').scrollIntoViewIfNeeded();
    await keepPicture(narrow, `desks-${language}-${width}`);
    await narrow.context().close();
  }
});

test('she names who is told when somebody may need protection, and takes it back', async () => {
  const page = await open('/coordination/cnaim-lisboa');
  await page.click('a[href="/coordination/cnaim-lisboa/duty"]');
  await page.selectOption('[name="accountId"]', { label: 'Duarte Nóbrega' });
  await page.click('button[form="name-duty"]');
  const line = page.locator('.care-list li', { hasText: 'Duarte Nóbrega' });
  await line.waitFor();
  expect((await lookThrough(page)).violations).toEqual([]);
  await keepPicture(page, 'duty');
  if (WITH_PICTURES) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.context().addCookies([{ name: 'lang', value: 'ar', url }]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await keepPicture(page, 'duty-ar-dark-390');
    await page.context().addCookies([{ name: 'lang', value: 'pt', url }]);
    await page.reload();
  }
  await line.getByRole('button', { name: 'Retirar' }).click();
  await line.waitFor({ state: 'detached' });
  await page.context().close();
});

test('the day ends: not over anybody’s head, then with nobody left in the house', async () => {
  const care = '/coordination/cnaim-lisboa/care';
  const page = await open(care);
  await page.click('button[form="day-end"]');
  await page.waitForSelector('.notice[data-tone="error"], [role="alert"]');
  expect(await page.textContent('main')).toContain('num balcão');
  house.wait(20);
  await page.goto(url + care);
  await keepPicture(page, 'care');
  await page.click('text=Voltar à fila');
  await page.waitForSelector('text=Nada ficou aberto');
  await page.click('button[form="day-end"]');
  await page.waitForSelector('text=O dia terminou');
  expect(await page.textContent('.day-end-count')).toBe('Ninguém na casa.');
  expect((await lookThrough(page)).violations).toEqual([]);
  await keepPicture(page, 'care-done');
  await page.context().close();
  if (!WITH_PICTURES) return;
  for (const [at, name] of [
    [care, 'care'],
    ['/coordination/cnaim-lisboa/walls', 'walls'],
    ['/coordination/cnaim-lisboa', 'floor'],
  ] as const) {
    const narrow = await open(at, 390, 844);
    await keepPicture(narrow, `${name}-narrow`);
    await narrow.context().close();
    const arabic = await open(at, 1280, 800, 'ar');
    await arabic.emulateMedia({ colorScheme: 'dark' });
    await keepPicture(arabic, `${name}-ar-dark`);
    await arabic.context().close();
  }
});

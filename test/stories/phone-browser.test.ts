// A ticket on her phone: the code on the paper, her number and an honest range, the call, the network
// gone for a while, ten more minutes, leaving; without a script, in Arabic, in the dark.
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { linkOf } from '../support/scene.ts';
import { visitor } from '../support/visitor.ts';
import { keepPicture } from '../support/pictures.ts';

const NAME = 'نور';
const HOUSE = 'cnaim-lisboa';

let house: House;
let browser: Browser;
let origin: string;
const tokens = {} as Record<'iryna' | 'paulo' | 'duarte', string>;

async function receive(name: string, language: string, subjectIds: readonly string[]) {
  const input = { centreId: HOUSE, language, name, subjectIds };
  const { visitId, number } = await house.done(tokens.iryna, 'visit.receive', input);
  return { visitId: String(visitId), number: Number(number) };
}
const linkTo = (visitId: string) => linkOf(house, tokens.iryna, visitId);
const call = (token: string, desk: string) =>
  house.done(token, 'stop.call-next', { deskId: `${HOUSE}.${desk}` });

async function phone(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  return { context, page: await context.newPage() };
}

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
  for (const name of ['Iryna', 'Paulo', 'Duarte'] as const)
    tokens[name.toLowerCase() as keyof typeof tokens] = await house.tokenOf(name);
  await house.done(tokens.paulo, 'desk.open', { deskId: `${HOUSE}.d4` });
  await house.done(tokens.duarte, 'desk.open', { deskId: `${HOUSE}.d17` });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test('the page follows her from the queue to the desk, forwarded and parked, and never shows an old call', async () => {
  await receive('Rosa', 'pt', ['social-security']);
  const noor = await receive(NAME, 'ar', ['social-security']);
  house.wait(3);
  const link = await linkTo(noor.visitId);
  const { context, page } = await phone();
  await page.goto(`${origin}/t/${link}`);
  expect(new URL(page.url()).pathname).toBe('/my-ticket');
  expect(await page.content()).not.toContain(NAME);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await page
    .locator('.phone-wait')
    .getByText('شخص واحد')
    .or(page.locator('.phone-wait h2'))
    .first()
    .waitFor();
  await keepPicture(page, 'phone/1-waits', { fullPage: true });
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);

  const rosa = await call(tokens.paulo, 'd4');
  await house.done(tokens.paulo, 'stop.start', { stopId: rosa['stopId'] });
  house.wait(5);
  await house.done(tokens.paulo, 'stop.finish', {
    stopId: rosa['stopId'],
    mode: 'support',
    outcome: 'solved',
  });
  const called = await call(tokens.paulo, 'd4');
  await page.locator('.phone-call').getByText('4').waitFor();
  await keepPicture(page, 'phone/2-called');

  // The network goes: the call may be over, so it is not shown as if it were now.
  await context.setOffline(true);
  await page.locator('[data-lost]:not([hidden])').waitFor();
  await expect.poll(() => page.locator('.phone-call').isVisible()).toBe(false);
  await expect(page.locator('[data-state=now] .plaque').isVisible()).resolves.toBe(false);
  await keepPicture(page, 'phone/3-offline');
  await house.done(tokens.paulo, 'stop.start', { stopId: called['stopId'] });
  await house.done(tokens.paulo, 'stop.forward', {
    stopId: called['stopId'],
    toOfficeId: `${HOUSE}.act`,
    toServiceId: 'labour-rights',
    mode: 'referral',
    outcome: 'in-progress',
  });
  await context.setOffline(false);
  await page.locator('.route-steps li').nth(1).waitFor();
  await page.locator('[data-lost][hidden]').waitFor({ state: 'attached' });
  expect(await page.locator('.phone-call').count()).toBe(0);
  // It comes to say what a page says that is opened only now.
  const anew = await context.newPage();
  await anew.goto(page.url());
  const fresh = await anew.locator('#now').innerText();
  await expect.poll(() => page.locator('#now').innerText()).toBe(fresh);
  await anew.close();

  const second = await call(tokens.duarte, 'd17');
  await page.locator('.phone-call').getByText('17').waitFor();
  await house.done(tokens.duarte, 'stop.start', { stopId: second['stopId'] });
  await house.done(tokens.duarte, 'stop.park', { stopId: second['stopId'] });
  await page.locator('.phone-state').waitFor();
  await keepPicture(page, 'phone/4-parked', { fullPage: true });
  await house.done(tokens.iryna, 'visit.leave', { visitId: noor.visitId });
  // The end of her visit leads to what became of it.
  await page.waitForURL(/\/my-visit$/);
  await context.close();
});

test('VIS-150, VIS-151: without a script she asks for ten minutes, is not called, and leaves', async () => {
  const { visitId, number } = await receive('Ana', 'uk', ['social-security']);
  const { context, page } = await phone({ javaScriptEnabled: false, colorScheme: 'dark' });
  await page.goto(`${origin}/t/${await linkTo(visitId)}`);
  expect(await page.content()).toContain('http-equiv="refresh"');
  await page.getByRole('button', { name: 'Мені потрібно ще десять хвилин' }).click();
  await page.locator('.phone-state').waitFor();
  await keepPicture(page, 'phone/5-away-dark', { fullPage: true });
  const nobody = await house.run(tokens.paulo, 'stop.call-next', { deskId: `${HOUSE}.d4` });
  expect(nobody).toMatchObject({ problem: { code: 'nobody-waiting' } });
  house.wait(10);
  expect(await call(tokens.paulo, 'd4')).toMatchObject({ number });
  await page.getByRole('link', { name: 'Оновити' }).click();
  await page.locator('.phone-call').waitFor();
  await page.getByRole('link', { name: 'Я йду' }).click();
  await keepPicture(page, 'phone/6-leaves');
  await page.getByRole('button', { name: 'Так, я йду' }).click();
  expect(new URL(page.url()).pathname).toBe('/my-visit');
  await keepPicture(page, 'phone/7-after', { fullPage: true });
  const kept = await withClient(house.database.urls.owner, (client) =>
    client.query('select state from casefiles.need where visit_id = $1', [visitId]),
  );
  expect(kept.rows).toEqual([{ state: 'open' }]);
  await context.close();
});

test('the link is kept as a hash, opens nothing with a wrong sign, and ends with the paper and the day', async () => {
  const { visitId } = await receive('Eva', 'pt', ['social-security']);
  const link = await linkTo(visitId);
  const rows = await withClient(house.database.urls.owner, (client) =>
    client.query('select * from visits.ticket_link'),
  );
  expect(JSON.stringify(rows.rows)).not.toContain(link);
  const own = visitor(house);
  const swapped = await own.get(`/t/${link}`);
  expect(swapped.headers.get('location')).toBe('/my-ticket');
  expect(swapped.headers.get('referrer-policy')).toBe('no-referrer');
  expect(swapped.headers.get('x-robots-tag')).toContain('noindex');
  const answer = await own.get('/my-ticket');
  expect(answer.status).toBe(200);
  const stranger = visitor(house);
  await stranger.get(`/t/${link.slice(0, -2)}zz`);
  expect((await stranger.get('/my-ticket')).status).toBe(404);
  // The link is a device's session: it opens no page and no command of the house.
  const thief = visitor(house);
  thief.cookies.set('oneroof', link);
  for (const path of [
    '/reception/cnaim-lisboa',
    `/visits/${visitId}`,
    '/desk',
    '/account/security',
  ])
    expect((await thief.get(path)).status, path).not.toBe(200);
  await house.done(tokens.iryna, 'ticket.reprint', { visitId });
  expect((await own.get('/my-ticket')).status).toBe(404);
  const next = await linkTo(visitId);
  await own.get(`/t/${next}`);
  expect((await own.get('/my-ticket')).status).toBe(200);
  house.wait(16 * 60);
  expect((await own.get('/my-ticket')).status).toBe(404);
});

test('the page with its files weighs less than 30 KB', async () => {
  const { visitId } = await receive('Zita', 'ar', ['social-security']);
  const { context, page } = await phone();
  let bytes = 0;
  page.on('response', async (answer) => {
    const body = await answer.body().catch(() => Buffer.alloc(0));
    bytes += body.length;
  });
  await page.goto(`${origin}/t/${await linkTo(visitId)}`, { waitUntil: 'load' });
  await expect.poll(() => bytes).toBeGreaterThan(5000);
  console.log(`phone page: ${bytes} bytes`);
  expect(bytes).toBeLessThan(30 * 1024);
  await context.close();
});

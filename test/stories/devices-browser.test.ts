// Screens of devices in a browser: what each shows, in which looks, by axe; and that an open page of a
// device says by itself, at once, that it is one no more.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { openPrinter } from '../support/receipt-printer.ts';
import { keepPicture } from '../support/pictures.ts';

const PHONE = { width: 390, height: 844 };
const ENROL = 'form[action="/settings/devices"] button';
/** Longer than the four seconds after which a device asks again. */
const ASKS = { timeout: 15_000 };

let house: House;
let browser: Browser;
let origin: string;
let token: string;
const reports: string[] = [];

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
  token = await house.tokenOf('Helena');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

type Look = { size?: typeof PHONE; session?: string; lang?: string; theme?: string };

async function open(path: string, look: Look = {}): Promise<Page> {
  const { size = { width: 1280, height: 800 }, session, lang = 'pt', theme = 'light' } = look;
  const context = await browser.newContext({ viewport: size, locale: 'pt-PT' });
  const cookies = { lang, theme, ...(session && { oneroof: session }) };
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin })),
  );
  const page = await context.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) reports.push(message.text());
  });
  page.on('pageerror', (error) => reports.push(error.message));
  await page.goto(origin + path);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, `devices/${name}`, { fullPage: true });
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

const OTHER_LOOKS: Look[] = [
  { lang: 'ar' },
  { lang: 'uk', theme: 'dark', size: PHONE },
  { lang: 'fr', size: PHONE },
];

/** The same page in other languages, lights and sizes. */
async function looks(path: string, name: string, session?: string): Promise<void> {
  for (const look of OTHER_LOOKS) {
    const page = await open(path, { ...look, ...(session && { session }) });
    await picture(page, `${name}-${look.lang}`);
    await page.context().close();
  }
}

async function enrolAs(kind: string, name: string, device: Page): Promise<Page> {
  const code = (await device.locator('.device-code').textContent())?.trim() ?? '';
  const helena = await open('/settings/devices', { session: token });
  await helena.fill('#code', code);
  await helena.check(`input[value="${kind}"]`);
  await helena.fill('#name', name);
  await helena.click(ENROL);
  await helena.waitForURL('**/settings/devices?done=enrolled');
  return helena;
}

async function switchOff(helena: Page, name: string, device: Page): Promise<void> {
  const at = performance.now();
  await helena.click(`li:has-text("${name}") button`);
  await device.waitForURL('**/device?off');
  // The region asks no more than once a second; the rest is the new page.
  expect(performance.now() - at).toBeLessThan(2500);
}

test('a kiosk: its code, its languages, where to go; it says by itself that it is off', async () => {
  const kiosk = await open('/device');
  await picture(kiosk, 'code');
  await looks('/device', 'code');
  const helena = await enrolAs('kiosk', 'Quiosque da entrada', kiosk);
  await kiosk.waitForURL('**/device/kiosk', ASKS);
  await picture(kiosk, 'kiosk');
  await kiosk.click('a[lang="ar"]');
  await kiosk.waitForSelector('.kiosk-form');
  await picture(kiosk, 'kiosk-ar');
  await kiosk.setViewportSize(PHONE);
  await kiosk.goto(`${origin}/device/kiosk?lang=uk`);
  await picture(kiosk, 'kiosk-uk');
  await switchOff(helena, 'Quiosque', kiosk);
  await picture(kiosk, 'off');
});

test('a board of a device is the board of its house, and is dark when it is switched off', async () => {
  const board = await open('/device', { size: { width: 1920, height: 1080 } });
  const helena = await enrolAs('board', 'Quadro', board);
  await board.waitForURL('**/device/board', ASKS);
  await picture(board, 'board');
  await switchOff(helena, 'Quadro', board);
});

test('the page of devices, and a ticket that goes to the printer of the house', async () => {
  const printer = await openPrinter();
  const helena = await open('/settings/devices', { session: token });
  await picture(helena, 'settings-empty');
  await helena.fill('#code', 'ABC');
  await helena.click(ENROL);
  await helena.waitForSelector('#code-error');
  await picture(helena, 'settings-wrong');
  await helena.fill('#host', '127.0.0.1');
  await helena.fill('#port', String(printer.port));
  await helena.click('form[action$="/printer"] button');
  await helena.waitForURL('**done=printed**');
  await picture(helena, 'settings-printed');
  // Which code was printed is read from the paper in devices.test.ts; here it is made a known one.
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `update access.device_offer set code_hash = sha256('ABCDEFGH') where host is not null`,
    ),
  );
  await helena.fill('#code', 'abcd-efgh');
  await helena.fill('#name', 'Receção');
  await helena.click(ENROL);
  await helena.waitForURL('**done=enrolled');
  await picture(helena, 'settings');
  await looks('/settings/devices', 'settings', token);

  const iryna = await house.tokenOf('Iryna');
  const { visitId } = await house.done(iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    subjectIds: ['social-security'],
  });
  const ticket = await open(`/reception/cnaim-lisboa/ticket/${visitId}`, { session: iryna });
  await picture(ticket, 'ticket');
  await ticket.keyboard.press('p');
  await ticket.waitForURL('**print=sent');
  expect(printer.printed).toHaveLength(2);
  await picture(ticket, 'ticket-sent');
  await printer.close();
  await ticket.keyboard.press('p');
  await ticket.waitForURL('**print=off');
  await picture(ticket, 'ticket-off');
  expect(reports).toEqual([]);
});

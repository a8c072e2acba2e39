// The kiosk at the door: a language, needs by pictures, a ticket with its code, printed; closed; a
// person who can always be asked for. And that ticket is called on her phone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { linkOf, Scene } from '../support/scene.ts';
import { keepPicture } from '../support/pictures.ts';

const SIZES = [
  { width: 1080, height: 1920 },
  { width: 1280, height: 800 },
] as const;

let house: House;
let scene: Scene;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  house = await openHouse({
    assets: loadAssets(),
    connections: 8,
    linkWays: { email: true, sms: true },
  });
  scene = await Scene.open(house);
  origin = await house.listen();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

async function kiosk(size: (typeof SIZES)[number]): Promise<Page> {
  const context = await browser.newContext({ viewport: size });
  await context.addCookies([{ name: 'oneroof', value: scene.tokens.kiosk, url: origin }]);
  const page = await context.newPage();
  await page.goto(`${origin}/device/kiosk`);
  return page;
}

/** The wall calls this number to this desk. */
async function onWall(wall: Page, number: number, desk: string): Promise<void> {
  const call = wall.locator('.board-call');
  await call.getByText(String(number), { exact: true }).first().waitFor();
  await call.getByText(desk, { exact: true }).first().waitFor();
}

/** Everything that can be pressed is 44 px at least; what is the main thing, 140 and in reach. */
async function targets(page: Page, main: string): Promise<void> {
  const sizes = await page
    .locator('a:visible:not(.skip-link), button:visible, label.tile:visible')
    .evaluateAll((all) =>
      all.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return [one.textContent?.trim().slice(0, 30), Math.min(width, height)] as const;
      }),
    );
  expect(sizes.filter(([, least]) => least < 44)).toEqual([]);
  const box = await page.locator(main).last().boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(140);
  const { height } = page.viewportSize() ?? { height: 0 };
  expect((box?.y ?? 0) + (box?.height ?? 0) / 2).toBeGreaterThan(height / 2);
}

test.each(SIZES)('a language, pictures, a ticket at $width × $height', async (size) => {
  const page = await kiosk(size);
  await keepPicture(page, `kiosk/${size.width}-1-languages`);
  await targets(page, '.kiosk-languages a');
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.click('a[lang="ar"]');
  await page.locator('.kiosk-form').waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await page.locator('label.tile').nth(1).click();
  await page.locator('label.tile').nth(4).click();
  await keepPicture(page, `kiosk/${size.width}-2-needs`);
  await targets(page, '.kiosk-acts .button');
  expect(await page.locator('input[type=text], input:not([type])').count()).toBe(0);
  await page.getByRole('button', { name: 'خذ تذكرة' }).click();
  await page.locator('.kiosk-number').waitFor();
  await keepPicture(page, `kiosk/${size.width}-3-ticket`);
  // Nothing has to be scrolled for.
  const end = await page.locator('.kiosk-big').boundingBox();
  expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThanOrEqual(size.height);
  expect(await page.locator('.qr').count()).toBe(1);
  await targets(page, '.kiosk-big');
  await page.click('.kiosk-big');
  await page.waitForURL(/\/device\/kiosk$/);
  await page.context().close();
});

test('at the kiosk she types where the link goes; the screen forgets it, and a house without a way asks nobody', async () => {
  const page = await kiosk(SIZES[0]);
  await page.goto(`${origin}/device/kiosk?lang=en`);
  await page.locator('input[value="social-security"]').check({ force: true });
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  await page.locator('.kiosk-number').waitFor();
  const form = page.locator('.send-link');
  await form.locator('summary').click();
  await form.getByRole('textbox').fill('912 34');
  await form.getByRole('button').click();
  await page.locator('.send-link .field-error').waitFor();
  expect(await form.getByRole('textbox').inputValue()).toBe('912 34');
  await form.getByRole('textbox').fill('+351 912 345 678');
  await form.getByRole('button').click();
  await page.locator('.send-link [role=status]').waitFor();
  expect(await page.content()).not.toContain('345 678');
  expect(page.url()).not.toContain('345');
  await keepPicture(page, 'kiosk/4-link');
  await targets(page, '.kiosk-big');
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  const asked = await scene.owner<{ phone: string }>('select phone from messages.link_address');
  expect(asked).toEqual([{ phone: '+351912345678' }]);
  Object.assign(house.services.linkWays, { email: false, sms: false });
  await page.reload();
  expect(await page.locator('.kiosk-number').count()).toBe(1);
  expect(await form.count()).toBe(0);
  Object.assign(house.services.linkWays, { email: true, sms: true });
  await page.context().close();
});

test('a tile changes all at once: words and ground, chosen or not', async () => {
  const page = await kiosk(SIZES[0]);
  await page.goto(`${origin}/device/kiosk?lang=en`);
  const tile = page.locator('label.tile').first();
  const slow = () =>
    tile.evaluate((label) =>
      [label, ...label.querySelectorAll('*')].map(
        (one) => getComputedStyle(one).transitionDuration,
      ),
    );
  expect(new Set(await slow())).toEqual(new Set(['0s']));
  await tile.click();
  expect(new Set(await slow())).toEqual(new Set(['0s']));
  await page.context().close();
});

test('kiosk, phone, board, desk: her ticket is called, sent on to another desk, and parked there', async () => {
  const page = await kiosk(SIZES[1]);
  await page.goto(`${origin}/device/kiosk?lang=uk`);
  await page.locator('input[value="social-security"]').check({ force: true });
  await page.getByRole('button', { name: 'Взяти талон' }).click();
  await page.locator('.kiosk-number').waitFor();
  const number = Number(await page.locator('.kiosk-number').innerText());
  const visitId = new URL(page.url()).pathname.split('/').at(-1) as string;
  const link = await linkOf(house, scene.tokens.iryna, visitId);
  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 } })
  ).newPage();
  await phone.goto(`${origin}/t/${link}`);
  await phone.locator('.phone-number b').getByText(String(number)).waitFor();
  const wall = await (await browser.newContext({ viewport: SIZES[1] })).newPage();
  await wall.goto(`${origin}/board/cnaim-lisboa`);
  await scene.desk();
  let stopId = '';
  for (let called = 0; called !== number; ) {
    const got = await house.done(scene.tokens.paulo, 'stop.call-next', {
      deskId: 'cnaim-lisboa.d4',
    });
    called = Number(got['number']);
    stopId = String(got['stopId']);
    if (called === number) break;
    await house.done(scene.tokens.paulo, 'stop.start', { stopId: got['stopId'] });
    const act = { mode: 'support', outcome: 'solved' };
    await house.done(scene.tokens.paulo, 'stop.finish', { stopId: got['stopId'], ...act });
  }
  await phone.locator('.phone-call').getByText('4').waitFor();
  await onWall(wall, number, '4');
  await keepPicture(wall, 'kiosk/6-board');
  // Sent on to another office: the same ticket, called there, on phone and wall.
  await house.done(scene.tokens.paulo, 'stop.start', { stopId });
  await house.done(scene.tokens.paulo, 'stop.forward', {
    stopId,
    toOfficeId: 'cnaim-lisboa.act',
    toServiceId: 'labour-rights',
    mode: 'referral',
    outcome: 'in-progress',
  });
  await phone.locator('.phone-wait').waitFor();
  expect(await phone.locator('.route-steps li').count()).toBe(2);
  const { duarte } = scene.tokens;
  await house.done(duarte, 'desk.open', { deskId: 'cnaim-lisboa.d17' });
  const second = await house.done(duarte, 'stop.call-next', { deskId: 'cnaim-lisboa.d17' });
  expect(second).toMatchObject({ number });
  await phone.locator('.phone-call').getByText('17').waitFor();
  await onWall(wall, number, '17');
  // Away in the middle of it: her place is kept, the wall calls her no more.
  await house.done(duarte, 'stop.start', { stopId: second['stopId'] });
  await house.done(duarte, 'stop.park', { stopId: second['stopId'] });
  await phone.locator('.phone-state').waitFor();
  await expect.poll(() => phone.locator('.phone-call').count()).toBe(0);
  await expect.poll(() => wall.locator('.board-call').count()).toBe(0);
  await keepPicture(phone, 'kiosk/7-phone-parked', { fullPage: true });
  await wall.context().close();
  // Five minutes later the kiosk knows nothing of it any more.
  house.wait(6);
  await page.reload();
  expect(new URL(page.url()).pathname).toBe('/device/kiosk');
  await phone.context().close();
  await page.context().close();
});

test('VIS-161: closed, it says so and when it opens; a person can be asked for on every screen', async () => {
  const page = await kiosk(SIZES[0]);
  await page.goto(`${origin}/device/kiosk?lang=uk`);
  await page.getByRole('link', { name: 'Поговорити з людиною' }).click();
  await page.getByText('Підійдіть до рецепції').waitFor();
  await keepPicture(page, 'kiosk/4-person');
  house.wait(14 * 60);
  await page.goto(`${origin}/device/kiosk?lang=uk`);
  await page.getByText('Ми зачинені').first().waitFor();
  await keepPicture(page, 'kiosk/5-closed');
  await page.context().close();
});

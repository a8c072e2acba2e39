// Two in the afternoon at a shared workstation: one locks in one key, the other is back by PIN in
// less than two seconds and serves. Nothing of the first is left on the screen, in the page's memory
// or in its drafts. Before that, how somebody signs in for the first time.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { codeAt, makeStaff } from '../support/visitor.ts';
import { keepPicture } from '../support/pictures.ts';

const PASSWORD = 'barco verde no telhado';
const LEGAL = { password: PASSWORD, unitId: 'network-legal', role: 'support-technician' };

let house: House;
let browser: Browser;
let origin: string;
const reports: string[] = [];

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function newContext(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'pt-PT',
    ...options,
  });
}

function watch(page: Page): void {
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) reports.push(message.text());
  });
  page.on('pageerror', (error) => reports.push(error.message));
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, `roster-change/${name}`);
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

/** Signs in for the first time through the pages, and sets a PIN. */
async function firstSignIn(page: Page, login: string, pin: string, shots?: string): Promise<void> {
  const shot = async (name: string) => (shots ? picture(page, `${shots}-${name}`) : undefined);
  await page.goto(`${origin}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.waitForURL(/\/sign-in\/enrol/);
  await shot('1-enrol');
  const secret = await page.locator('.secret').innerText();
  await page.fill('#code', codeAt(house, secret));
  await page.getByRole('button', { name: 'Confirmar e entrar' }).click();
  await page.locator('.recovery-codes li').first().waitFor();
  await shot('2-codes');
  await page.getByRole('link', { name: /Guardei-os/ }).click();
  await page.waitForURL(`${origin}/`);
  await page.goto(`${origin}/account/security`);
  await page.fill('#pin', pin);
  await page.getByRole('button', { name: 'Guardar o PIN' }).click();
  await page.waitForURL(/done=pin/);
  await shot('3-keys');
}

test('at two o’clock the desk changes hands in less than two seconds, and nothing of the first is left', async () => {
  const name = { rosa: 'rosa.ferraz@oneroof.example', sara: 'sara.lima@oneroof.example' };
  await makeStaff(house, { ...LEGAL, login: name.rosa, name: 'Rosa Ferraz' });
  await makeStaff(house, { ...LEGAL, login: name.sara, name: 'Sara Lima' });
  const iryna = await house.tokenOf('Iryna');
  for (const person of ['Oksana Kovalenko', 'Amina Diallo']) {
    await house.done(iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'pt',
      name: person,
      subjectIds: ['work-rights.legal-labour'],
    });
    house.wait(3);
  }
  const context = await newContext();
  const page = await context.newPage();
  watch(page);
  await firstSignIn(page, name.sara, '2749', 'first');
  await page.keyboard.press('Control+l');
  await page.waitForURL(/\/lock/);
  await page.goto(`${origin}/sign-in`);
  await picture(page, 'first-4-sign-in');
  await firstSignIn(page, name.rosa, '8305');

  // Rosa serves Oksana and is in the middle of a note.
  await page.goto(`${origin}/desk/cnaim-lisboa.d12`);
  await page.getByRole('button', { name: /Abrir/ }).first().click();
  await page
    .getByRole('button', { name: /Chamar/ })
    .first()
    .waitFor();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /Atender/ }).waitFor();
  house.wait(2);
  await page.keyboard.press('s');
  await page.locator('textarea[name=note]').waitFor();
  await page.locator('textarea[name=note]').fill('Segredo da Rosa sobre a Oksana');
  await page.waitForTimeout(400);
  await picture(page, '1-serving');

  // How long this machine takes for one page, without anybody's hands: a busy one is late with all.
  const aside = await context.newPage();
  const asked = performance.now();
  await aside.goto(`${origin}/desk`);
  const onePage = performance.now() - asked;
  await aside.close();
  await page.bringToFront();

  // 14:00. One key, also while typing.
  const started = performance.now();
  await page.keyboard.press('Control+l');
  await page.locator('.lock-person').first().waitFor();
  await page.locator('.lock-person', { hasText: 'Sara Lima' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('pin');
  await page.keyboard.type('2749');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Sara Lima/ }).waitFor();
  const took = performance.now() - started;
  expect(took).toBeLessThan(onePage < 500 ? 2000 : 2000 + 4 * onePage);
  await picture(page, '3-sara-is-in');

  // Sara sees nothing of it: not by going back, not in drafts.
  await page.goBack().catch(() => {});
  expect(await page.content()).not.toContain('Segredo');
  await page.goto(`${origin}/desk`);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(kept).not.toContain('Segredo');
  expect(await page.content()).not.toContain('Segredo');

  // She serves: at the next desk, for Rosa's is still hers. The next person is Amina.
  await page.goto(`${origin}/desk/cnaim-lisboa.d13`);
  await page.getByRole('button', { name: /Abrir/ }).first().click();
  await page
    .getByRole('button', { name: /Chamar/ })
    .first()
    .waitFor();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /Atender/ }).waitFor();
  house.wait(2);
  await page.keyboard.press('s');
  await page.locator('textarea[name=note]').waitFor();
  await page.getByText('Amina Diallo').first().waitFor();
  expect(await page.locator('textarea[name=note]').inputValue()).toBe('');
  expect(await page.content()).not.toContain('Segredo');
  expect(await page.content()).not.toContain('Oksana');
  await picture(page, '4-sara-serves');

  const cookies = await context.cookies();
  expect(cookies.find((cookie) => cookie.name === 'oneroof')?.httpOnly).toBe(true);
  expect(reports).toEqual([]);
  console.log(
    `the desk changed hands in ${Math.round(took)} ms, one page took ${Math.round(onePage)} ms`,
  );
});

test('the lock screen holds nothing of what was open, and reads well by hand, by night and in Arabic', async () => {
  const context = await newContext();
  const page = await context.newPage();
  await makeStaff(house, { ...LEGAL, login: 'vera.cruz@oneroof.example', name: 'Vera Cruz' });
  await firstSignIn(page, 'vera.cruz@oneroof.example', '4417');
  await page.goto(`${origin}/desk`);
  await page.getByRole('button', { name: 'Bloquear' }).click();
  await page.waitForURL(/\/lock/);
  await picture(page, '2-lock');
  const held = await page.evaluate(
    () => document.documentElement.outerHTML + JSON.stringify(sessionStorage),
  );
  expect(held).not.toContain('/desk');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('pin');
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await page.locator('.error-summary').waitFor();
  await picture(page, '2-lock-wrong');
  for (const [shot, options] of Object.entries({
    phone: { viewport: { width: 390, height: 844 } },
    dark: { colorScheme: 'dark' as const },
    arabic: { locale: 'ar' },
  })) {
    const other = await newContext(options);
    await other.addCookies(await context.cookies());
    if (shot === 'arabic') await other.addCookies([{ name: 'lang', value: 'ar', url: origin }]);
    const look = await other.newPage();
    await look.goto(`${origin}/lock`);
    await picture(look, `2-lock-${shot}`);
    await look.fill('#pin', '4417');
    await look.keyboard.press('Enter');
    await look.waitForURL(`${origin}/`);
    await look.goto(`${origin}/account/security`);
    await picture(look, `4-keys-${shot}`);
    await look.goto(`${origin}/step-up?next=/account/security`);
    await picture(look, `5-step-up-${shot}`);
    await look.goto(`${origin}/recover/a-link-that-was-handed-over`);
    await picture(look, `6-recover-${shot}`);
    await other.close();
  }
});

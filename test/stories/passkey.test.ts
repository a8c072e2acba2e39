// A passkey in a real browser: enrolled at the first sign-in, asked for at the next, and to step up.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { makeStaff } from '../support/visitor.ts';

let house: House;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = (await house.listen()).replace('127.0.0.1', 'localhost');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test('the browser makes a passkey, signs in with it alone, and confirms with it', async () => {
  const staff = { login: 'rita.pires@oneroof.example', password: 'barco verde no telhado' };
  await makeStaff(house, { ...staff, name: 'Rita Pires' });
  const context = await browser.newContext({ locale: 'pt-PT' });
  const page = await context.newPage();
  const reports: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) reports.push(message.text());
  });
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await page.goto(`${origin}/sign-in`);
  await page.fill('#login', staff.login);
  await page.fill('#password', staff.password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.waitForURL(/\/sign-in\/enrol/);
  await page.getByRole('button', { name: 'Usar antes uma chave de acesso' }).click();
  await page.locator('.recovery-codes li').first().waitFor();
  await page.goto(`${origin}/account/security`);
  expect(await page.locator('.session-list').allInnerTexts()).toHaveLength(2);

  await page.locator('summary').first().click();
  await page.getByRole('button', { name: 'Sair' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Entrar com chave de acesso' }).click();
  await page.waitForURL(`${origin}/`);

  await page.goto(`${origin}/step-up?next=/account/security`);
  await page.getByRole('button', { name: 'Confirmar com chave de acesso' }).click();
  await page.waitForURL(`${origin}/account/security`);
  expect(reports).toEqual([]);
});

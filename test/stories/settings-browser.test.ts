// Accounts, monthly lists and the firewall in a real browser: looked through by axe in two
// directions and both lights, on a phone without sideways scrolling; an invitation by keys alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { newToken } from '#platform/session/token.ts';
import { type House, openHouse } from '../support/house.ts';
import { BOTH, Looking, NARROW } from '../support/looking.ts';
import { anInvitation, heldBy, sha256, type Somebody, somebody } from '../support/somebody.ts';

let house: House;
let looking: Looking;
let ines: Somebody;
let lead: Somebody;
let paulo: Somebody;
let nadia: Somebody;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  looking = await Looking.at(await house.listen());
  ines = await somebody(house, 'administrator', { unitId: 'aima-network', name: 'Inês Primeira' });
  lead = await somebody(house, 'unit-lead', { centreId: null, name: 'Lurdes Chefe' });
  paulo = await somebody(house, 'unit-officer', { name: 'Paulo Novo' });
  const rui = await somebody(house, 'administrator', {
    unitId: 'aima-network',
    name: 'Rui Segundo',
  });
  const administrator = { unitId: 'aima-network', role: 'administrator' };
  await house.done(rui.token, 'membership.grant', { accountId: paulo.id, ...administrator });
  await house.done(rui.token, 'unit.propose-link', { unitId: 'registry', link: 'direct' });
  nadia = await somebody(house, 'unit-officer', { name: 'Nadia Nova' });
  const [only] = await heldBy(house, nadia.id);
  await house.done(rui.token, 'membership.move', {
    membershipId: only?.id,
    unitId: 'health',
    centreId: 'cnaim-norte',
    role: 'mediator',
    from: '2027-02-01',
  });
  await house.done(lead.token, 'membership.grant', {
    accountId: paulo.id,
    unitId: 'iss',
    centreId: 'cnaim-norte',
    role: 'mediator',
    from: '2027-01-04',
  });
});
afterAll(async () => {
  await looking?.close();
  await house?.close();
});

const SCREENS = [
  { name: 'accounts', who: () => ines, path: () => '/settings/accounts' },
  { name: 'account', who: () => ines, path: () => `/settings/accounts/${nadia.id}` },
  { name: 'list', who: () => lead, path: () => '/settings/reconciliation' },
  { name: 'firewall', who: () => ines, path: () => '/settings/firewall' },
];

test.each(SCREENS)(
  '$name: axe finds nothing and a phone is wide enough',
  async ({ name, who, path }) => {
    await looking.look(name, who().token, path(), BOTH);
  },
);

test('one administrator proposes a role, the second reads it and carries it out', async () => {
  const { page, close } = await looking.open(ines.token, `/settings/accounts/${nadia.id}`, {
    language: 'en',
  });
  const waiting = page.locator('.proposals');
  expect(await waiting.textContent()).toMatch(
    /Move a role of Nadia Nova.*From.*Desk officer.*To.*Mediator.*from 1 Feb 2027/s,
  );
  await waiting.getByRole('button', { name: 'Confirm and carry out' }).click();
  await page.waitForURL(/done=carried-out/);
  await page.goto(`${looking.url}/settings/accounts/${nadia.id}`);
  expect(await page.textContent('main')).toMatch(/Mediator.*Health/s);
  await page.selectOption('#grant-role', 'mediator');
  await page.selectOption('#grant-unitId', 'iss');
  await page.getByRole('button', { name: 'Propose the role' }).click();
  await page.waitForURL(/done=proposed/);
  expect(await page.locator('.proposals').textContent()).toContain(
    'Another administrator has to confirm',
  );
  expect(await page.locator('.proposals button').allTextContents()).toEqual([
    'Take the proposal back',
  ]);
  await close();
});

test('the second administrator hands over a code, and the link opens with it alone', async () => {
  const eva = await somebody(house, 'administrator', { unitId: 'aima-network', name: 'Eva Outra' });
  const link = newToken();
  const wanted = anInvitation({ name: 'Noor Nova', tokenHash: sha256(link) });
  const { accountId = '' } = await house.done(ines.token, 'account.invite', wanted);
  const { page, faults, close } = await looking.open(
    eva.token,
    `/settings/accounts/${accountId}`,
    NARROW,
  );
  await looking.see('invited', page);
  await page.locator('.proposals button').first().click();
  const code = (await page.textContent('.invitation-code code')) ?? '';
  expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  await looking.see('code', page);
  await page.goto(`${looking.url}/settings/accounts/${accountId}`);
  // Noor, at a browser of her own.
  await page.context().clearCookies();
  await page.goto(`${looking.url}/invitation/${link}`);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('code');
  await looking.see('with-code', page);
  await page.keyboard.type('k3mp 92xz 7qrt');
  await page.keyboard.press('Enter');
  await page.locator('.error-summary').waitFor();
  await page.fill('#code', code.toUpperCase());
  await page.keyboard.press('Enter');
  await page.waitForURL(/sign-in\/password/);
  expect(faults).toEqual([]);
  await close();
});

test('a lead of the demonstration reads who has an account at her unit, and confirms it', async () => {
  const { page, faults, close } = await looking.open(ines.token, '/sign-in', { language: 'en' });
  await page.context().clearCookies({ name: 'oneroof' });
  await page.goto(`${looking.url}/sign-in`);
  await page.getByRole('button', { name: /Lurdes Amaro/ }).click();
  await page.getByRole('link', { name: /Accounts and access/ }).click();
  await page.getByRole('link', { name: 'Monthly list' }).click();
  const list = page.locator('form[action="/settings/reconciliation"]');
  expect(await list.textContent()).toContain('Paulo Figueira');
  await looking.see('monthly', page);
  await list.getByRole('button').click();
  await page.waitForURL(/done=confirmed/);
  expect(await page.textContent('main')).toMatch(/Social Security.*Confirmed.*Lurdes Amaro/s);
  await looking.see('monthly-confirmed', page);
  expect(faults).toEqual([]);
  await close();
});

test('somebody new is invited by keys alone, and the link is shown', async () => {
  const { page, close } = await looking.open(lead.token, '/settings/accounts', { language: 'en' });
  await page.keyboard.press('n');
  await page.keyboard.type('Rosa Nova');
  await page.keyboard.press('Tab');
  await page.keyboard.type('rosa.nova@oneroof.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Desk');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.invitation-link');
  const link = (await page.textContent('.invitation-link code')) ?? '';
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation\/[\w-]{43}$/);
  await looking.see('link', page);
  await page.goto(`${looking.url}/settings/accounts?q=rosa`);
  expect(await page.textContent('.table')).toContain('Rosa Nova');
  await close();
});

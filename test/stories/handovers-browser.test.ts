// A case handed on, in a real browser: reception hands it to the labour inspectorate, Duarte takes it over
// and names a colleague; a desk that serves her asks the reception for her telephone, and sees it when she
// said yes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { launchBrowser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { Scene } from '../support/scene.ts';
import { keepPicture } from '../support/pictures.ts';

let scene: Scene;
let browser: Browser;
let url: string;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  url = await scene.house.listen();
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

async function open(token: string, path: string, language = 'pt', width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  await context.addCookies([
    { name: 'lang', value: language, url },
    { name: 'oneroof', value: token, url },
  ]);
  const page = await context.newPage();
  await page.goto(url + path, { waitUntil: 'load' });
  return page;
}
const agree = async (personId: string, toUnitId: string, sections: readonly string[]) => {
  await scene.house.done(scene.tokens.iryna, 'consent.record', {
    personId,
    toUnitId,
    purpose: 'work',
    sections,
    until: '2026-08-31',
    language: 'ar',
  });
  scene.house.wait(1);
};

test('a case goes to another office when that office accepts, and to a named colleague there', async () => {
  const { iryna, duarte } = scene.tokens;
  const { personId } = await scene.known();
  await agree(personId, 'act', ['needs']);
  const sends = await open(iryna, `/people/${personId}`);
  await sends.getByRole('link', { name: 'Passar o processo' }).click();
  await sends.waitForURL(/\/transfer$/);
  await sends.locator('select[name=subjectId]').selectOption('work-rights');
  await sends.locator('textarea[name=body]').fill('Passa a ser convosco.');
  await keepPicture(sends, 'transfer', { fullPage: true });
  await sends.getByRole('button', { name: 'Pedir que fiquem com ele' }).click();
  await sends.waitForURL(/\/referrals\/[0-9a-f-]+$/);
  const at = sends.url().slice(url.length);

  const takes = await open(duarte, at);
  expect(await takes.content()).not.toContain(personId);
  await takes.getByRole('button', { name: 'Aceitar' }).click();
  await takes.getByText('Passa a ser convosco.').waitFor();
  await takes.goto(`${url}/people/${personId}`);
  await takes.getByText('Fica com o processo').waitFor();
  await takes.getByRole('link', { name: 'Indicar um colega' }).click();
  await takes.locator('select[name=toAccountId]').selectOption({ label: 'Celeste Semedo' });
  await takes.locator('select[name=standInId]').selectOption({ label: 'Tiago Barroso' });
  await takes.locator('textarea[name=body]').fill('Ficas com isto?');
  await keepPicture(takes, 'assign', { fullPage: true });
  await takes.getByRole('button', { name: 'Pedir a este colega' }).click();
  await takes.waitForURL(/\/referrals\/[0-9a-f-]+$/);
  // Whoever named her answers not for her.
  expect(await takes.getByRole('button', { name: 'Aceitar' }).count()).toBe(0);

  const celeste = await scene.house.tokenOfLogin('celeste.semedo@oneroof.example');
  const hers = await open(celeste, takes.url().slice(url.length));
  await hers.getByRole('button', { name: 'Aceitar' }).click();
  await hers.getByRole('button', { name: 'Está feito' }).waitFor();
  await takes.goto(`${url}/people/${personId}`);
  await takes.getByText('Celeste Semedo; na sua vez Tiago Barroso').waitFor();
  await keepPicture(takes, 'file-carried', { fullPage: true });

  // The reception sees who carries it, and takes it back no more.
  await sends.goto(url + at);
  await sends.getByText('aceite').first().waitFor();
  expect(await sends.getByRole('button', { name: 'Retirar o pedido' }).count()).toBe(0);
  await sends.goto(`${url}/referrals?side=sent`);
  await sends.getByText(/Passagem do processo · .*aceite: 1/).waitFor();
  await keepPicture(sends, 'sent', { fullPage: true });
});

test('a desk asks for her telephone; the reception opens it when she said yes', async () => {
  const { iryna, paulo } = scene.tokens;
  const { personId } = await scene.serving();
  const asks = await open(paulo, `/people/${personId}/request`);
  await asks.getByLabel(/Telefone e correio/).check();
  await asks.locator('textarea[name=body]').fill('Temos de lhe telefonar.');
  await keepPicture(asks, 'request', { fullPage: true });
  await asks.locator('select[name=subjectId]').selectOption('work-rights');
  await asks.getByRole('button', { name: 'Enviar o pedido' }).click();
  await asks.waitForURL(/\/referrals\/[0-9a-f-]+$/);
  const at = asks.url().slice(url.length);

  const gives = await open(iryna, at);
  await gives.getByText('Ainda nada o permite').waitFor();
  await keepPicture(gives, 'request-nothing-yet', { fullPage: true });
  await agree(personId, 'iss', ['contact']);
  await gives.reload();
  await keepPicture(gives, 'request-give', { fullPage: true });
  await gives.getByRole('button', { name: 'Abrir-lhes isto' }).click();
  await gives.getByRole('button', { name: 'Está feito' }).waitFor();
  await scene.sweep();
  await asks.goto(`${url}/people/${personId}`);
  await asks.getByText('partilha isto consigo').waitFor();
  await keepPicture(asks, 'request-given', { fullPage: true });
  const arabic = await open(iryna, '/referrals', 'ar', 390);
  await keepPicture(arabic, 'received-ar', { fullPage: true });
});

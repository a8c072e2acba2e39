// A desk through a hard morning, in real browsers: a break, a call out of turn, a mediator who is
// asked and comes, help asked for in silence, a link that is lost in the middle of a note, and a
// colleague who takes over while somebody is served. Pictures go to test-results/desk-day.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture } from '../support/pictures.ts';

const DESK = 'cnaim-lisboa.d4';

let house: House;
let browser: Browser;
let origin: string;
let paulo: Page;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
  paulo = await sitDown(await house.tokenOf('Paulo'));
  await house.done(await house.tokenOf('Paulo'), 'desk.open', { deskId: DESK });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function sitDown(token: string, lang = 'pt', width = 1280): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 800 },
    locale: 'pt-PT',
    reducedMotion: 'reduce',
  });
  await context.addCookies([
    { name: 'oneroof', value: token, url: origin },
    { name: 'lang', value: lang, url: origin },
  ]);
  return context.newPage();
}

async function receive(name: string, language: string): Promise<string> {
  const { number } = await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language,
    name,
    subjectIds: ['social-security'],
  });
  house.wait(2);
  return String(number);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, `desk-day/${name}`);
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const count = (text: string) =>
  withClient(house.database.urls.owner, async (client) =>
    Number((await client.query<{ n: string }>(text)).rows[0]?.n),
  );

test('a break is shown as one, and ends by one key', async () => {
  await paulo.goto(`${origin}/desk/${DESK}`);
  await button(paulo, 'Fazer uma pausa').click();
  await paulo.getByRole('heading', { name: 'Balcão em pausa' }).waitFor();
  await picture(paulo, '1-break');
  await paulo.keyboard.press('n');
  await button(paulo, 'Chamar a próxima pessoa').waitFor();
});

test('somebody is found by her number and called out of turn, with the reason', async () => {
  await receive('Rui', 'pt');
  const chosen = await receive('Nour', 'ar');
  await paulo.reload();
  await paulo.keyboard.press('/');
  await paulo.keyboard.type(chosen);
  await paulo.keyboard.press('Enter');
  await button(paulo, `Chamar ${chosen}`).waitFor();
  await picture(paulo, '2-chosen');
  await paulo.keyboard.press('Escape');
  await paulo.keyboard.press('4');
  await paulo.keyboard.press('n');
  await paulo.getByText('precisa de intérprete').waitFor();
  expect(
    await count(
      `select count(*) as n from statistics.chosen_call where reason = 'interpreter-here'`,
    ),
  ).toBe(1);
});

test('a mediator of the house is asked, says that she comes, and is there', async () => {
  const samira = await sitDown(await house.tokenOf('Samira'));
  await samira.goto(`${origin}/mediation/cnaim-lisboa`);
  await button(paulo, 'Pedir mediação aqui').click();
  await paulo.getByText(/Mediação pedida às/).waitFor();
  await button(samira, 'Vou').waitFor();
  await picture(samira, '3-mediation');
  await button(samira, 'Vou').click();
  await paulo.getByText('Samira Haddad vem a caminho.').waitFor();
  await button(samira, 'Estou no balcão').click();
  await paulo.getByText('Samira Haddad está neste balcão.').waitFor();
  await paulo.keyboard.press('s');
  await paulo.getByRole('heading', { name: 'Nour' }).waitFor();
  expect(await paulo.isChecked('[name=interpreter][value=mediator]')).toBe(true);
  await picture(paulo, '4-serving-with-mediator');
  await samira.context().close();
});

test('help is asked for in silence, and is on the guard’s screen within a second', async () => {
  const guard = await sitDown(await house.tokenOf('Baltazar'), 'pt', 390);
  const helena = await sitDown(await house.tokenOf('Helena'), 'ar');
  await guard.goto(`${origin}/security/cnaim-lisboa`);
  await helena.goto(`${origin}/coordination/cnaim-lisboa`);
  await guard.getByText('Está tudo calmo').waitFor();
  await guard.waitForSelector('[data-live-status][data-state="live"]', { state: 'attached' });
  await paulo.keyboard.press('Control+e');
  const pressed = performance.now();
  await guard.getByText(/^Balcão 4,/).waitFor();
  const took = performance.now() - pressed;
  console.log(`an alarm is on the guard's screen after ${Math.round(took)} ms`);
  // Within a second on a quiet machine; the bound only tells a push from a poll on a busy one.
  expect(took).toBeLessThan(3000);
  await helena.getByText('الشباك 4 يطلب المساعدة').waitFor();
  await picture(guard, '5-guard-390');
  await picture(helena, '6-coordination-ar');
  await picture(paulo, '7-pressed');
  await button(guard, 'Vou a caminho').click();
  await paulo.getByText('visto', { exact: true }).waitFor();
  await button(guard, 'Está resolvido').click();
  await guard.getByText('Está tudo calmo').waitFor();
  await guard.context().close();
  await helena.context().close();
});

test('a link that is lost in the middle of a long note: kept, said, and sent once when it is back', async () => {
  const note = 'Traz o contrato e três recibos. '.repeat(40).trim();
  await paulo.fill('[name=note]', note);
  await paulo.locator('[name=mode][value=information]').check();
  await paulo.locator('[name=outcome][value=solved]').check();
  await paulo.context().setOffline(true);
  await button(paulo, 'Registar e continuar').click();
  await paulo.getByText(/Sem ligação/).waitFor();
  expect(await paulo.inputValue('[name=note]')).toBe(note);
  await picture(paulo, '8-no-link');
  expect(await count('select count(*) as n from attendances.attendance')).toBe(0);
  await paulo.context().setOffline(false);
  await paulo.getByText(/Registado. Continua a atender/).waitFor();
  expect(await count('select count(*) as n from attendances.attendance')).toBe(1);
  expect(await count(`select count(*) as n from casefiles.note where body = '${note}'`)).toBe(1);
});

test('a colleague takes over while somebody is served: desk, person, clock and file', async () => {
  await paulo.fill('[name=note]', 'meia nota do Paulo');
  const lurdes = await sitDown(await house.tokenOfLogin('lurdes.tavares@oneroof.example'));
  await lurdes.goto(`${origin}/desk/${DESK}`);
  await picture(lurdes, '9-take-over');
  await lurdes.keyboard.press('n');
  await lurdes.getByRole('heading', { name: 'Nour' }).waitFor();
  expect(await lurdes.inputValue('[name=note]'), 'a draft stays its author’s').toBe('');
  await picture(lurdes, '10-taken-over');
  await paulo.goto(`${origin}/desk/${DESK}`);
  await paulo.getByText('aberto por Lurdes Tavares').waitFor();
  expect(await paulo.getByText('Nour').count()).toBe(0);
  await lurdes.context().close();
});

test('from the press of call next to a screen that is ready', async () => {
  const token = await house.tokenOf('Teresa');
  const teresa = await sitDown(token);
  await house.done(token, 'desk.open', { deskId: 'cnaim-lisboa.d12' });
  const times: number[] = [];
  for (let turn = 0; turn < 10; turn++) {
    await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'pt',
      subjectIds: ['work-rights.legal-labour'],
    });
    house.wait(1);
    await teresa.goto(`${origin}/desk/cnaim-lisboa.d12`);
    await button(teresa, /^Chamar/).waitFor();
    const pressed = performance.now();
    await teresa.keyboard.press('n');
    await button(teresa, 'Atender').waitFor();
    times.push(performance.now() - pressed);
    await teresa.keyboard.press('m');
    await teresa.locator('.notice[data-tone=done]').waitFor();
  }
  times.sort((a, b) => a - b);
  const slowest = Math.round(times[9] ?? 0);
  console.log(
    `call next to screen ready: median of 10 ${Math.round(times[5] ?? 0)} ms, slowest ${slowest} ms`,
  );
});

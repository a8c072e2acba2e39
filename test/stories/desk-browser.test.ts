// The desk and the case file in a real browser: every state of the desk looked through by axe in
// two languages and both lights, nothing refused by the content policy, no sideways scrolling; the
// whole sitting by keyboard; the same sitting without script.
import { availableParallelism, loadavg } from 'node:os';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture, WITH_PICTURES } from '../support/pictures.ts';

const LABOUR_LAW = 'work-rights.legal-labour';
/** Language, light and width in which each state is looked at; only the first three when nobody wants pictures. */
const LOOKS = (
  [
    ['ar', 'dark', 1280],
    ['pt', 'light', 390],
    ['uk', 'light', 1280],
    ['pt', 'light', 1280],
    ['pt', 'dark', 1280],
    ['ar', 'light', 1280],
    ['ar', 'light', 390],
  ] as const
).slice(0, WITH_PICTURES ? undefined : 3);

let house: House;
let browser: Browser;
let origin: string;
let iryna: string;
const reports: string[] = [];

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets(), connections: 8 });
  origin = await house.listen();
  browser = await launchBrowser();
  iryna = await house.tokenOf('Iryna');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

function receive(name: string, language: string, subjectIds: string[]) {
  const input = { centreId: 'cnaim-lisboa', language, name, subjectIds };
  return house.done(iryna, 'visit.receive', input);
}

/** Who waits in many queues waits at the next desk too: everybody goes home first. */
async function sendHome(): Promise<void> {
  const { rows } = await withClient(house.database.superuserUrl, (client) =>
    client.query<{ id: string }>(`select id from visits.visit where state = 'open'`),
  );
  for (const { id } of rows) await house.run(iryna, 'visit.leave', { visitId: id });
}

/** In the page: presses the main button; milliseconds until the next screen is painted, and its parts. */
function pressAndWait(): Promise<{ all: number; call: number; page: number }> {
  performance.clearResourceTimings();
  const since = performance.now();
  return new Promise((resolve) => {
    document.addEventListener(
      'turbo:load',
      () =>
        requestAnimationFrame(() => {
          const all = performance.now() - since;
          const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
          const sent = asked.find(({ name }) => name.includes('/call'));
          // A redirect is followed within one entry: until it, the press; after it, the page.
          const turned = sent && sent.redirectEnd > 0 ? sent.redirectEnd - sent.redirectStart : 0;
          resolve({ all, call: turned, page: sent ? sent.duration - turned : 0 });
        }),
      { once: true },
    );
    document.querySelector<HTMLButtonElement>('.button[formaction$="/call"]')?.click();
  });
}

async function sitDown(name: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'pt-PT',
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addCookies([{ name: 'oneroof', value: await house.tokenOf(name), url: origin }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|turbo-frame/.test(message.text())) reports.push(message.text());
  });
  page.on('pageerror', (error) => reports.push(error.message));
  return page;
}

/** Looks at the page as it stands in every language, light and width. */
async function lookAt(page: Page, state: string): Promise<void> {
  const address = page.url();
  const context: BrowserContext = page.context();
  for (const [lang, theme, width] of LOOKS) {
    await context.addCookies([
      { name: 'lang', value: lang, url: origin },
      { name: 'theme', value: theme, url: origin },
    ]);
    await page.setViewportSize({ width, height: width < 500 ? 844 : 800 });
    await page.goto(address);
    await page.evaluate(() => document.fonts.ready);
    const look = `${state}-${lang}-${theme}-${width}`;
    await keepPicture(page, `${look}`);
    const { violations } = await lookThrough(page);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
    expect(found, look).toEqual([]);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, `${look} scrolls sideways`).toBe(0);
  }
  await context.clearCookies({ name: 'lang' });
  await context.clearCookies({ name: 'theme' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(address);
}

const picture = (page: Page, state: string) => keepPicture(page, `desk/${state}`);
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('every state of a desk, and the file, in two lights and both directions of reading', async () => {
  await receive('Ana', 'pt', ['health']);
  await withClient(house.database.superuserUrl, (client) =>
    client.query('update visits.visit set number = 346'),
  );
  await receive('Oksana Kovalenko', 'uk', [LABOUR_LAW, 'social-security.pay-record']);
  house.wait(40); // long enough to be first, though she has two stops left
  for (const language of ['pt', 'bn', 'sw', 'en']) {
    house.wait(4);
    await receive('Edi', language, [LABOUR_LAW]);
  }
  house.wait(16);
  const page = await sitDown('Teresa');
  await page.goto(`${origin}/desk`);
  await lookAt(page, '1-choose');
  await page.keyboard.press('n');
  await heading(page, 'Balcão fechado').waitFor();
  await lookAt(page, '2-closed');
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Chamar 347' }).waitFor();
  await lookAt(page, '3-free');
  await page.keyboard.press('n');
  await page.getByText('senha chamada').waitFor();
  await lookAt(page, '4-called');
  house.wait(2);
  await page.keyboard.press('s');
  await heading(page, 'Oksana Kovalenko').waitFor();
  house.wait(6);
  await page.reload();
  await lookAt(page, '5-serving');

  await page.keyboard.press('7');
  expect(await page.locator('#detail-in-progress').isVisible()).toBe(true);
  expect(await page.locator('#to').isVisible(), 'only the chosen outcome shows its fields').toBe(
    false,
  );
  await page.fill(
    '[name=note]',
    'Salários de abril a junho por pagar. Mensagens do patrão confirmam a dívida.',
  );
  await keepPicture(page, 'desk/6-typing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByRole('alert').waitFor();
  expect(await page.inputValue('[name=note]')).toContain('Salários');
  await keepPicture(page, 'desk/7-refused');

  await page.keyboard.press('4');
  await page.fill('#detail-in-progress', 'Carta ao patrão');
  await page.fill('#nextOn', '2026-03-16');
  await page.getByRole('button', { name: 'Registar e continuar' }).click();
  await page.getByText('Continua a atender a senha 347').waitFor();
  expect(await page.inputValue('[name=note]'), 'the note is kept, and the sheet empty').toBe('');
  expect(await page.getByText('Salários de abril').count()).toBe(1);
  await lookAt(page, '8-recorded');
  await page.getByRole('link', { name: 'Ver o processo' }).click();
  await page.getByText('Quem lê').waitFor();
  await lookAt(page, '9-file');

  await page.goto(`${origin}/desk`);
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^Encaminhar e chamar 34/ }).waitFor();
  await page.keyboard.press('3');
  const education = page.locator('#to option[value^="cnaim-lisboa.education|"]').first();
  await page.selectOption('#to', (await education.getAttribute('value')) ?? '');
  await page.fill('[name=handover]', 'Traz o diploma traduzido.');
  await keepPicture(page, 'desk/10-forward');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByText(/Encaminhada para/).waitFor();
  await page.getByText('senha chamada').waitFor();
  await keepPicture(page, 'desk/11-forwarded');
  expect(reports, 'the browser refused something of ours').toEqual([]);
});

test('a code that was sent leaves with its field, and the queue moves while one looks', async () => {
  const { visitId } = await receive('Yasmin', 'ar', ['residence']);
  const page = await sitDown('Marta');
  await page.goto(`${origin}/desk/cnaim-lisboa.d34`);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /^Chamar \d+/ }).waitFor();
  await page.keyboard.press('n');
  await page.locator('#code').waitFor();
  const showsPaper = async (visit: string | undefined) => {
    const { rows } = await withClient(house.database.superuserUrl, (client) =>
      client.query<{ code: string }>('select code from visits.visit where id = $1', [visit]),
    );
    await page.fill('#code', rows[0]?.code ?? '');
    await page.keyboard.press('Enter');
  };
  await showsPaper(visitId);
  await heading(page, 'Yasmin').waitFor();
  expect(await page.locator('#code').count()).toBe(0);
  await keepPicture(page, 'desk/12-paper-shown');

  await page.fill('[name=note]', 'meia nota');
  await page.locator('[name=mode][value=advice]').check();
  const rui = await receive('Rui', 'pt', ['residence']);
  const lia = await receive('Lia', 'pt', ['residence']);
  await page.getByRole('button', { name: /^Concluir e chamar \d+/ }).waitFor();
  await page.locator('.queue-list li').first().waitFor();
  expect(await page.inputValue('[name=note]')).toBe('meia nota');
  expect(await page.locator('[name=mode][value=advice]').isChecked()).toBe(true);

  // The sitting ends on another screen: said above what was typed, which stays.
  expect(await page.getByText('já terminou noutro ecrã').count()).toBe(0);
  const marta = await house.tokenOf('Marta');
  const stopId = await page.inputValue('[name=stopId]');
  await house.done(marta, 'stop.park', { stopId });
  await page.getByText('já terminou noutro ecrã').waitFor();
  expect(await page.inputValue('[name=note]')).toBe('meia nota');
  await picture(page, '14-over-elsewhere');
  await page.getByRole('link', { name: 'Ver o balcão como está agora' }).click();
  await page.getByRole('button', { name: /^Chamar \d+/ }).waitFor();

  const endElsewhere = async () =>
    house.done(marta, 'stop.park', { stopId: await page.inputValue('input[name=stopId]') });
  // One choice is enough to stay for.
  await page.keyboard.press('n');
  await page.locator('#code').waitFor();
  await showsPaper(rui.visitId);
  await heading(page, 'Rui').waitFor();
  await page.locator('[name=mode][value=advice]').check();
  await endElsewhere();
  await page.getByText('já terminou noutro ecrã').waitFor();
  expect(await heading(page, 'Rui').count()).toBe(1);
  await page.getByRole('link', { name: 'Ver o balcão como está agora' }).click();
  await page.getByRole('button', { name: /^Chamar \d+/ }).waitFor();
  // Where nothing is half typed the page goes on by itself, and says why.
  await page.keyboard.press('n');
  await page.locator('#code').waitFor();
  await showsPaper(lia.visitId);
  await heading(page, 'Lia').waitFor();
  await endElsewhere();
  await page.locator('.toast', { hasText: 'já terminou noutro ecrã' }).waitFor();
  await page.getByText('Ver o balcão como está agora').waitFor({ state: 'detached' });
  expect(reports).toEqual([]);
});

test('a desk that changes on another screen: the page follows, whatever the desk was', async () => {
  await sendHome();
  const lurdes = await house.tokenOfLogin('lurdes.tavares@oneroof.example');
  const paulo = await house.tokenOf('Paulo');
  const deskId = 'cnaim-lisboa.d5';
  const page = await sitDown('Paulo');
  const choices = await page.context().newPage();
  const there = async (act: string, token = lurdes) => {
    house.wait(1);
    return house.done(token, act, { deskId });
  };
  const button = (name: RegExp) => page.getByRole('button', { name }).waitFor();
  const region = (text: string) => page.locator('#desk-hand', { hasText: text }).waitFor();
  await choices.goto(`${origin}/desk`);
  const line = (text: string) =>
    choices.locator('#desk-choices li', { hasText: text }).first().waitFor();

  // Closed; a colleague opens it: the page says so and stays, since the same press would now take it from her.
  const now = () => page.getByRole('link', { name: 'Ver o balcão como está agora' }).click();
  await page.goto(`${origin}/desk/${deskId}`);
  await button(/^Abrir o balcão 5/);
  await there('desk.open');
  await region('mudou noutro ecrã');
  await button(/^Abrir o balcão 5/);
  await now();
  // She takes a break, and closes it.
  await button(/^Tomar o balcão 5/);
  await region('aberto por Lurdes');
  await line('aberto por Lurdes');
  await there('desk.pause');
  await region('em pausa');
  // Where the page goes on, what is said of it is not put above what is there for the blink of an eye.
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[data-moved-on]')) Object.assign(window, { blinked: true });
    }).observe(document.documentElement, { subtree: true, childList: true });
  });
  await there('desk.close');
  await page.locator('.toast', { hasText: 'mudou noutro ecrã' }).waitFor();
  expect(await page.evaluate(() => 'blinked' in window)).toBe(false);
  await button(/^Abrir o balcão 5/);

  await there('desk.open');
  await region('mudou noutro ecrã');
  await now();
  await button(/^Tomar o balcão 5/);

  // Taken over here by another tab: a break, back, another number chosen and called elsewhere.
  await there('desk.take-over', paulo);
  await choices.waitForURL(`**/desk/${deskId}`);
  await region('Balcão aberto');
  await there('desk.pause', paulo);
  await region('Em pausa');
  await there('desk.resume', paulo);
  await region('Balcão aberto');
  const rui = await receive('Rui', 'pt', ['social-security']);
  await page.goto(`${origin}/desk/${deskId}?q=${rui.number}`);
  await button(/^Chamar/);
  await there('stop.call-next', paulo);
  await button(/^Atender/);
  await page.locator('.toast', { hasText: 'já não espera aqui' }).waitFor();
  await house.done(paulo, 'stop.start', { stopId: await page.inputValue('input[name=stopId]') });
  await house.done(paulo, 'stop.park', { stopId: await page.inputValue('input[name=stopId]') });
  await region('Balcão aberto');
  await there('desk.take-over');
  await region('mudou noutro ecrã');
  await button(/^Chamar/);
  await there('desk.close');
  await page.locator('.toast', { hasText: 'mudou noutro ecrã' }).waitFor();
  await button(/^Abrir o balcão 5/);
  await page.context().close();
  expect(reports).toEqual([]);
});

test('call next to screen ready: what it takes in the browser is printed', async () => {
  const CALLS = 30;
  await sendHome();
  const lurdes = await house.tokenOfLogin('lurdes.tavares@oneroof.example');
  const deskId = 'cnaim-lisboa.d5';
  await house.done(lurdes, 'desk.open', { deskId });
  for (let at = 0; at < CALLS; at += 1) await receive('Rui', 'pt', ['social-security']);
  house.wait(1);
  const page = await sitDown('Paulo');
  await page.context().addCookies([{ name: 'oneroof', value: lurdes, url: origin }]);
  const took: { all: number; call: number; page: number }[] = [];
  for (let at = 0; at < CALLS; at += 1) {
    await page.goto(`${origin}/desk/${deskId}`);
    await page.getByRole('button', { name: /^Chamar \d+/ }).waitFor();
    took.push(await page.evaluate(pressAndWait));
    const stopId = await page.inputValue('[name=stopId]');
    await house.done(lurdes, 'stop.start', { stopId });
    house.wait(1);
    await house.done(lurdes, 'stop.finish', { stopId, mode: 'information', outcome: 'solved' });
  }
  // At the middle and at the 95th of a hundred, with how busy the machine was meanwhile.
  const say = (of: (one: (typeof took)[number]) => number) => {
    const sorted = took.map(of).toSorted((a, b) => a - b);
    const [middle = 0, late = 0] = [0.5, 0.95].map((part) => sorted[Math.ceil(CALLS * part) - 1]);
    return `${Math.round(middle)} to ${Math.round(late)} ms`;
  };
  const busy = ((loadavg()[0] ?? 0) / availableParallelism()).toFixed(1);
  console.log(
    `call next to screen ready, ${CALLS} times, p50 to p95: ${say(({ all }) => all)}; the press ${say(({ call }) => call)}, the page that it leads to ${say((one) => one.page)}; ${busy} processes wait for each core`,
  );
  await house.done(lurdes, 'desk.close', { deskId });
  await page.context().close();
});

test('the whole sitting works without script', async () => {
  await sendHome();
  await receive('Amina', 'sw', ['social-security.pay-record']);
  const page = await sitDown('Paulo', { javaScriptEnabled: false });
  await page.goto(`${origin}/desk`);
  await page.getByRole('link', { name: 'Abrir o balcão 4' }).last().click();
  await page.getByRole('button', { name: 'Abrir o balcão 4' }).click();
  await page.getByRole('button', { name: /^Chamar/ }).click();
  await page.getByRole('button', { name: 'Atender' }).click();
  await heading(page, 'Amina').waitFor();
  await page.locator('[name=mode][value=information]').check();
  await page.locator('[name=outcome][value=something-missing]').check();
  await page.fill('#detail-something-missing', 'Traz o cartão de contribuinte');
  await keepPicture(page, 'desk/13-without-script');
  await page.getByRole('button', { name: 'Só concluir' }).click();
  await page.getByText('A visita terminou.').waitFor();
});

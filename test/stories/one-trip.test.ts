// Noor comes with one name and no paper, speaks Arabic, and needs two institutions. One ticket, two
// desks, one file; she leaves with a summary that she can read. All of it by keyboard alone.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { keepPicture } from '../support/pictures.ts';

const NAME = 'نور';

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

test('an Arabic speaker is served by two institutions on one ticket and reads what became of it', async () => {
  const iryna = await sitDown('Iryna');
  const paulo = await sitDown('Paulo');
  const duarte = await sitDown('Duarte');
  const wall = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage();
  watch(wall);
  await wall.goto(`${origin}/board/cnaim-lisboa`);

  // At the door: her language, two needs, a name because she offers one.
  await iryna.goto(`${origin}/reception/cnaim-lisboa`);
  await picture(iryna, '1-language');
  await iryna.keyboard.press('/');
  await iryna.keyboard.type('arab');
  await iryna.keyboard.press('Enter');
  await iryna.getByRole('link', { name: /العربية/ }).focus();
  await iryna.keyboard.press('Enter');
  await iryna.waitForURL(/language=ar/);
  await iryna.keyboard.press('2');
  await iryna.keyboard.press('3');
  await iryna.keyboard.press('n');
  await iryna.keyboard.type(NAME);
  await expect
    .poll(() => iryna.locator('.sheet').innerText())
    .toMatch(/Segurança Social[\s\S]*Condições do Trabalho/);
  await picture(iryna, '2-conversation');
  await iryna.keyboard.press('Control+Enter');
  await iryna.waitForURL(/\/ticket\//);
  const visitId = new URL(iryna.url()).pathname.split('/').at(-1) as string;
  await picture(iryna, '3-slip');
  const slip = iryna.locator('.slip');
  expect(await slip.getAttribute('dir')).toBe('rtl');
  expect(await slip.innerText()).not.toContain(NAME);

  // Social Security calls her; the wall shows her number and no name.
  await openDesk(paulo, '4');
  await paulo.keyboard.press('n');
  await paulo.getByRole('button', { name: /Atender/ }).waitFor();
  await expect.poll(() => wall.locator('body').innerText()).toMatch(/\b1\b[\s\S]*\b4\b/);
  await picture(wall, '4-board');
  expect(await wall.content()).not.toContain(NAME);
  await picture(paulo, '5-called');
  house.wait(2);
  await paulo.keyboard.press('s');
  await paulo.getByRole('heading', { name: NAME }).waitFor();
  await paulo.locator('textarea[name=note]').focus();
  await paulo.keyboard.type('Só para a Segurança Social: falta o extrato de maio.');
  await picture(paulo, '6-serving');
  house.wait(11);
  await choose(paulo, 'mode', 'support');
  await choose(paulo, 'outcome', 'solved');
  await paulo.keyboard.press('Escape');
  await press(paulo, /^Concluir$|Só concluir|Concluir sem/);
  await paulo.getByRole('heading', { name: NAME }).waitFor({ state: 'detached' });

  // The same ticket waits at the Labour Inspectorate. Its officer sees her need, not the other's note.
  await openDesk(duarte, '17');
  house.wait(6);
  await duarte.keyboard.press('n');
  await duarte.getByRole('button', { name: /Atender/ }).waitFor();
  await duarte.keyboard.press('s');
  await duarte.getByRole('heading', { name: NAME }).waitFor();
  await picture(duarte, '7-second-institution');
  expect(await duarte.content()).not.toContain('extrato de maio');
  expect(await duarte.locator('body').innerText()).toMatch(/\b1\b/);
  house.wait(14);
  await choose(duarte, 'mode', 'advice');
  await choose(duarte, 'outcome', 'in-progress');
  await duarte.locator('[name=detail-in-progress]').fill('Traz o contrato de trabalho');
  await duarte.locator('[name=nextOn]').fill('2026-03-16');
  await press(duarte, /^Concluir$|Só concluir|Concluir sem/);
  await duarte.getByRole('heading', { name: NAME }).waitFor({ state: 'detached' });

  // At the exit: the summary in Arabic, with the next date.
  await iryna.goto(`${origin}/visits/${visitId}/summary`);
  await picture(iryna, '8-summary');
  const summary = iryna.locator('[lang=ar]');
  expect((await summary.allInnerTexts()).join('\n')).toMatch(/16/);
  expect(await iryna.content()).not.toContain('extrato de maio');

  const [counted] = await house.services.database.transaction((tx) =>
    tx.text<{ acts: number }>('select count(*)::int as acts from attendances.attendance'),
  );
  expect(counted?.acts, 'without a session the database tells nothing').toBe(0);
  expect(reports, 'the browser refused something of ours').toEqual([]);
});

test('a woman from Ukraine without a document, with a child: two needs, a mediator, legal support, and home with a paper she can read', async () => {
  const iryna = await sitDown('Iryna');
  const paulo = await sitDown('Paulo');
  const duarte = await sitDown('Duarte');
  const kateryna = await sitDown('kateryna.bondar@oneroof.example');

  // At the door: her language, two needs, an infant in arms, and no paper asked for.
  await iryna.goto(`${origin}/reception/cnaim-lisboa`);
  await iryna.keyboard.press('7');
  await iryna.getByRole('heading', { name: 'Українська' }).waitFor();
  await iryna.keyboard.press('2');
  await iryna.keyboard.press('3');
  await iryna.keyboard.press('n');
  await iryna.keyboard.type('Оксана');
  await iryna.locator('[role=option]').first().waitFor();
  await iryna.keyboard.press('Enter');
  await iryna.getByLabel('Criança de colo').check();
  await iryna.locator('#route').getByText('Condições do Trabalho', { exact: true }).waitFor();
  await picture(iryna, 'a1-conversation');
  await iryna.keyboard.press('Control+Enter');
  await iryna.waitForURL(/\/ticket\//);
  const visitId = new URL(iryna.url()).pathname.split('/').at(-1) as string;
  await iryna.getByText('Ваш номер').waitFor();
  await picture(iryna, 'a2-slip');

  // Social Security does not speak Ukrainian: the desk asks, and somebody who does comes.
  await openDesk(paulo, '4');
  await paulo.keyboard.press('n');
  await iryna.goto(`${origin}/mediation/cnaim-lisboa`);
  await paulo.getByRole('button', { name: 'Pedir mediação aqui' }).click();
  await iryna.getByRole('button', { name: 'Vou' }).click();
  await paulo.getByText('Iryna Melnyk vem a caminho.').waitFor();
  await iryna.getByRole('button', { name: 'Estou no balcão' }).click();
  await paulo.getByText('Iryna Melnyk está neste balcão.').waitFor();
  house.wait(2);
  await paulo.keyboard.press('s');
  await paulo.getByRole('heading', { name: 'Оксана' }).waitFor();
  expect(await paulo.isChecked('[name=interpreter][value=mediator]')).toBe(true);
  await picture(paulo, 'a3-with-mediator');
  house.wait(9);
  await choose(paulo, 'mode', 'support');
  await choose(paulo, 'outcome', 'solved');
  await paulo.keyboard.press('Escape');
  await press(paulo, /^Concluir$|Só concluir|Concluir sem/);
  await paulo.getByRole('heading', { name: 'Оксана' }).waitFor({ state: 'detached' });

  // Her pay: the inspectorate tells her what is right, and sends her on to a lawyer who speaks Ukrainian.
  await openDesk(duarte, '17');
  await duarte.keyboard.press('n');
  await duarte.getByRole('button', { name: /Atender/ }).waitFor();
  await duarte.keyboard.press('s');
  await duarte.getByRole('heading', { name: 'Оксана' }).waitFor();
  house.wait(6);
  await duarte.keyboard.press('f');
  await duarte.locator('#to').waitFor();
  await choose(duarte, 'mode', 'advice');
  await duarte.selectOption('#to', 'cnaim-lisboa.legal|legal-work');
  await duarte.keyboard.press('Escape');
  await press(duarte, /^Encaminhar/);
  await duarte.getByText(/Encaminhada para/).waitFor();
  await openDesk(kateryna, '13');
  await kateryna.keyboard.press('n');
  await kateryna.getByRole('button', { name: /Atender/ }).waitFor();
  expect(await kateryna.getByText('precisa de intérprete').count()).toBe(0);
  await kateryna.keyboard.press('s');
  await kateryna.getByRole('heading', { name: 'Оксана' }).waitFor();
  await picture(kateryna, 'a4-legal');
  house.wait(18);
  await choose(kateryna, 'mode', 'advice');
  await choose(kateryna, 'outcome', 'in-progress');
  await kateryna.locator('[name=detail-in-progress]').fill('Carta ao patrão');
  await kateryna.locator('[name=nextOn]').fill('2026-03-16');
  await press(kateryna, /^Concluir$|Só concluir|Concluir sem/);
  await kateryna.getByRole('heading', { name: 'Оксана' }).waitFor({ state: 'detached' });

  // The way out: what was solved, what is left and when, in Ukrainian.
  await iryna.goto(`${origin}/visits/${visitId}/summary`);
  await picture(iryna, 'a5-summary');
  const said = (await iryna.locator('[lang=uk]').allInnerTexts()).join('\n');
  expect(said).toMatch(/16/);
  expect(said).toMatch(/[а-яіїє]{4}/);
  const [visit] = await withClient(house.database.urls.owner, async (client) => {
    const { rows } = await client.query(
      'select state, priority, (select count(*)::int from visits.stop where visit_id = v.id) as stops from visits.visit v where id = $1',
      [visitId],
    );
    return rows;
  });
  expect(visit).toEqual({ state: 'closed', priority: 1, stops: 3 });
  expect(reports, 'the browser refused something of ours').toEqual([]);
});

const tokenOf = (name: string) =>
  name.includes('@') ? house.tokenOfLogin(name) : house.tokenOf(name);

async function sitDown(name: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'pt-PT',
  });
  await context.addCookies([{ name: 'oneroof', value: await tokenOf(name), url: origin }]);
  const page = await context.newPage();
  watch(page);
  return page;
}

function watch(page: Page): void {
  page.on('console', (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) reports.push(message.text());
  });
  page.on('pageerror', (error) => reports.push(error.message));
}

async function openDesk(page: Page, label: string): Promise<void> {
  await page.goto(`${origin}/desk/cnaim-lisboa.d${label}`);
  const isOpen = page.getByRole('button', { name: /Fechar/ });
  // It may be open from the trip before: the same key would call whoever is next.
  if (await isOpen.isVisible()) return;
  await page.keyboard.press('n');
  await isOpen.waitFor();
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`input[name=${name}][value=${value}]`).focus();
  await page.keyboard.press('Space');
}

async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(300);
  await keepPicture(page, `one-trip/${name}`);
  const { violations } = await lookThrough(page);
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

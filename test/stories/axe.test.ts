// That a look through a page finds what keeps people out, also where letters are joined, and says where.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
});
afterAll(() => browser?.close());

const show = (lang: string, inside: string) =>
  page.setContent(`<!doctype html><html lang="${lang}" dir="auto"><title>x</title>
    <body style="background:#111"><main><h1 style="color:#fff">x</h1>${inside}</main>`);
const told = async () =>
  (await lookThrough(page)).violations.map(({ id, nodes }) => [id, nodes[0]?.html ?? '']);

test.each([
  [
    'grey on black, in joined letters',
    'ar',
    '<p style="color:#444">مرحبا بكم في البيت</p>',
    'color-contrast',
  ],
  ['grey on black', 'pt', '<p style="color:#444">Bem-vinda à casa</p>', 'color-contrast'],
  ['a field without a name', 'ar', '<input style="color:#fff">', 'label'],
])('%s is found, and again after a while', async (_what, lang, inside, rule) => {
  for (let time = 0; time < 2; time++) {
    await show(lang, inside);
    expect(await told()).toEqual([[rule, expect.stringContaining(inside.slice(0, 6))]]);
  }
});

test('where nothing is wrong nothing is found', async () => {
  await show('ar', '<p style="color:#fff">مرحبا بكم في البيت</p>');
  expect(await told()).toEqual([]);
});

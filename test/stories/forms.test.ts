// Forms in a real browser: one press one post, what was typed survives, keys press buttons; and the
// same without script.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Combobox, ComboboxResults } from '#platform/ui/combobox.tsx';
import { Document } from '#platform/ui/document.tsx';
import { launchBrowser } from '../support/browser.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let browser: Browser;
let context: BrowserContext;
let faults: string[];
let posts: Record<string, unknown>[] = [];
let answer: 'save' | 'refuse' | 'break' = 'save';
let account = 'one';

function page(body: string): string {
  const browserWords = { shortcuts: 'Keys', notSent: 'Nothing was sent.' };
  return String(
    Document({
      lang: 'en',
      dir: 'ltr',
      title: 'Stage',
      kind: 'staff',
      assets: stage.assets,
      account,
      browserWords,
      children: '',
    }),
  ).replace('<body>', () => `<body>${body}`);
}

const FORM = `<form id="act" action="/act" method="post" data-draft="act:1">
  <input type="hidden" name="id" value="x">
  <textarea name="note" id="note"></textarea>
  <label><input type="checkbox" name="sign" value="child" id="child"> child</label>
  <input type="password" name="secret" id="secret">
  <button class="button" data-key="n" data-kind="primary"><span class="button-text">Finish</span></button>
</form>
<a href="/other" id="away">away</a>
<button type="button" data-key="mod+enter" id="chord">chord</button>
<form action="/sign-out" method="post" data-sign-out><button id="leave">leave</button></form>`;

beforeAll(async () => {
  stage = await openStage();
  stage.app.get('/form', (c) => c.html(page(FORM)));
  stage.app.get('/other', (c) => c.html(page('<p id="other">other</p><a href="/form">back</a>')));
  stage.app.get('/account/drafts-key', (c) =>
    c.json({ account, key: Buffer.alloc(32, account).toString('base64') }),
  );
  stage.app.get('/done', (c) => c.html(page('<p id="done">done</p>')));
  stage.app.get('/find', (c) =>
    c.html(
      String(
        ComboboxResults({
          id: 'person-results',
          label: 'found',
          options: ['Oksana', 'Oxana'].map((text, index) => ({
            id: `found-${index}`,
            text,
            value: `id-${index}`,
            children: `${text} for ${c.req.query('q')}`,
          })),
        }),
      ),
    ),
  );
  stage.app.get('/search', (c) =>
    c.html(
      page(
        `<form>${Combobox({ name: 'person', label: 'Person', source: '/find', valueName: 'person-id' })}</form>`,
      ),
    ),
  );
  stage.app.post('/sign-out', (c) => c.redirect('/other', 303));
  stage.app.post('/act', async (c) => {
    posts.push(await c.req.parseBody());
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (answer === 'refuse') return c.html(page(`<p id="refused">no</p>${FORM}`), 422);
    return c.redirect('/done', 303);
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

beforeEach(async () => {
  posts = [];
  faults = [];
  answer = 'save';
  account = 'one';
  context = await browser.newContext();
});

afterEach(() => context.close());

async function open(path = '/form'): Promise<Page> {
  const tab = await context.newPage();
  tab.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_|422/.test(message.text())) faults.push(message.text());
  });
  tab.on('pageerror', (error) => faults.push(error.message));
  await tab.goto(stage.origin + path);
  return tab;
}

it('sends a form once however often it is pressed', async () => {
  const tab = await open();
  await tab.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('#act');
    for (let press = 0; press < 5; press += 1) {
      form?.requestSubmit();
      form?.querySelector('button')?.click();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await tab.waitForSelector('#done');
  expect(posts).toHaveLength(1);
  expect(faults).toEqual([]);
});

it('can be sent again after it was refused', async () => {
  answer = 'refuse';
  const tab = await open();
  await tab.click('#act button');
  await tab.waitForSelector('#refused');
  answer = 'save';
  await tab.click('#act button');
  await tab.waitForSelector('#done');
  expect(posts).toHaveLength(2);
});

it('keeps what was typed through errors, reloads and other pages, but no password', async () => {
  answer = 'refuse';
  const tab = await open();
  await tab.fill('#note', 'she owes nothing');
  await tab.check('#child');
  await tab.fill('#secret', 'never kept');
  await tab.waitForTimeout(300);
  await tab.reload();
  await expect.poll(() => tab.inputValue('#note')).toBe('she owes nothing');
  expect(await tab.isChecked('#child')).toBe(true);
  expect(await tab.inputValue('#secret')).toBe('');
  await tab.click('#away');
  await tab.waitForSelector('#other');
  await tab.click('text=back');
  await expect.poll(() => tab.inputValue('#note')).toBe('she owes nothing');
  await tab.click('#act button');
  await tab.waitForSelector('#refused');
  expect(await tab.inputValue('#note')).toBe('she owes nothing');
  expect(await tab.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('never kept');
});

it('forgets what was typed after success and after signing out; another account sees nothing of it', async () => {
  const tab = await open();
  await tab.fill('#note', 'sent');
  await tab.waitForTimeout(300);
  await tab.click('#act button');
  await tab.waitForSelector('#done');
  await tab.goto(`${stage.origin}/form`);
  expect(await tab.inputValue('#note')).toBe('');
  await tab.fill('#note', 'left behind');
  await tab.waitForTimeout(300);
  await tab.click('#leave');
  await tab.waitForSelector('#other');
  await tab.goto(`${stage.origin}/form`);
  expect(await tab.inputValue('#note')).toBe('');
  await tab.fill('#note', 'of the first');
  await tab.waitForTimeout(300);
  account = 'two';
  await tab.goto(`${stage.origin}/form`);
  expect(await tab.inputValue('#note')).toBe('');
  account = 'one';
  await tab.goto(`${stage.origin}/form`);
  await expect.poll(() => tab.inputValue('#note')).toBe('of the first');
});

it('says that nothing was sent when the link is down, stays, and sends later', async () => {
  const tab = await open();
  await tab.fill('#note', 'through the tunnel');
  await context.setOffline(true);
  await tab.click('#act button');
  await tab.waitForSelector('.toast:has-text("Nothing was sent.")');
  await tab.click('#away');
  await tab.waitForTimeout(500);
  expect(await tab.inputValue('#note')).toBe('through the tunnel');
  await context.setOffline(false);
  await tab.click('#act button');
  await tab.waitForSelector('#done');
  expect(posts).toHaveLength(1);
  expect(posts[0]?.['note']).toBe('through the tunnel');
});

it('obeys its keys, not while somebody types, also on a Ukrainian keyboard', async () => {
  const tab = await open();
  await tab.focus('#note');
  await tab.keyboard.type('now and then');
  expect(posts).toHaveLength(0);
  expect(await tab.inputValue('#note')).toBe('now and then');
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('?');
  expect(await tab.locator('#shortcuts').textContent()).toContain('Finish');
  await tab.keyboard.press('Escape');
  await tab.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true, cancelable: true }),
    ),
  );
  await tab.waitForSelector('#done');
  expect(posts).toHaveLength(1);
});

it('finds while one types, and takes what was chosen with the keyboard', async () => {
  const tab = await open('/search');
  await tab.fill('#person', 'oks');
  await tab.waitForSelector('text=Oksana for oks');
  await expect.poll(() => tab.getAttribute('#person', 'aria-expanded')).toBe('true');
  await tab.press('#person', 'ArrowDown');
  expect(await tab.getAttribute('#person', 'aria-activedescendant')).toBe('found-1');
  await tab.press('#person', 'Enter');
  expect(await tab.inputValue('#person')).toBe('Oxana');
  expect(await tab.inputValue('[name="person-id"]')).toBe('id-1');
  expect(await tab.locator('[role="option"]').count()).toBe(0);
  expect(faults).toEqual([]);
});

it('works without script as a plain post', async () => {
  await context.close();
  context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await open();
  await tab.fill('#note', 'plain');
  await tab.click('#act button');
  await tab.waitForSelector('#done');
  expect(posts[0]?.['note']).toBe('plain');
});

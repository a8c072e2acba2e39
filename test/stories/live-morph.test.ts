// What a person is doing survives every refresh of a live region; one stream serves all tabs.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type LiveStage, openLiveStage } from '../support/live-stage.ts';

const STATUS = `<span data-live-status data-live-word="live" data-ages='{"0":"no link","1":"no link for 1 min"}'><span data-live-text>live</span></span>`;

let stage: LiveStage;
let browser: Browser;
let context: BrowserContext;
let faults: string[];
/** How often the region was rendered; shown in it. */
let renders = 0;
let failing = false;

function region(): string {
  renders += 1;
  const rows = Array.from(
    { length: 60 },
    (_, index) =>
      `<li id="row-${index}"><a href="/elsewhere">row ${index}, version ${renders}</a></li>`,
  );
  return `<turbo-frame id="queue" data-src="/region" target="_top" data-topic="queue:a">
    <p id="count">${renders}</p>
    <input id="typed" value="as sent">
    <textarea id="told">as sent</textarea>
    <label><input type="checkbox" id="ticked"> tick</label>
    <label><input type="checkbox" id="unticked" checked> untick</label>
    <select id="picked"><option>one</option><option>two</option></select>
    <details id="part"><summary>more</summary><p id="inside">inside ${renders}</p></details>
    <ul id="list" class="scrolled">${rows.join('')}</ul>
  </turbo-frame>`;
}

beforeAll(async () => {
  stage = await openLiveStage();
  stage.app.get('/region', (c) =>
    failing ? c.text('the database is away', 503) : c.html(region()),
  );
  stage.app.get('/page', (c) =>
    c.html(
      stage.page(
        `${STATUS}<link rel="stylesheet" href="/stage.css"><input id="outside" value="">${region()}`,
      ),
    ),
  );
  stage.app.get('/board', (c) =>
    c.html(
      stage.page(
        '<turbo-frame id="calls" data-topic="board:a" data-live="push"><p class="board-call" id="call-1">1</p></turbo-frame>',
      ),
    ),
  );
  stage.app.get('/stage.css', (c) =>
    c.body('#list { block-size: 120px; overflow-y: scroll; }', 200, { 'content-type': 'text/css' }),
  );
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

beforeEach(async () => {
  faults = [];
  failing = false;
  context = await browser.newContext({ viewport: { width: 900, height: 700 } });
});

afterEach(async () => {
  await context.close();
  stage.cut(false);
});

async function open(path = '/page'): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('503')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(stage.origin + path);
  return page;
}

const counted = (page: Page) => page.locator('#count').textContent().then(Number);

/** Pokes and waits until this page shows a newer version. */
async function pokeAndSee(page: Page, topic = 'queue:a'): Promise<void> {
  const before = await counted(page);
  await stage.poke(topic);
  await page.waitForFunction(
    (old) => Number(document.querySelector('#count')?.textContent) > old,
    before,
    { timeout: 8000 },
  );
}

async function listening(count = 1): Promise<void> {
  await expect.poll(() => stage.streams().length, { timeout: 8000 }).toBe(count);
}

/** The page refetches once when its stream stands; after that it is quiet. */
async function settled(page: Page): Promise<void> {
  await listening();
  await page.waitForTimeout(1200);
}

describe('a live region', () => {
  it('keeps what a person is doing through twenty refreshes', async () => {
    const page = await open();
    await settled(page);
    await page.fill('#typed', 'half a na');
    await page.fill('#told', 'she said');
    await page.check('#ticked');
    await page.uncheck('#unticked');
    await page.selectOption('#picked', 'two');
    await page.locator('#part summary').click();
    await page.fill('#outside', 'typed outside');
    await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 333));
    await page
      .locator('#row-20 a')
      .evaluate((link: HTMLElement) => link.focus({ preventScroll: true }));
    const first = await counted(page);
    for (let time = 0; time < 20; time += 1) await pokeAndSee(page);
    expect(await counted(page)).toBeGreaterThanOrEqual(first + 20);
    expect(
      await page.evaluate(() => ({
        typed: document.querySelector<HTMLInputElement>('#typed')?.value,
        told: document.querySelector<HTMLTextAreaElement>('#told')?.value,
        ticked: document.querySelector<HTMLInputElement>('#ticked')?.checked,
        unticked: document.querySelector<HTMLInputElement>('#unticked')?.checked,
        picked: document.querySelector<HTMLSelectElement>('#picked')?.value,
        open: document.querySelector<HTMLDetailsElement>('#part')?.open,
        outside: document.querySelector<HTMLInputElement>('#outside')?.value,
        scroll: document.querySelector('#list')?.scrollTop,
        focus: document.activeElement?.parentElement?.id,
      })),
    ).toEqual({
      typed: 'half a na',
      told: 'she said',
      ticked: true,
      unticked: false,
      picked: 'two',
      open: true,
      outside: 'typed outside',
      scroll: 333,
      focus: 'row-20',
    });
    // And the rest is new: the open part and the row show the last version.
    const last = await counted(page);
    expect(await page.locator('#inside').textContent()).toBe(`inside ${last}`);
    expect(await page.locator('#row-20').textContent()).toBe(`row 20, version ${last}`);
    expect(faults).toEqual([]);
  });

  it('refetches at most once a second however often it is poked', async () => {
    const page = await open();
    await settled(page);
    const before = await counted(page);
    for (let time = 0; time < 30; time += 1) {
      await stage.poke('queue:a');
      await page.waitForTimeout(50);
    }
    await page.waitForTimeout(1500);
    const times = (await counted(page)) - before;
    expect(times).toBeGreaterThanOrEqual(2);
    expect(times).toBeLessThanOrEqual(4);
  });

  it('shows the age of the data when the link is down, and catches up when it is back', async () => {
    const page = await open();
    await settled(page);
    const before = await counted(page);
    stage.cut(true);
    await page.waitForSelector('[data-live-status][data-state="down"]', { timeout: 8000 });
    expect(await page.locator('[data-live-text]').textContent()).toBe('no link');
    stage.cut(false);
    await page.waitForSelector('[data-live-status][data-state="live"]', { timeout: 15_000 });
    await expect.poll(() => counted(page), { timeout: 8000 }).toBeGreaterThan(before);
  });

  it('keeps what it shows, and says so, while the server cannot answer', async () => {
    const page = await open();
    await settled(page);
    await page.fill('#typed', 'kept');
    const before = await counted(page);
    failing = true;
    await stage.poke('queue:a');
    await page.waitForSelector('[data-live-status][data-state="down"]', { timeout: 10_000 });
    expect(await counted(page)).toBe(before);
    expect(await page.inputValue('#typed')).toBe('kept');
    failing = false;
    await page.waitForSelector('[data-live-status][data-state="live"]', { timeout: 15_000 });
    expect(await counted(page)).toBeGreaterThan(before);
  });

  it('takes what the poke carries on anonymous screens', async () => {
    const page = await open('/board');
    await listening();
    await stage.poke('board:a', '<p class="board-call" id="call-2">2</p>');
    await page.waitForSelector('#call-2');
    expect(await page.locator('.board-call').count()).toBe(1);
    expect(faults).toEqual([]);
  });
});

describe.each(['a shared worker', 'a leading tab'])(
  'twelve tabs of one browser, with %s',
  (way) => {
    it('are all live through one stream', async () => {
      if (way === 'a leading tab') {
        await context.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
      }
      const pages: Page[] = [];
      for (let tab = 0; tab < 12; tab += 1) pages.push(await open());
      await pages[11]?.waitForTimeout(2500);
      await listening(1);
      const before = await Promise.all(pages.map(counted));
      await stage.poke('queue:a');
      await expect
        .poll(
          async () =>
            (await Promise.all(pages.map(counted))).every(
              (count, tab) => count > (before[tab] ?? 0),
            ),
          { timeout: 8000 },
        )
        .toBe(true);
      // The first tab goes (it led, if anyone did): the others stay live.
      await pages.shift()?.close();
      await pages[0]?.waitForTimeout(1500);
      await listening(1);
      const then = await Promise.all(pages.map(counted));
      await stage.poke('queue:a');
      await expect
        .poll(
          async () =>
            (await Promise.all(pages.map(counted))).every((count, tab) => count > (then[tab] ?? 0)),
          { timeout: 8000 },
        )
        .toBe(true);
      expect(faults).toEqual([]);
    });
  },
);

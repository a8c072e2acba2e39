// Reception changes a trip that goes on, an office says who did not come, and a small house sends
// somebody on from its own page: in a real browser, by keys, in several languages and sizes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { Scene } from '../support/scene.ts';
import { keepPicture } from '../support/pictures.ts';

const faults: string[] = [];
let scene: Scene;
let browser: Browser;
let url: string;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  url = await scene.house.listen();
  browser = await launchBrowser();
});
afterEach(async () => {
  await scene.sweep();
  expect(faults.splice(0), 'the browser complains').toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

interface Seen {
  readonly lang?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
}

async function sitDown(token: string, seen: Seen = {}): Promise<Page> {
  const { lang = 'pt', theme = 'light', width = 1280, height = 800 } = seen;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  const cookies = { oneroof: token, lang, theme };
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  return page;
}

const SIZES: readonly Required<Seen>[] = [
  { lang: 'pt', theme: 'light', width: 1280, height: 800 },
  { lang: 'uk', theme: 'light', width: 390, height: 844 },
  { lang: 'ar', theme: 'dark', width: 390, height: 844 },
];

/** The page in three languages and sizes: nothing runs over, nothing keeps people out. */
async function looksRight(token: string, path: string, name: string, open = ''): Promise<void> {
  for (const seen of SIZES) {
    const page = await sitDown(token, seen);
    await page.goto(url + path);
    if (open) for (const part of await page.locator(open).all()) await part.click();
    await keepPicture(page, `trip-${name}-${seen.lang}-${seen.theme}-${seen.width}`, {
      fullPage: true,
    });
    const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(over, `${name} ${seen.lang}`).toBeLessThanOrEqual(0);
    const { violations } = await lookThrough(page);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.context().close();
  }
}

describe('a trip that goes on', () => {
  test('a lost ticket is found, a need added, and taken out again, on the same ticket', async () => {
    const { visitId } = await scene.waiting();
    const page = await sitDown(scene.tokens.iryna);
    await page.goto(`${url}/reception/cnaim-lisboa/find?q=Nour`);
    await page.click(`a[href="/visits/${visitId}"]`);
    await page.locator('.trip-stops').waitFor();
    const number = await page
      .locator('.trip-head .ticket-number, .trip-head')
      .first()
      .textContent();
    await page.keyboard.press('a');
    const form = page.locator(`form[action="/visits/${visitId}/need"]`);
    await form.locator('select').selectOption('health');
    await form.locator('button').click();
    await page.waitForURL(/added=cnaim-lisboa\.health/);
    await page.locator('.notice[data-tone="done"]').waitFor();
    await expect.poll(() => page.locator('.trip-stops li').count()).toBe(2);
    expect(await page.locator('.trip-head .ticket-number, .trip-head').first().textContent()).toBe(
      number,
    );

    // The same once more is said to be there already; what was chosen stays.
    await page.keyboard.press('a');
    await form.locator('select').selectOption('health');
    await form.locator('button').click();
    await form.locator('.field-error, [id$="-error"]').first().waitFor();
    expect(await form.locator('select').inputValue()).toBe('health');

    const out = page.locator(`form[action="/visits/${visitId}/withdraw"]`);
    await page.getByText('Retirar uma paragem').click();
    const [stop] = await scene.owner<{ id: string }>(
      `select id from visits.stop where visit_id = $1 and subject_id = 'health'`,
      [visitId],
    );
    await out.locator('[name=stopId]').selectOption(stop?.id ?? '');
    await out.locator('[name=why]').selectOption('not-wanted');
    await out.locator('button').click();
    await page.waitForURL(/withdrawn/);
    expect(await page.locator('.trip-needs').textContent()).toContain('Já não se quer');
    await page.context().close();
    await looksRight(scene.tokens.iryna, `/visits/${visitId}`, 'visit', `.leave-early > summary`);
  });

  test('somebody whom a desk sent back finds the form for one need more open', async () => {
    const { stopId, visitId } = await scene.serving();
    await scene.house.done(scene.tokens.paulo, 'stop.to-reception', {
      stopId,
      why: 'something-more',
      handover: 'Precisa também de saúde.',
    });
    const page = await sitDown(scene.tokens.iryna);
    await page.goto(`${url}/visits/${visitId}`);
    const form = page.locator(`form[action="/visits/${visitId}/need"]`);
    expect(await form.locator('select').isVisible()).toBe(true);
    await keepPicture(page, 'trip-sent-back', { fullPage: true });
    await page.context().close();
  });
});

test('an office says who did not come, and who comes late has arrived', async () => {
  const { personId } = await scene.known();
  const on = scene.nextMorning();
  const { appointmentId } = await scene.house.done(scene.tokens.iryna, 'appointment.book', {
    personId,
    officeId: 'cnaim-lisboa.iss',
    serviceId: 'pensions',
    on,
    at: '10:00',
  });
  const list = `/offices/cnaim-lisboa.iss/bookings?on=${on}`;
  const page = await sitDown(scene.tokens.paulo);
  await page.goto(url + list);
  const button = page.getByRole('button', { name: /Não veio/ });
  expect(await button.count()).toBe(0);
  scene.house.wait(105);
  await page.reload();
  await looksRight(scene.tokens.paulo, list, 'bookings');
  await button.click();
  await page.getByText('0 vieram · 1 não vieram').waitFor();
  expect(await button.count()).toBe(0);
  await page.context().close();

  await looksRight(scene.tokens.iryna, `/appointments/${appointmentId}`, 'missed');
  const iryna = await sitDown(scene.tokens.iryna);
  await iryna.goto(`${url}/appointments/${appointmentId}`);
  await iryna.getByRole('button', { name: /Chegou/ }).click();
  await iryna.waitForURL(/\/visits\//);
  await iryna.context().close();
});

test('a small house books elsewhere and sends on with the file, from the act that was just recorded', async () => {
  const page = await sitDown(scene.tokens.catarina);
  await page.goto(`${url}/local/claim-odemira`);
  for (const key of ['1', 'l', 'n', 'Control+Enter']) await page.keyboard.press(key);
  const next = page.locator('#next');
  await next.waitFor();
  await looksRight(
    scene.tokens.catarina,
    new URL(page.url()).pathname + new URL(page.url()).search,
    'local',
    '#next summary',
  );
  const booking = await next.locator('a[href*="/book"]').first().getAttribute('href');
  expect((await page.request.get(url + booking)).status()).toBe(200);
  await page.keyboard.press('v');
  const form = next.locator('form');
  await form.locator('textarea').fill('Falta marcar na AIMA.');
  await form.locator('button').click();
  await page.waitForURL(/\/local\/claim-odemira\?sent=/);
  await page.locator('.notice[data-tone="done"]').waitFor();
  const [expected] = await scene.owner<{ note: string; to_centre_id: string }>(
    'select note, to_centre_id from visits.expected',
  );
  expect(expected).toMatchObject({ note: 'Falta marcar na AIMA.' });
  await page.context().close();
});

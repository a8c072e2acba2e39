// The way out: the summary handed out with a code for her phone, the certificate that tells when and not
// why, and the one question. The public pages are tried as her phone would, without a script.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { loadAssets } from '#platform/build/assets.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Visitor, visitor } from '../support/visitor.ts';
import { keepPaper, keepPicture } from '../support/pictures.ts';

const NAME = 'Оксана Коваленко';
const TOLD = 'Trazer o extrato de maio';
const HERS = 'Pedir o extrato ao banco';
const LINK = 'k7'.repeat(11);

let house: House;
let booked = -1;
let browser: Browser;
let mediator: Visitor;
const phone = () => visitor(house);
const tokens = {} as Record<'iryna' | 'paulo' | 'duarte', string>;

/** A visit with two acts, one solved and one that goes on another day; a booking and a task of hers. */
async function served(language: string): Promise<string> {
  const { visitId, personId } = await house.done(tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language,
    name: NAME,
    subjectIds: ['social-security', 'work-rights'],
  });
  booked += 1;
  await house.done(tokens.iryna, 'appointment.book', {
    personId,
    officeId: 'cnaim-lisboa.legal',
    serviceId: 'legal-family',
    // Six on a day, one each hour.
    on: booked < 6 ? '2026-03-16' : '2026-03-17',
    at: `1${booked % 6}:00`,
  });
  const hers = { personId, kind: 'hers', title: HERS, dueOn: '2026-03-20' };
  await house.done(tokens.iryna, 'task.add', hers);
  const slip = await mediator.get(`/reception/cnaim-lisboa/ticket/${visitId}/slip.pdf`);
  await pdfOf(slip, `slip-${language}`);
  const serve = async (token: string, desk: string, act: object) => {
    house.wait(6);
    const deskId = `cnaim-lisboa.${desk}`;
    const { stopId } = await house.done(token, 'stop.call-next', { deskId });
    await house.done(token, 'stop.start', { stopId });
    house.wait(11);
    await house.done(token, 'stop.finish', { stopId, ...act });
  };
  await serve(tokens.paulo, 'd4', { mode: 'support', outcome: 'solved' });
  await serve(tokens.duarte, 'd17', {
    mode: 'advice',
    outcome: 'in-progress',
    detail: TOLD,
    nextOn: '2026-03-18',
  });
  return String(visitId);
}

const handOut = (visitId: string, token: string, commandId = newId()) =>
  mediator.post(`/visits/${visitId}/summary`, { commandId, token });
const certify = (visitId: string, language: string, random: string) =>
  mediator.post(`/visits/${visitId}/certificate`, {
    commandId: newId(),
    random,
    language,
    at: house.clock.now().toString(),
    name: NAME,
  });
const pdfOf = async (answer: Response, name: string): Promise<Buffer> => {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const pdf = Buffer.from(await answer.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  keepPaper(`exit/${name}.pdf`, pdf);
  return pdf;
};
const textOf = async (answer: Response) =>
  (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  browser = await launchBrowser();
  for (const name of ['Iryna', 'Paulo', 'Duarte'] as const)
    tokens[name.toLowerCase() as keyof typeof tokens] = await house.tokenOf(name);
  mediator = visitor(house);
  mediator.cookies.set('oneroof', tokens.iryna);
  await house.done(tokens.paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  await house.done(tokens.duarte, 'desk.open', { deskId: 'cnaim-lisboa.d17' });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test('the papers come out as PDF in Portuguese, Ukrainian and Arabic', async () => {
  for (const language of ['pt', 'uk', 'ar']) {
    const visitId = await served(language);
    await pdfOf(
      await handOut(visitId, newId().replaceAll('-', '').slice(10)),
      `summary-${language}`,
    );
    await pdfOf(await certify(visitId, language, 'K7M2XQ4P'), `certificate-${language}`);
  }
});

describe('the code on the paper', () => {
  let visitId: string;
  let holder: Visitor;

  beforeAll(async () => {
    visitId = await served('uk');
    await handOut(visitId, LINK);
    holder = phone();
  });

  test('opens her summary by a cookie, in no address, without her name or what a desk wrote', async () => {
    const swapped = await holder.get(`/s/${LINK}`);
    expect(swapped.headers.get('location')).toBe('/my-visit');
    expect(swapped.headers.get('referrer-policy')).toBe('no-referrer');
    expect(swapped.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/);
    const page = await holder.get('/my-visit');
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const html = await page.text();
    expect(html).toContain('lang="uk"');
    expect(html).toContain('18 бер.');
    // What was booked is the next time, with its hour; what was typed stays on the paper.
    expect(html).toContain('16 березня');
    expect(html).toContain('Правова допомога: сім’я і діти');
    for (const hidden of [NAME, 'Коваленко', TOLD, HERS, LINK]) expect(html).not.toContain(hidden);
  });

  test('leads reception, and nobody who may not see her, to her file', async () => {
    const file = await mediator.get(`/reception/cnaim-lisboa/find?q=${LINK}`);
    const { personId } = (await withClient(
      house.database.urls.owner,
      async (client) =>
        (
          await client.query('select person_id as "personId" from visits.visit where id = $1', [
            visitId,
          ])
        ).rows[0],
    )) as { personId: string };
    expect([file.status, file.headers.get('location')]).toEqual([303, `/people/${personId}`]);
    expect((await mediator.get(`/people/${personId}`)).status).toBe(200);
    const officer = visitor(house);
    officer.cookies.set('oneroof', tokens.paulo);
    const desk = await officer.get(`/desk/cnaim-lisboa.d4?q=${LINK}`);
    expect(desk.status).toBe(200);
    expect(await desk.text()).not.toContain(personId);
    const paper = await textOf(await mediator.get(`/visits/${visitId}/summary`));
    for (const line of ['16 березня', 'Apoio jurídico: família e crianças', HERS])
      expect(paper).toContain(line);
  });

  test('is kept as a hash, and opens nothing when a sign of it is wrong', async () => {
    const rows = await withClient(house.database.urls.owner, (client) =>
      client.query('select * from visits.summary_link'),
    );
    expect(JSON.stringify(rows.rows)).not.toContain(LINK);
    const stranger = phone();
    await stranger.get(`/s/${LINK.slice(0, -1)}8`);
    expect((await stranger.get('/my-visit')).status).toBe(404);
    expect((await phone().get('/my-visit')).status).toBe(404);
  });

  test('ATT-6: is asked once whether everything was solved, on the phone or at the exit', async () => {
    expect(await textOf(await holder.get('/my-visit'))).toContain('Чи все вирішено?');
    const answered = await holder.post('/my-visit/solved', { answer: 'partly' });
    expect(answered.headers.get('location')).toBe('/my-visit?thanks');
    await holder.post('/my-visit/solved', { answer: 'no' });
    const again = await house.run(tokens.iryna, 'feedback.answer-solved', {
      visitId,
      answer: 'yes',
    });
    expect(again).toMatchObject({ problem: { code: 'answered-before' } });
    const kept = await withClient(house.database.urls.owner, (client) =>
      client.query('select answer, centre_id from feedback.solved'),
    );
    expect(kept.rows).toEqual([{ answer: 'partly', centre_id: 'cnaim-lisboa' }]);
    expect(await textOf(await holder.get('/my-visit'))).not.toContain('Чи все вирішено?');
  });

  test('ATT-2: ends when a newer paper is printed', async () => {
    const commandId = newId();
    const next = 'm8'.repeat(11);
    await handOut(visitId, next, commandId);
    expect((await holder.get('/my-visit')).status).toBe(404);
    await holder.get(`/s/${next}`);
    expect((await holder.get('/my-visit')).status).toBe(200);
    // The same press twice is one paper.
    expect((await handOut(visitId, next, commandId)).status).toBe(200);
  });

  test('looks right on a phone, in Arabic and in the dark, without a script', async () => {
    const origin = await house.listen();
    for (const [language, scheme] of [
      ['uk', 'light'],
      ['ar', 'dark'],
    ] as const) {
      const link = newId().replaceAll('-', '').slice(10);
      await handOut(await served(language), link);
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        colorScheme: scheme,
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      await page.goto(`${origin}/s/${link}`);
      expect(new URL(page.url()).pathname).toBe('/my-visit');
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await keepPicture(page, `exit/phone-${language}`, { fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
      await page.getByRole('button').nth(0).waitFor();
      await context.close();
    }
    const staff = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await staff.addCookies([{ name: 'oneroof', value: tokens.iryna, url: origin }]);
    const page = await staff.newPage();
    await page.goto(`${origin}/visits/${visitId}`);
    await page.locator('summary', { hasText: 'Declaração' }).click();
    await keepPicture(page, 'exit/trip');
    const { violations } = await lookThrough(page);
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    await page.goto(`${origin}/visits/${visitId}/summary`);
    await keepPicture(page, 'exit/summary-page', { fullPage: true });
    await page.goto(`${origin}/check`);
    await keepPicture(page, 'exit/check');
    await staff.close();
  });
});

describe('a certificate', () => {
  const check = (code: string, name: string) => phone().post('/check', { code, name });
  let code: string;

  beforeAll(async () => {
    const visitId = await served('pt');
    const at = house.clock.now().toZonedDateTimeISO('Europe/Lisbon');
    const [visit] = await withClient(house.database.urls.owner, async (client) => {
      const { rows } = await client.query<{ from: string; to: string }>(
        `select to_char(arrived_at at time zone 'Europe/Lisbon', 'HH24MI') as from,
                to_char(closed_at at time zone 'Europe/Lisbon', 'HH24MI') as to
         from visits.visit where id = $1`,
        [visitId],
      );
      return rows;
    });
    await certify(visitId, 'pt', 'ABCDEFGH');
    const day = at.toPlainDate().toString().slice(2).replaceAll('-', '');
    code = `${day}-${visit?.from}-${visit?.to}-ABCD-EFGH`;
  });

  test('is valid by its code and name, as they are copied by hand', async () => {
    expect(await textOf(await check(code, NAME))).toContain('A declaração é válida');
    expect(await textOf(await check(code.toLowerCase(), ' оксана  КОВАЛЕНКО'))).toContain(
      'é válida.',
    );
  });

  test('refused, it keeps what was typed and leads to the field that was wrong', async () => {
    const visitId = await served('ar');
    const typed = { commandId: newId(), at: house.clock.now().toString(), language: 'ar' };
    const form = async (fields: object) => {
      const answer = await mediator.post(`/visits/${visitId}/certificate`, {
        ...typed,
        random: 'K7M2XQ4P',
        ...fields,
      });
      expect(answer.status).toBe(422);
      return answer.text();
    };
    for (const name of ['', 'Оксана '.repeat(30)]) {
      const page = await form({ name });
      expect(page).toMatch(/class="error-summary"[^]*<a href="#certificate-name">/);
      expect(page).toMatch(/<details class="leave-early" open=""/);
      const [field = ''] = /<input[^>]*id="certificate-name"[^>]*>/.exec(page) ?? [];
      expect(field).toContain('aria-invalid="true"');
      expect(field).toContain(`value="${name}"`);
      expect(page).toMatch(/<option value="ar" selected/);
    }
    const stale = await form({ name: 'Nour al-Hadi', random: 'no' });
    expect(stale).toContain('value="Nour al-Hadi"');
    expect(stale).not.toContain('class="error-summary"');
  });

  test('is not valid with another sign, hour, day or name, and no more is said', async () => {
    const wrong = [
      [code.replace('ABCD', 'ABCE'), NAME],
      [code.replace(/-\d{4}-/, '-0001-'), NAME],
      [`261231${code.slice(6)}`, NAME],
      [code, 'Oksana Outra'],
    ] as const;
    const answers = [];
    for (const [typed, name] of wrong) answers.push(await textOf(await check(typed, name)));
    for (const answer of answers)
      expect(answer).toContain('Não é válida com este código e este nome.');
  });

  test('is not tried out: after five wrong names the code is not looked at for a while', async () => {
    const other = code.replace('EFGH', 'EFGJ');
    for (let at = 0; at < 5; at++) await check(other, `Nome ${at}`);
    expect((await check(other, NAME)).status).toBe(409);
    house.wait(11);
    expect((await check(other, NAME)).status).toBe(200);
  });

  test('tells neither the house nor why', async () => {
    const rows = await withClient(house.database.urls.owner, (client) =>
      client.query('select * from visits.certificate'),
    );
    const kept = JSON.stringify(rows.rows);
    for (const hidden of [NAME, 'ABCD']) expect(kept).not.toContain(hidden);
  });
});

test('ATT-1: the link of a paper ends by itself', async () => {
  const holder = phone();
  const link = 'p9'.repeat(11);
  await handOut(await served('uk'), link);
  await holder.get(`/s/${link}`);
  expect((await holder.get('/my-visit')).status).toBe(200);
  house.wait(31 * 24 * 60);
  expect((await holder.get('/my-visit')).status).toBe(404);
});

// A board, a kiosk and a ticket printer are enrolled by their codes, do their one thing, and are dead
// within a second when they are switched off.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#base/ids.ts';
import { CODE_LETTERS, spacedCode } from '#modules/access/device-rules.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { drawCode } from '#platform/print/slip-picture.ts';
import { words } from '#platform/words/words.ts';
import { type House, openHouse } from '../support/house.ts';
import { inkOfRows, openPrinter, pngOf, type Printed } from '../support/receipt-printer.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { keepPaper } from '../support/pictures.ts';

const CENTRE = 'cnaim-lisboa';
const HOME = '/settings/devices';

let house: House;
let origin: string;
let helena: Visitor;
let iryna: Visitor;

beforeAll(async () => {
  house = await openHouse({ connections: 8 });
  origin = await house.listen();
});
afterAll(() => house?.close());
beforeEach(async () => {
  helena = await staff('Helena');
  iryna = await staff('Iryna');
});

async function staff(name: string): Promise<Visitor> {
  const who = visitor(house);
  who.cookies.set('oneroof', await house.tokenOf(name));
  return who;
}

async function codeOn(device: Visitor): Promise<string> {
  const html = await (await device.get('/device')).text();
  return /class="device-code"[^>]*>\s*([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(html)?.[1] ?? 'no code';
}

const enrol = (by: Visitor, fields: Record<string, string>) =>
  by.post(HOME, { commandId: newId(), centreId: CENTRE, name: 'Entrada', ...fields });

/** A browser that is such a device now. */
async function enrolled(kind: 'board' | 'kiosk'): Promise<Visitor> {
  const device = visitor(house);
  const code = await codeOn(device);
  expect((await enrol(helena, { code: code.toLowerCase(), kind })).status).toBe(303);
  expect((await device.get('/device')).headers.get('location')).toBe('/device');
  expect((await device.get('/device')).headers.get('location')).toBe(`/device/${kind}`);
  return device;
}

async function idOfLast(): Promise<string> {
  const { rows } = await withClient(house.database.urls.owner, (client) =>
    client.query('select id from access.device order by enrolled_at desc, id desc limit 1'),
  );
  return rows[0].id;
}

async function revoke(deviceId: string): Promise<void> {
  const answer = await helena.post(`${HOME}/revoke`, { commandId: newId(), deviceId });
  expect(answer.headers.get('location')).toBe(`${HOME}?done=revoked`);
}

test('ACC-41: a board is enrolled by the code that it shows, shows its house, and is dead within a second', async () => {
  const board = await enrolled('board');
  const page = await board.get('/device/board');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('data-src="/device/board/calls"');
  expect((await board.get('/device/board/calls')).status).toBe(200);

  // The power was off: the browser forgot its session, the device is known by its own cookie.
  board.cookies.delete('oneroof');
  expect((await board.get('/device')).headers.get('location')).toBe('/device/board');
  expect((await board.get('/device/board')).status).toBe(200);

  const cookie = `oneroof=${board.cookies.get('oneroof')}`;
  const stream = await fetch(`${origin}/live?topics=board:${CENTRE}`, { headers: { cookie } });
  expect(stream.status).toBe(200);
  let text = '';
  const over = (async () => {
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString();
    return performance.now();
  })();
  // Something happens in its house: a kiosk is enrolled.
  const boardId = await idOfLast();
  await vi.waitFor(() => expect(text).toContain('event: hello'), 10_000);
  await enrolled('kiosk');
  await vi.waitFor(() => expect(text).toContain('event: poke'), 10_000);
  const at = performance.now();
  await revoke(boardId);
  expect((await over) - at).toBeLessThan(1000);
  expect(text).toContain('event: over');
  expect((await board.get('/device/board/calls')).headers.get('location')).toBe('/device?off');
  const off = await board.get('/device?off');
  expect(off.status).toBe(200);
  expect(await off.text()).toContain('foi desligado');
  expect((await board.get('/device/board')).status, 'it stays off').toBe(303);
});

test('a kiosk asks in five languages and more, keeps no language, and is dead when it is switched off', async () => {
  const kiosk = await enrolled('kiosk');
  const first = await (await kiosk.get('/device/kiosk')).text();
  for (const tag of ['pt', 'en', 'fr', 'uk', 'ar'])
    expect(first).toContain(`href="/device/kiosk?lang=${tag}"`);
  const answer = await kiosk.get('/device/kiosk?lang=uk');
  expect(answer.headers.get('refresh')).toBe('300; url=/device/kiosk');
  expect(answer.headers.getSetCookie(), 'the next person finds no language chosen').toEqual([]);
  const page = await answer.text();
  expect(page).toContain('lang="uk"');
  expect(page).toContain('З чим вам допомогти?');
  expect(page.match(/name="subjectIds"/g)?.length).toBeGreaterThan(5);
  expect((await kiosk.get('/device/kiosk/here')).status).toBe(200);
  expect((await kiosk.get('/device/board')).status, 'one thing only').toBe(303);
  await revoke(await idOfLast());
  expect((await kiosk.get('/device/kiosk/here')).status).toBe(303);
  const late = await kiosk.post('/device/kiosk?lang=uk', {
    commandId: newId(),
    subjectIds: 'health',
  });
  expect(late.headers.get('location')).toBe('/device?off');
});

test('ACC-41: a device reaches nothing else: no page, no query, no command', async () => {
  const board = await enrolled('board');
  const trip = await received('pt');
  for (const path of [
    `/reception/${CENTRE}`,
    `/reception/${CENTRE}/ticket/${trip}`,
    `/visits/${trip}`,
    `/coordination/${CENTRE}`,
    `/figures/${CENTRE}`,
    '/settings/devices',
    '/settings/accounts',
  ])
    expect((await board.get(path)).status, path).toBe(404);
  const print = await board.post(`/reception/${CENTRE}/ticket/${trip}/print`, {});
  expect(print.status).toBe(404);
  const token = board.cookies.get('oneroof') ?? '';
  const answer = await house.run(token, 'visit.leave', { visitId: trip });
  expect(answer).toMatchObject({ ok: false });
  const other = await enrol(board, { code: await codeOn(visitor(house)), kind: 'board' });
  expect(other.status).toBe(404);
});

test('a code is worth nothing to others, in another house, a second time or too late', async () => {
  const device = visitor(house);
  const code = await codeOn(device);
  expect(await codeOn(device), 'the same when the page loads again').toBe(code);
  expect((await enrol(iryna, { code, kind: 'board' })).status).toBe(404);
  expect((await enrol(helena, { code, kind: 'board', centreId: 'cnaim-norte' })).status).toBe(404);
  expect((await enrol(helena, { code, kind: 'ticket-printer' })).status).toBe(422);
  expect((await enrol(helena, { code: 'ABCD-EFGH', kind: 'board' })).status).toBe(422);
  await withClient(house.database.urls.owner, (client) =>
    client.query(`update access.device_offer set expires_at = now() where claimed_at is null`),
  );
  const late = await enrol(helena, { code, kind: 'board' });
  expect(await late.text()).toContain('já não vale');
  expect(await codeOn(device), 'the screen shows another').not.toBe(code);

  const next = await codeOn(device);
  expect((await enrol(helena, { code: next, kind: 'board' })).status).toBe(303);
  expect(await (await enrol(helena, { code: next, kind: 'kiosk' })).text()).toContain(
    'já foi usado',
  );
  const copy = visitor(house, device);
  await device.get('/device');
  expect((await copy.get('/device')).status, 'a copied cookie gets no second session').toBe(200);
});

/** Reads the code from the dots of the paper, letter by letter: it stands nowhere else. */
async function readPaper(paper: Printed): Promise<string> {
  const w = words('pt');
  let code = '';
  while (code.length < 8) {
    const likeness = await Promise.all(
      [...CODE_LETTERS].map(async (letter) => {
        const text = spacedCode(code + letter);
        const drawn = await drawCode(
          w('devices.paper.title'),
          text,
          w('devices.paper.hint'),
          false,
        );
        return { letter, columns: sameColumns(drawn.bits, paper.bits) };
      }),
    );
    likeness.sort((a, b) => b.columns - a.columns);
    code += likeness[0]?.letter;
  }
  return code;
}

/** How many columns from the left two pictures have alike. */
function sameColumns(a: Uint8Array, b: Uint8Array): number {
  let differs = 576;
  for (let at = 0; at < a.length; at++) {
    const wrong = (a[at] ?? 0) ^ (b[at] ?? 0);
    if (wrong) differs = Math.min(differs, (at % 72) * 8 + Math.clz32(wrong) - 24);
  }
  return differs;
}

async function received(language: string): Promise<string> {
  const token = iryna.cookies.get('oneroof') ?? '';
  const { visitId } = await house.done(token, 'visit.receive', {
    centreId: CENTRE,
    language,
    subjectIds: ['social-security', 'residence'],
  });
  return String(visitId);
}

test('a printer is enrolled by the code that it prints; tickets come out of it in three scripts', async () => {
  const printer = await openPrinter();
  const place = { centreId: CENTRE, host: '127.0.0.1', port: String(printer.port) };
  expect((await iryna.post(`${HOME}/printer`, place)).status).toBe(404);
  expect(printer.printed).toHaveLength(0);
  const outside = await helena.post(`${HOME}/printer`, { ...place, host: '8.8.8.8' });
  expect(await outside.text()).toContain('endereço da rede da casa');

  const asked = await helena.post(`${HOME}/printer`, place);
  expect(asked.headers.get('location')).toContain('done=printed');
  expect(printer.printed).toHaveLength(1);
  expect(inkOfRows(printer.printed[0] as never)).toBeGreaterThan(0.02);
  const code = await readPaper(printer.printed[0] as Printed);
  const enrolling = await enrol(helena, { code, kind: 'ticket-printer', name: 'Receção' });
  expect(enrolling.status).toBe(303);

  for (const language of ['pt', 'uk', 'ar']) {
    const trip = await received(language);
    const ticket = `/reception/${CENTRE}/ticket/${trip}`;
    expect(await (await iryna.get(ticket)).text()).toContain(`action="${ticket}/print"`);
    const sent = await iryna.post(`${ticket}/print`, {});
    expect(sent.headers.get('location')).toBe(`${ticket}?print=sent`);
    const paper = printer.printed.at(-1);
    expect(paper).toMatchObject({ width: 576, cut: true });
    expect(paper?.height).toBeGreaterThan(600);
    if (paper) keepPaper(`printed/${language}.png`, pngOf(paper));
  }
  expect(printer.printed).toHaveLength(4);

  await printer.close();
  const trip = await received('pt');
  const ticket = `/reception/${CENTRE}/ticket/${trip}`;
  const off = await iryna.post(`${ticket}/print`, {});
  expect(off.headers.get('location')).toBe(`${ticket}?print=off`);
  const said = await (await iryna.get(`${ticket}?print=off`)).text();
  expect(said).toContain('«Receção» não responde');
  expect(said).toContain('data-print');

  await revoke(await idOfLast());
  expect(await (await iryna.get(ticket)).text()).not.toContain(`action="${ticket}/print"`);
});

test('a printer that takes the call and nothing more is given up after three seconds', async () => {
  const printer = await openPrinter({ stalled: true });
  const at = performance.now();
  const asked = await helena.post(`${HOME}/printer`, {
    centreId: CENTRE,
    host: '127.0.0.1',
    port: String(printer.port),
  });
  expect(await asked.text()).toContain('A impressora não responde');
  expect(performance.now() - at).toBeLessThan(4500);
  await printer.close();
});

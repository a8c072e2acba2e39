// Forms and pages: whatever is typed or sent, a page comes back that says what was wrong, keeps what
// was typed, and runs nothing of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receivesFiles } from '#main/receive-files.ts';
import { newId } from '#base/ids.ts';
import { openHouse } from '../support/house.ts';
import { DESK, Scene } from '../support/scene.ts';

let scene: Scene;
let stopId: string;
let visitId: string;
let personId: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  ({ stopId, visitId, personId } = await scene.serving());
});
afterAll(() => scene?.close());

const BAD = [
  '',
  ' ',
  'x'.repeat(9000),
  '\u0000',
  'a\u0000b',
  '\u0007',
  '\u202egnirts',
  '👩‍👩‍👧‍👦'.repeat(120),
  '<script>alert(1)</script>',
  `"><img src=x onerror=alert(1)>`,
  `'; drop table visits.visit; --`,
  '1e309',
  '-1',
  '0x10',
  '99999999999999999999',
  'ﷺ',
  '١٢',
  '2026-02-30',
  '9999-99-99',
  newId(),
  'javascript:alert(1)',
  '//evil.example',
];
const FIELDS = [
  'commandId',
  'nextCommandId',
  'stopId',
  'deskId',
  'visitId',
  'centreId',
  'personId',
  'language',
  'name',
  'subjectIds',
  'languages',
  'code',
  'serviceId',
  'mode',
  'outcome',
  'detail',
  'detail-in-progress',
  'detail-something-missing',
  'detail-not-possible',
  'nextOn',
  'minutes',
  'interpreter',
  'note',
  'body',
  'to',
  'toOfficeId',
  'toServiceId',
  'next',
  'then',
  'number',
  'login',
  'password',
  'accountId',
  'lang',
  'theme',
  'back',
];

const MARKUP = /<script>alert|<img src=x|href="javascript:|href="\/\/evil/;

/**
 * Every form of the house, with the places of its address filled in, but those that end or renew a
 * session by being sent at all.
 */
function forms(): string[] {
  const places: Record<string, string> = {
    centreId: 'cnaim-lisboa',
    deskId: DESK,
    visitId,
    personId,
    name: 'x',
  };
  const paths = scene.house.app.routes.filter(
    ({ method, path }) => method === 'POST' && !path.startsWith('/api/'),
  );
  return [
    ...new Set(
      paths.map(({ path }) => path.replaceAll(/:(\w+)/g, (_, name: string) => places[name] ?? 'x')),
    ),
  ].filter((path) => !/\*|sign-out|step-up|^\/lock$/.test(path));
}

async function send(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const response = await scene.house.app.request(path, {
    method: 'POST',
    body,
    headers: { Cookie: `oneroof=${scene.tokens.paulo}`, ...headers },
  });
  return {
    status: response.status,
    location: response.headers.get('Location') ?? '',
    text: await response.text(),
  };
}

test('there are forms, and each answers every bad value of every field', {
  timeout: 90_000,
}, async () => {
  const paths = forms();
  expect(paths.length).toBeGreaterThan(12);
  const before = await scene.digest();
  for (const path of paths) {
    await Promise.all(
      BAD.map(async (bad) => {
        const form = new FormData();
        for (const field of FIELDS) form.append(field, bad);
        const { status, location, text } = await send(path, form);
        const sent = `${path} ${bad.slice(0, 30)}`;
        expect(status, sent).toBeLessThan(500);
        expect(status, sent).toBeGreaterThanOrEqual(200);
        expect(MARKUP.test(text), sent).toBe(false);
        if (location) expect(/^\/(?![/\\])/.test(location), `${sent} → ${location}`).toBe(true);
      }),
    );
    const page = await scene.house.app.request('/account/security', {
      headers: { Cookie: `oneroof=${scene.tokens.paulo}` },
    });
    expect(page.status, `${path} signs nobody out`).toBe(200);
  }
  expect(await scene.digest()).toBe(before);
});

test('one bad field among good ones, and a body that is no form at all', {
  timeout: 90_000,
}, async () => {
  const good: Record<string, string> = {
    commandId: newId(),
    stopId,
    deskId: DESK,
    mode: 'support',
    outcome: 'solved',
    language: 'ar',
    subjectIds: 'health',
  };
  for (const path of forms().filter((each) => /^\/(desk|reception|visits|people)\//.test(each))) {
    await Promise.all(
      FIELDS.map(async (field) => {
        const form = new FormData();
        // The id is no id, so that nothing is done by it.
        for (const [name, value] of Object.entries({
          ...good,
          [field]: `<script>alert(1)</script>\u0000`,
          commandId: 'x',
          nextCommandId: 'x',
        }))
          form.append(name, value);
        const { status, text } = await send(path, form);
        expect(status, `${path} ${field}`).toBeLessThan(500);
        expect(MARKUP.test(text), `${path} ${field}`).toBe(false);
      }),
    );
    for (const [type, body] of [
      ['application/json', '{"a":1}'],
      ['text/plain', 'x'],
      ['application/x-www-form-urlencoded', '%%%=%ff&%00=%00'],
      ['multipart/form-data; boundary=x', '--x\r\nbroken'],
      ['multipart/form-data', 'none'],
      ['', ''],
    ]) {
      const { status } = await send(path, body ?? '', type ? { 'Content-Type': type } : {});
      expect(status, `${path} ${type}`).toBeLessThan(500);
    }
    const file = new FormData();
    for (const field of FIELDS) file.append(field, new File(['x'], 'x.txt'));
    expect((await send(path, file)).status, `${path} files`).toBeLessThan(500);
    // Where files come in, bodies have limits of their own (src/main/uploads.test.ts).
    if (receivesFiles('POST', path)) continue;
    expect((await send(path, new URLSearchParams({ name: 'x'.repeat(70_000) }))).status, path).toBe(
      413,
    );
  }
});

test('what was typed is there again when reception was refused, as text', async () => {
  const name = `Nour <b>"Al"</b> & 'Masri'`;
  const form = new FormData();
  for (const [field, value] of [
    ['commandId', newId()],
    ['language', 'ar'],
    ['name', name],
  ] as const)
    form.append(field, value);
  const response = await scene.house.app.request('/reception/cnaim-lisboa', {
    method: 'POST',
    body: form,
    headers: { Cookie: `oneroof=${scene.tokens.iryna}` },
  });
  const page = await response.text();
  expect(response.status).toBe(422);
  expect(page).toContain('Nour &lt;b&gt;&quot;Al&quot;&lt;/b&gt; &amp; &#39;Masri&#39;');
  expect(page).not.toContain('<b>"Al"');
  expect(page).toMatch(/aria-invalid="true"|role="alert"/);
});

test('the note and the next step are there again when an act was refused', async () => {
  const form = new FormData();
  const typed = {
    note: 'Linha um <i>\nlinha dois',
    'detail-in-progress': 'Trazer o contrato & a fatura',
  };
  for (const [field, value] of Object.entries({
    commandId: newId(),
    stopId,
    mode: 'support',
    outcome: 'in-progress',
    ...typed,
  }))
    form.append(field, value);
  const { status, text } = await send(`/desk/${DESK}/finish`, form);
  expect(status).toBe(422);
  expect(text).toMatch(/Linha um &lt;i&gt;\r?\nlinha dois/); // a form's lines end as forms do
  expect(text).toContain('Trazer o contrato &amp; a fatura');
});

test('names with markup, directions and emoji are shown as they were given, and do nothing', async () => {
  const name = '<img src=x onerror=alert(1)> \u202enour 👩‍👩‍👧‍👦';
  const received = (await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name,
    subjectIds: ['health'],
  })) as unknown as { visitId: string; personId: string };
  const paths = [
    '/reception/cnaim-lisboa',
    '/reception/cnaim-lisboa/here',
    `/reception/cnaim-lisboa/ticket/${received.visitId}`,
    `/visits/${received.visitId}`,
    `/visits/${received.visitId}/summary`,
  ];
  let shown = 0;
  for (const path of paths) {
    const response = await scene.house.app.request(path, {
      headers: { Cookie: `oneroof=${scene.tokens.iryna}` },
    });
    const page = await response.text();
    expect(response.status, path).toBe(200);
    expect(MARKUP.test(page), path).toBe(false);
    expect(page.includes('\u202e'), path).toBe(false);
    if (page.includes('&lt;img src=x onerror=alert(1)&gt; nour 👩‍👩‍👧‍👦')) shown++;
  }
  expect(shown).toBeGreaterThan(0);
});

test('every page answers whatever stands in its address', { timeout: 60_000 }, async () => {
  const paths = scene.house.app.routes.filter(
    ({ method, path }) => method === 'GET' && !/\*|\/live|api|readyz/.test(path),
  );
  for (const { path } of paths) {
    for (const bad of [
      'x',
      '%00',
      '%ff',
      '..%2f',
      newId(),
      'x'.repeat(2000),
      '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      '__proto__',
      '-1',
      '%F0%9F%91%A9',
    ]) {
      const url = `${path.replaceAll(/:\w+/g, bad)}?next=${bad}&day=${bad}&lang=${bad}&subjectIds=${bad}&language=${bad}&region=${bad}`;
      const response = await scene.house.app.request(url, {
        headers: { Cookie: `oneroof=${scene.tokens.iryna}` },
      });
      expect(response.status, url.slice(0, 120)).toBeLessThan(500);
      expect(MARKUP.test(await response.text()), url.slice(0, 120)).toBe(false);
    }
  }
});

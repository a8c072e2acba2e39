// An empty network: its first page asks for the one-time code and makes the first administrator, once.
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webApp } from '#main/app.tsx';
import { issueFirstCode } from '#main/first-code.ts';
import { seed } from '#main/seed/seed.ts';
import { makeServices, type Services } from '#main/services.ts';
import { systemClock } from '#platform/clock.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { SECRET } from '../support/house.ts';

let database: TestDatabase;
let services: Services;
let app: Hono;
let code: string;

beforeAll(async () => {
  database = await cloneDatabase();
  const { owner } = database.urls;
  await seed({ ownerUrl: owner, date: Temporal.PlainDate.from('2026-03-09'), demo: false });
  code = (await issueFirstCode(owner)) ?? '';
  services = await makeServices({
    appUrl: database.urls.app,
    clock: systemClock,
    secret: SECRET,
    assets: { css: [], js: [] },
    connections: 2,
  });
  app = webApp(services);
});
afterAll(async () => {
  await services?.close();
  await database?.drop();
});

const WHO = { name: 'Benedita Sá', login: 'benedita@oneroof.example' };
const PASSWORD = 'o pão de ló arrefece à janela';

async function send(fields: Record<string, string>) {
  const answer = await app.request('/first', {
    method: 'POST',
    headers: { 'Accept-Language': 'pt' },
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

test('there is nowhere to go but the first page, and it marks no demonstration', async () => {
  const home = await app.request('/');
  expect(home.headers.get('Location')).toBe('/sign-in');
  const signIn = await app.request('/sign-in');
  expect(signIn.headers.get('Location')).toBe('/first');
  const first = await app.request('/first', { headers: { 'Accept-Language': 'pt' } });
  const text = await first.text();
  expect(text).toContain('O primeiro acesso');
  expect(text).not.toContain('Demonstração');
});

test('what is wrong is said by its field; what was typed stays, but never a password', async () => {
  const { status, text } = await send({ ...WHO, login: 'benedita', code, password: 'curta' });
  expect(status).toBe(422);
  expect(text).toContain('id="login-error"');
  expect(text).toContain('id="password-error"');
  expect(text).not.toContain('id="code-error"');
  expect(text).toContain('value="Benedita Sá"');
  expect(text).not.toContain('curta');

  const wrong = await send({ ...WHO, code: 'AAAA-BBBB-CCCC', password: PASSWORD });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Este código já foi usado ou já não é válido.');
  expect(wrong.text).not.toContain(PASSWORD);

  for (const odd of ['\0', '\u202e', 'x'.repeat(5000), '<script>']) {
    expect((await send({ ...WHO, code: odd, password: PASSWORD })).status).toBe(422);
    expect((await send({ name: odd, login: odd, code: odd, password: odd })).status).toBe(422);
  }
});

test('the code lets one person in, once', async () => {
  const { status, headers } = await send({ ...WHO, code, password: PASSWORD });
  expect(status).toBe(303);
  expect(headers.getSetCookie().length).toBeGreaterThan(0);
  expect((await send({ ...WHO, code, password: PASSWORD })).status).toBe(422);
  expect((await app.request('/first')).status).toBe(404);
});

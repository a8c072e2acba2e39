// What every answer says to the browser, which cookies it sets, whose writes are refused, and that a
// failed sign-in tells nothing of who exists.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webApp } from '#main/app.tsx';
import { OpaqueCookie } from '#platform/http/opaque-cookie.ts';
import { SessionCookie } from '#platform/http/session-cookie.ts';
import { listPersonas } from '#platform/session/sign-in.ts';
import { type House, openHouse } from '../support/house.ts';
import { makeStaff } from '../support/visitor.ts';

let house: House;
let accountId: string;
const LOGIN = 'known@oneroof.example';

beforeAll(async () => {
  house = await openHouse();
  accountId = (await listPersonas(house.services.database))[0]?.accountId ?? '';
  await makeStaff(house, { login: LOGIN, password: 'barco verde no telhado' });
});
afterAll(() => house.close());

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers,
});

describe('every answer', () => {
  const PATHS = [
    '/',
    '/sign-in',
    '/nowhere',
    '/api/openapi.json',
    '/api/v1/nowhere',
    '/live?topics=board:cnaim-lisboa',
    '/healthz',
    '/assets/nothing.js',
  ];
  test.each(PATHS)('%s has the strict headers', async (path) => {
    const { headers, body } = await house.app.request(path);
    await body?.cancel();
    const policy = headers.get('Content-Security-Policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'"])
      expect(policy).toContain(part);
    for (const part of ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(headers.get('X-Powered-By') ?? headers.get('Server')).toBeNull();
    expect(headers.get('Cache-Control')).toMatch(/no-store|no-cache/);
    expect(headers.get('Strict-Transport-Security')).toBeNull();
  });
});

test('over TLS: __Host- cookies out of reach of scripts and other sites, and a year of TLS', async () => {
  const secure = webApp({
    ...house.services,
    secure: true,
    cookie: new SessionCookie(true),
    stationCookie: new OpaqueCookie('oneroof-station', true, 3600),
    halfCookie: new OpaqueCookie('oneroof-half', true, 900),
  });
  const answer = await secure.request('/sign-in/persona', form({ accountId }));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('Strict-Transport-Security')).toBe(
    'max-age=31536000; includeSubDomains',
  );
  const cookies = answer.headers.getSetCookie();
  expect(new Set(cookies.map((cookie) => cookie.split('=')[0]))).toEqual(
    new Set(['__Host-oneroof', '__Host-oneroof-station']),
  );
  for (const cookie of cookies) {
    for (const part of ['; Path=/', '; Secure', '; HttpOnly', '; SameSite=Strict'])
      expect(cookie).toContain(part);
    expect(cookie).not.toMatch(/domain/i);
  }
  const token = /__Host-oneroof=([^;]+)/.exec(cookies.join('\n'))?.[1] ?? '';
  const open = (name: string) =>
    secure.request('/account/security', { headers: { Cookie: `${name}=${token}` } });
  expect((await open('__Host-oneroof')).status).toBe(200);
  expect((await open('oneroof')).status).toBe(303);
});

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
  ['an older browser elsewhere', { Origin: 'https://evil.example' }],
  ['a page without an origin', { Origin: 'null' }],
])('a write that comes from %s is refused, at any address', async (_who, headers) => {
  const cookie = await house.signIn('Iryna');
  for (const path of ['/lock', '/sign-out', '/sign-in', '/api/v1/commands/stop.call-next']) {
    const answer = await house.app.request(path, form({}, { ...headers, Cookie: cookie }));
    expect(answer.status, path).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'cross-site' });
  }
  const still = await house.app.request('/account/security', { headers: { Cookie: cookie } });
  expect(still.status).toBe(200);
});

test('a write from our own page goes through', async () => {
  const ours = { 'Sec-Fetch-Site': 'same-origin' };
  expect((await house.app.request('/sign-in/persona', form({ accountId }, ours))).status).toBe(303);
});

test('a failed sign-in tells nobody who exists: not by status, text or time', async () => {
  const attempt = async (login: string) => {
    const begun = performance.now();
    const answer = await house.app.request(
      '/sign-in',
      form({ login, password: 'not hers at all' }),
    );
    // A number once used is another each time, and so is what she typed.
    const text = (await answer.text())
      .replaceAll(login, 'LOGIN')
      .replaceAll(/[0-9a-f-]{36}/g, 'ID')
      .replaceAll(/challenge&quot;:&quot;[\w-]+/g, 'CHALLENGE');
    return { status: answer.status, text, ms: performance.now() - begun };
  };
  const known: number[] = [];
  const unknown: number[] = [];
  await attempt('warm@oneroof.example');
  for (let turn = 0; turn < 5; turn++) {
    house.wait(2); // so that no name is slowed down
    for (const [login, times] of [
      [LOGIN, known],
      [`nobody${turn}@oneroof.example`, unknown],
    ] as const) {
      const { ms, ...seen } = await attempt(login);
      times.push(ms);
      expect(seen).toEqual({ status: 403, text: expect.any(String) });
      expect(seen.text === (await attempt('other@oneroof.example')).text, login).toBe(true);
    }
  }
  const middle = (times: number[]) => times.toSorted((a, b) => a - b)[2] as number;
  const ratio = middle(known) / middle(unknown);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('too many tries are refused for a known name and an unknown one alike', async () => {
  const statuses = async (login: string) => {
    const seen = [];
    for (let turn = 0; turn < 7; turn++)
      seen.push((await house.app.request('/sign-in', form({ login, password: 'wrong' }))).status);
    return seen;
  };
  house.wait(2);
  expect(await statuses(LOGIN)).toEqual(await statuses('nobody@oneroof.example'));
});

test('an error of ours tells no trace, no query and no value', async () => {
  const broken = webApp(
    {
      ...house.services,
      directory: {
        get: () => {
          throw new Error('secret detail of select 1');
        },
      } as never,
    },
    () => {},
  );
  const answer = await broken.request('/api/v1/commands/stop.call-next', { method: 'PUT' });
  expect(answer.status).toBe(404);
  const page = await broken.request('/live?topics=a');
  expect(page.status).toBe(500);
  expect(await page.text()).not.toMatch(/secret|select|\bat /);
});

// Single sign-on stands for the password of an account that was linked beforehand, and for nothing
// more. A real provider says the truth; another one lies about each thing that is checked.
import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { inCheckout } from '#platform/checkout.ts';
import { freePort } from '#platform/embedded-postgres/free-port.ts';
import { SignOn } from '#platform/session/sign-on.ts';
import { webApp } from '#main/app.tsx';
import { type House, openHouse } from '../support/house.ts';
import { LyingIssuer, type Token } from '../support/lying-issuer.ts';
import {
  codeAt,
  enrol,
  giveFirstFactor,
  makeStaff,
  pretending,
  type Visitor,
  visitor,
} from '../support/visitor.ts';

const ORIGIN = 'http://localhost';
const CLIENT = { clientId: 'oneroof', clientSecret: 'a secret that the issuer and we know' };
const PASSWORD = 'barco verde no telhado';
const liar = new LyingIssuer();
let house: House;
let issuer: ChildProcess;
/** The same house, with one issuer or the other. */
let honest: House;
let lying: House;

beforeAll(async () => {
  house = await openHouse();
  const port = await freePort();
  issuer = spawn(
    process.execPath,
    [inCheckout('test/support/issuer-process.ts'), String(port), `${ORIGIN}/sign-on/callback`],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await Promise.all([
    new Promise<void>((ready) => issuer.stdout?.once('data', () => ready())),
    liar.listen(),
  ]);
  const at = (address: string): House => {
    const signOn = new SignOn({ issuer: address, ...CLIENT }, house.services.keyring);
    return { ...house, app: webApp({ ...house.services, signOn }) };
  };
  honest = at(`http://localhost:${port}`);
  lying = at(liar.issuer);
}, 60_000);
afterAll(async () => {
  issuer?.kill();
  liar.close();
  await house?.close();
});

const isIn = async (who: Visitor) => (await who.get('/account/security')).status === 200;
async function newStaff(at: House) {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD };
  await makeStaff(at, staff);
  const browser = visitor(at);
  const { secret } = await enrol(at, browser, staff);
  return { staff, browser, secret };
}

/** Signs in at the real provider as `name`. @returns the path that it sends the browser back to */
async function throughIssuer(url: string, name: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = url;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 15; step++) {
    const headers = { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') };
    const answer: Response = await fetch(next, {
      redirect: 'manual',
      headers,
      ...(body && { method: 'POST', body }),
    });
    body = undefined;
    for (const line of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(key, value);
    }
    const location = answer.headers.get('location');
    if (location) {
      next = new URL(location, next).href;
      if (next.startsWith(ORIGIN + '/sign-on')) return next.slice(ORIGIN.length);
      continue;
    }
    const page = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    body = new URLSearchParams({ prompt, login: name, password: 'x' });
  }
  throw new Error(`the issuer did not come to an end: ${next}`);
}

/** The callback's page goes on by itself. */
async function comeBack(who: Visitor, path: string): Promise<Response> {
  const page = await (await who.get(path)).text();
  const way = (/url=([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  return who.get(way);
}
async function signOnAs(who: Visitor, name: string, query = ''): Promise<Response> {
  const start = await who.get(`/sign-on${query}`);
  return comeBack(who, await throughIssuer(start.headers.get('location') ?? '', name));
}

test('somebody linked beforehand signs in at the issuer, and then gives her second factor here', async () => {
  const { browser, secret } = await newStaff(honest);
  const linked = await signOnAs(browser, 'rosa', '?link');
  expect(linked.headers.get('location')).toBe('/account/security?done=sign-on');
  const who = visitor(honest);
  const half = await signOnAs(who, 'rosa', '?next=/desk');
  expect(half.headers.get('location')).toBe('/sign-in/second?next=%2Fdesk');
  expect(await isIn(who), 'single sign-on alone').toBe(false);
  expect(await isIn(pretending(honest, who)), 'half a session as a whole one').toBe(false);
  house.wait(1);
  const done = await who.post('/sign-in/second', { code: codeAt(house, secret), next: '/desk' });
  expect(done.headers.get('location')).toBe('/desk');
  expect(await isIn(who)).toBe(true);
});

test('somebody whom nobody linked gets nowhere, and an identity is not linked twice', async () => {
  const stranger = visitor(honest);
  expect((await signOnAs(stranger, 'stranger')).status).toBe(403);
  expect(stranger.cookies.has('oneroof-half')).toBe(false);
  const one = await newStaff(honest);
  const two = await newStaff(honest);
  await signOnAs(one.browser, 'shared', '?link');
  expect((await signOnAs(two.browser, 'shared', '?link')).status).toBe(403);
});

test('linking asks for a session with a fresh proof; a half-signed-in person links nothing', async () => {
  const { staff } = await newStaff(honest);
  const half = visitor(honest);
  await giveFirstFactor(half, staff);
  expect((await half.get('/sign-on?link')).headers.get('location')).toMatch(/^\/sign-in/);
});

/** Starts at the liar and comes back with a code, as if from there. */
async function backFromLiar(
  who: Visitor,
  token: Token,
  change: (query: URLSearchParams) => void = () => {},
) {
  const start = await who.get('/sign-on?link');
  const asked = new URL(start.headers.get('location') ?? '').searchParams;
  const claims = { sub: newId(), nonce: asked.get('nonce'), ...token.claims };
  liar.willSay({ ...token, claims });
  expect(asked.get('code_challenge_method')).toBe('S256');
  const query = new URLSearchParams({ code: 'any', state: asked.get('state') ?? '' });
  change(query);
  return who.get(`/sign-on/finish?${query}`);
}

test('the truth of the second issuer is taken, so that what follows is refused for its lie', async () => {
  const { browser } = await newStaff(lying);
  expect((await backFromLiar(browser, {})).headers.get('location')).toBe(
    '/account/security?done=sign-on',
  );
});

const LIES: Record<string, Token> = {
  'another audience': { claims: { aud: 'somebody-else' } },
  'another nonce': { claims: { nonce: 'another' } },
  'no nonce': { claims: { nonce: undefined } },
  'another issuer': { claims: { iss: 'https://issuer.example.evil' } },
  'no signature (alg none)': { header: { alg: 'none', kid: undefined }, unsigned: true },
  'a signature by another key': { foreignKey: true },
  'a signature that is missing': { unsigned: true },
  'a token that has ended': { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } },
};
for (const [what, token] of Object.entries(LIES)) {
  test(`refused: ${what}`, async () => {
    const { browser } = await newStaff(lying);
    const answer = await backFromLiar(browser, token);
    expect([answer.status, answer.headers.get('location')]).toEqual([403, null]);
  });
}

test('refused: another state, an answer that nobody asked for, and one given twice', async () => {
  const { browser } = await newStaff(lying);
  expect((await backFromLiar(browser, {}, (query) => query.set('state', 'another'))).status).toBe(
    403,
  );
  expect((await visitor(lying).get('/sign-on/finish?code=any&state=any')).status).toBe(403);
  let again = '';
  await backFromLiar(browser, {}, (query) => (again = String(query)));
  expect((await browser.get(`/sign-on/finish?${again}`)).status).toBe(403);
});

// How long a session lives, and that it is dead at once: revoked, idle, at its end, and when its owner
// has left, with her open page, her stream and her token.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf } from '#platform/session/token.ts';
import { type House, openHouse } from '../support/house.ts';
import { enrol, giveFirstFactor, codeAt, makeStaff, visitor } from '../support/visitor.ts';

let house: House;
let origin: string;
const PASSWORD = 'barco verde no telhado';

beforeAll(async () => {
  house = await openHouse({ connections: 8 });
  origin = await house.listen();
});
afterAll(() => house.close());

const asOwner = (text: string, values: unknown[] = []) =>
  withClient(house.database.urls.owner, (client) => client.query(text, values));

async function signedIn(role = 'reception-mediator') {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD, role };
  const accountId = await makeStaff(house, staff);
  const browser = visitor(house);
  const { secret } = await enrol(house, browser, staff);
  return { staff, accountId, browser, secret, token: browser.cookies.get('oneroof') ?? '' };
}
const isIn = async (browser: ReturnType<typeof visitor>) =>
  (await browser.get('/account/security')).status === 200;

test('half an hour without an act of its owner ends a session, and acts keep it up to twelve hours', async () => {
  const { browser, token } = await signedIn();
  const lifeOf = async () => {
    const { rows } = await asOwner(
      `select extract(epoch from expires_at - now()) / 60 as left, extract(epoch from ends_at - opened_at) / 3600 as whole
       from access.session where token_hash = $1`,
      [hashOf(token)],
    );
    return { left: Math.round(Number(rows[0].left)), whole: Number(rows[0].whole) };
  };
  expect(await lifeOf()).toEqual({ left: 30, whole: 12 });
  await asOwner(
    `update access.session set expires_at = now() + interval '5 minutes' where token_hash = $1`,
    [hashOf(token)],
  );
  await house.services.database.transaction((tx) => tx.text('select access.touch($1)', [token]));
  expect((await lifeOf()).left).toBe(30);
  await asOwner(
    `update access.session set ends_at = now() + interval '4 minutes' where token_hash = $1`,
    [hashOf(token)],
  );
  await house.services.database.transaction((tx) => tx.text('select access.touch($1)', [token]));
  expect((await lifeOf()).left).toBe(4);
  await asOwner(
    `update access.session set expires_at = now() - interval '1 second' where token_hash = $1`,
    [hashOf(token)],
  );
  await house.services.database.transaction((tx) => tx.text('select access.touch($1)', [token]));
  expect(await isIn(browser), 'what is over stays over').toBe(false);
});

test('what a page fetches by itself does not count as an act of its owner', async () => {
  const { browser, token } = await signedIn();
  await asOwner(
    `update access.session set expires_at = now() + interval '5 minutes' where token_hash = $1`,
    [hashOf(token)],
  );
  const left = async () => {
    const { rows } = await asOwner(
      `select round(extract(epoch from expires_at - now()) / 60) as left from access.session where token_hash = $1`,
      [hashOf(token)],
    );
    return Number(rows[0].left);
  };
  const fresh = visitor(house, browser);
  const stream = await fresh.get('/live?topics=queue:cnaim-lisboa.iss');
  await stream.body?.cancel();
  await fresh.get('/account/security', { 'turbo-frame': 'queue' });
  await new Promise((done) => setTimeout(done, 100));
  expect(await left()).toBe(5);
});

test('signing in gives another token each time, and a session is not carried over from before', async () => {
  const { staff, browser, secret, token } = await signedIn();
  house.wait(1);
  await giveFirstFactor(browser, staff);
  await browser.post('/sign-in/second', { code: codeAt(house, secret) });
  expect(browser.cookies.get('oneroof')).not.toBe(token);
  const old = visitor(house);
  old.cookies.set('oneroof', token);
  expect(await isIn(old)).toBe(false);
  const fixed = visitor(house);
  fixed.cookies.set('oneroof', 'a-token-that-somebody-put-here-before-signing-in');
  await giveFirstFactor(fixed, staff);
  house.wait(1);
  await fixed.post('/sign-in/second', { code: codeAt(house, secret) });
  expect(fixed.cookies.get('oneroof')).toMatch(/^[\w-]{43}$/);
});

test('she sees her sessions and ends one, or all others; nobody ends those of another', async () => {
  const { staff, browser, secret, accountId } = await signedIn();
  const second = visitor(house);
  house.wait(1);
  await giveFirstFactor(second, staff);
  await second.post('/sign-in/second', { code: codeAt(house, secret) });
  const { rows } = await asOwner(
    `select id from access.session where account_id = $1 and token_hash = $2`,
    [accountId, hashOf(second.cookies.get('oneroof') ?? '')],
  );
  expect(await (await browser.get('/account/security')).text()).toContain(rows[0].id);
  const thief = await signedIn();
  await thief.browser.post('/account/sessions', { session: rows[0].id });
  expect(await isIn(second)).toBe(true);
  await browser.post('/account/sessions', { session: rows[0].id });
  expect(await isIn(second)).toBe(false);
  expect(await isIn(browser)).toBe(true);
  await browser.post('/account/sessions', { session: 'others' });
  expect(await isIn(browser)).toBe(true);
});

test('a new password ends every other session and needs a proof of the last minutes', async () => {
  const { staff, browser, secret, accountId } = await signedIn();
  const second = visitor(house);
  house.wait(1);
  await giveFirstFactor(second, staff);
  await second.post('/sign-in/second', { code: codeAt(house, secret) });
  await asOwner(
    `update access.session set stepped_up_at = now() - interval '11 minutes' where account_id = $1`,
    [accountId],
  );
  const change = () => browser.post('/account/password', { password: 'quatro gatos no muro alto' });
  expect((await change()).headers.get('location')).toBe('/step-up?next=%2Faccount%2Fsecurity');
  house.wait(1);
  await browser.post('/step-up', { code: codeAt(house, secret), next: '/account/security' });
  expect((await change()).headers.get('location')).toBe('/account/security?done=password');
  expect(await isIn(browser)).toBe(true);
  expect(await isIn(second)).toBe(false);
  expect((await giveFirstFactor(visitor(house), staff)).status).toBe(403);
});

/** Reads a stream until it ends. @returns what came, and after how many milliseconds */
async function untilOver(answer: Response, since: () => number) {
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
  return { text, ms: performance.now() - since() };
}

const LEAVING = {
  'when her last role ends': (account: string) =>
    asOwner(
      `update access.membership set valid = tstzrange(lower(valid), now()) where account_id = $1`,
      [account],
    ),
  'when her account is closed': (account: string) =>
    asOwner(`update access.account set disabled_at = now() where id = $1`, [account]),
  'when her session is revoked': (account: string) =>
    asOwner(`update access.session set revoked_at = now() where account_id = $1`, [account]),
};
for (const [when, leave] of Object.entries(LEAVING)) {
  test(`a leaver's page, stream and token are dead within a second ${when}`, async () => {
    const { browser, accountId, token } = await signedIn('centre-coordinator');
    const cookie = { cookie: `oneroof=${token}` };
    const stream = await fetch(`${origin}/live?topics=floor:cnaim-lisboa,queue:cnaim-lisboa.iss`, {
      headers: cookie,
    });
    expect(stream.status).toBe(200);
    await new Promise((done) => setTimeout(done, 1500));
    let left = 0;
    const over = untilOver(stream, () => left);
    await leave(accountId);
    left = performance.now();
    expect((await browser.get('/')).headers.get('location'), 'the page').toBe('/sign-in');
    const api = await house.app.request('/api/v1/offices/cnaim-lisboa.iss/queue', {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(api.status, 'the token').toBe(401);
    // Two requests take some 30 ms; a busy machine is late with them as with the stream.
    const late = Math.max(0, performance.now() - left - 100);
    const { text, ms } = await over;
    expect(text).toContain('event: over');
    expect(ms, 'the stream').toBeLessThan(1000 + late);
    const again = await fetch(`${origin}/live?topics=floor:cnaim-lisboa`, { headers: cookie });
    expect(again.status, 'the stream asked for again: the open page reloads').toBe(401);
  });
}

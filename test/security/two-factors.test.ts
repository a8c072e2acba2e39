// Nobody gets in with half of what it takes: a half-signed-in person against every address, codes
// that count once, wrong ones that end, and the enrolment that a first sign-in owes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type House, openHouse } from '../support/house.ts';
import { codeAt, enrol, giveFirstFactor, makeStaff, visitor } from '../support/visitor.ts';

let house: House;
const PASSWORD = 'barco verde no telhado';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function newStaff(role?: string) {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD, ...(role && { role }) };
  return { ...staff, id: await makeStaff(house, staff) };
}

test('a password alone opens no session: the first sign-in owes an enrolment, the next a code', async () => {
  const staff = await newStaff();
  const who = visitor(house);
  const first = await giveFirstFactor(who, staff);
  expect(first.headers.get('location')).toBe('/sign-in/second');
  expect((await who.get('/sign-in/second')).headers.get('location')).toBe('/sign-in/enrol');
  expect(who.cookies.has('oneroof')).toBe(false);
  const { secret, codes } = await enrol(house, who, staff);
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  expect((await who.get('/account/security')).status).toBe(200);

  house.wait(1);
  const again = visitor(house);
  await giveFirstFactor(again, staff);
  expect((await again.get('/sign-in/enrol')).headers.get('location')).toBe('/sign-in/second');
  expect((await again.get('/account/security')).status).toBe(303);
  const done = await again.post('/sign-in/second', { code: codeAt(house, secret) });
  expect([done.status, done.headers.get('location')]).toEqual([303, '/']);
  expect(again.cookies.has('oneroof-half')).toBe(false);
  expect((await again.get('/account/security')).status).toBe(200);
});

test('a half-signed-in person can do nothing but the second step, at any address', async () => {
  const staff = await newStaff('administrator');
  const half = visitor(house);
  await giveFirstFactor(half, staff);
  const token = half.cookies.get('oneroof-half') ?? '';
  expect(token).not.toBe('');
  const stranger = visitor(house);
  const liar = visitor(house, half);
  liar.cookies.set('oneroof', token);
  const routes = house.app.routes.filter(
    ({ method, path }) => ['GET', 'POST'].includes(method) && !path.includes('*'),
  );
  expect(routes.length).toBeGreaterThan(50);
  const ownSteps = /^\/sign-in(\/|$)|^\/first/;
  // Asked by whoever was shown a paper: it tells strangers whether it is ours, and opens nothing.
  const forAnybody = new Set(['/check']);
  for (const { method, path } of routes) {
    if (ownSteps.test(path)) continue;
    const address =
      path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_all, name) =>
        /centre/i.test(name) ? 'cnaim-lisboa' : path.includes('/commands/') ? 'desk.open' : newId(),
      ) + (path === '/live' ? '?topics=queue:cnaim-lisboa.iss' : '');
    const ask = (who: typeof half) => {
      if (method === 'GET') return who.get(address);
      return path.startsWith('/api/')
        ? who.send(address, { id: newId(), input: { deskId: 'cnaim-lisboa.d12' } })
        : who.post(address, {});
    };
    const [none, some, lying] = [await ask(stranger), await ask(half), await ask(liar)];
    const seen = async (answer: Response) =>
      `${answer.status} ${answer.headers.get('location')?.replace(/^\/sign-in\?next=.*/, '/sign-in') ?? ''} ${
        ['/live', '/device'].includes(path) && answer.status === 200
          ? 'a stream, or a code'
          : strip(await answer.text())
      }`;
    const expected = await seen(none);
    expect(await seen(some), `${method} ${path} with half a session`).toBe(expected);
    expect(await seen(lying), `${method} ${path} with half a session as a whole one`).toBe(
      expected,
    );
    expect(none.status === 200 && method === 'POST', `${method} ${path} works for strangers`).toBe(
      method === 'POST' && forAnybody.has(path),
    );
    liar.cookies.set('oneroof', token);
    half.cookies.set('oneroof-half', token);
  }
  const bearer = await house.app.request('/api/v1/commands/desk.open', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: newId(), input: { deskId: 'cnaim-lisboa.d12' } }),
  });
  expect(bearer.status).toBe(401);
});

/** What differs between any two answers: ids of forms. */
function strip(body: string): string {
  return body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
}

test('a code of the authenticator counts once in its window, for signing in and for stepping up', async () => {
  const staff = await newStaff();
  const { secret } = await enrol(house, visitor(house), staff);
  const used = codeAt(house, secret);
  const who = visitor(house);
  await giveFirstFactor(who, staff);
  expect((await who.post('/sign-in/second', { code: used })).status).toBe(403);
  house.wait(0.5);
  const code = codeAt(house, secret);
  expect((await who.post('/sign-in/second', { code })).status).toBe(303);
  const other = visitor(house);
  await giveFirstFactor(other, staff);
  expect((await other.post('/sign-in/second', { code })).status).toBe(403);
  expect((await other.post('/sign-in/second', { code: used })).status).toBe(403);
  expect(
    (await who.post('/step-up', { code, next: '/account/security' })).headers.get('location'),
  ).toBeNull();
  house.wait(0.5);
  const before = who.cookies.get('oneroof');
  const next = codeAt(house, secret);
  expect(
    (await who.post('/step-up', { code: next, next: '/account/security' })).headers.get('location'),
  ).toBe('/account/security');
  expect(who.cookies.get('oneroof')).not.toBe(before);
  const copied = visitor(house);
  copied.cookies.set('oneroof', before ?? '');
  expect((await copied.get('/account/security')).status, 'the token from before the step-up').toBe(
    303,
  );
});

test('two browsers with the same code at the same moment: one gets in', async () => {
  const staff = await newStaff();
  const { secret } = await enrol(house, visitor(house), staff);
  house.wait(1);
  const pair = [visitor(house), visitor(house)];
  for (const who of pair) await giveFirstFactor(who, staff);
  const code = codeAt(house, secret);
  const answers = await Promise.all(pair.map((who) => who.post('/sign-in/second', { code })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 403]);
});

test('a recovery code stands in for the authenticator once, and never for the password', async () => {
  const staff = await newStaff();
  const { codes } = await enrol(house, visitor(house), staff);
  const [code = ''] = codes;
  const cold = visitor(house);
  expect((await cold.post('/sign-in/second', { code })).headers.get('location')).toBeNull();
  expect(cold.cookies.has('oneroof')).toBe(false);
  const who = visitor(house);
  await giveFirstFactor(who, staff);
  expect((await who.post('/sign-in/second', { code: ` ${code.toUpperCase()} ` })).status).toBe(303);
  const again = visitor(house);
  await giveFirstFactor(again, staff);
  expect((await again.post('/sign-in/second', { code })).status).toBe(403);
  const stranger = await newStaff();
  await enrol(house, visitor(house), stranger);
  const thief = visitor(house);
  await giveFirstFactor(thief, stranger);
  expect(
    (await thief.post('/sign-in/second', { code: codes[1] ?? '' })).status,
    "another account's code",
  ).toBe(403);
});

test('the fifth wrong code ends the half session, and wrong ones hold up the right one', async () => {
  const staff = await newStaff();
  const { secret, codes } = await enrol(house, visitor(house), staff);
  house.wait(1);
  const who = visitor(house);
  await giveFirstFactor(who, staff);
  for (let turn = 0; turn < 5; turn++)
    expect((await who.post('/sign-in/second', { code: '000000' })).status).toBe(403);
  const over = await who.post('/sign-in/second', { code: codeAt(house, secret) });
  expect([over.status, who.cookies.has('oneroof')]).toEqual([409, false]);
  await giveFirstFactor(who, staff);
  expect(
    (await who.post('/sign-in/second', { code: codeAt(house, secret) })).status,
    'held up',
  ).toBe(403);
  expect(
    (await who.post('/sign-in/second', { code: codes[0] ?? '' })).status,
    'a recovery code is not',
  ).toBe(303);
});

test('an enrolment is not finished with a wrong code, nor for an account that has a second factor', async () => {
  const staff = await newStaff();
  const who = visitor(house);
  await giveFirstFactor(who, staff);
  await who.get('/sign-in/enrol');
  expect((await who.post('/sign-in/enrol', { code: '123456' })).status).toBe(403);
  expect(who.cookies.has('oneroof')).toBe(false);
  await enrol(house, who, staff);
  const later = visitor(house);
  await giveFirstFactor(later, staff);
  expect((await later.post('/sign-in/enrol', { code: '123456' })).headers.get('location')).toBe(
    '/sign-in/second',
  );
});

test('SQL as the application opens no session without the key that only the web has', async () => {
  const staff = await newStaff();
  await enrol(house, visitor(house), staff);
  const half = visitor(house);
  await giveFirstFactor(half, staff);
  const [row] = await house.services.database.transaction((tx) =>
    tx.text<{ opened: string | null }>(
      `select access.finish_by_step('guessed', $1, 99999999, null, sha256('x'), sha256('y'), '1 hour', '1 hour') as opened`,
      [half.cookies.get('oneroof-half')],
    ),
  );
  expect(row?.opened).toBeNull();
  const forbidden = house.services.database.transaction((tx) =>
    tx.text(
      `select access.open_session($1, sha256('x'), 'authenticator', null, '1 hour', '1 hour')`,
      [staff.id],
    ),
  );
  await expect(forbidden).rejects.toThrow(/permission denied/);
});

// An invitation's link opens no session: it counts once, and leads to a password and a second factor.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  codeAt,
  enrol,
  giveFirstFactor,
  makeStaff,
  pretending,
  visitor,
} from '../support/visitor.ts';

let house: House;
const PASSWORD = 'barco verde no telhado';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function invited(days = 7) {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD };
  const accountId = await makeStaff(house, staff);
  const link = newToken();
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `insert into access.invitation (token_hash, account_id, expires_at) values ($1, $2, now() + make_interval(days => $3))`,
      [hashOf(link), accountId, days],
    ),
  );
  return { staff, accountId, link };
}
const isIn = async (who: ReturnType<typeof visitor>) =>
  (await who.get('/account/security')).status === 200;

test('a link leads to a password, then to a second factor, then in; and counts once', async () => {
  const { staff, link } = await invited();
  const who = visitor(house);
  for (let look = 0; look < 3; look++)
    expect((await who.get(`/invitation/${link}`)).status).toBe(200);
  expect((await who.get(`/invitation?token=${link}`)).status).toBe(200);
  expect(who.cookies.size, 'looking gives nothing').toBe(0);
  const swapped = await who.post('/invitation', { link });
  expect(swapped.headers.get('location')).toBe('/sign-in/password');
  expect(await isIn(who)).toBe(false);
  expect((await who.get('/sign-in/second')).headers.get('location')).toBe('/sign-in/password');
  expect((await who.get('/sign-in/enrol')).headers.get('location')).toBe('/sign-in/password');
  expect((await who.post('/sign-in/password', { password: 'curta' })).status).toBe(422);
  expect((await who.post('/sign-in/password', { password: 'Benfica123456!' })).status).toBe(422);
  const chosen = 'uma frase que ninguém adivinha';
  await who.post('/sign-in/password', { password: chosen });
  expect(await isIn(who), 'the password is not enough').toBe(false);
  expect(await isIn(pretending(house, who)), 'half a session as a whole one').toBe(false);
  const page = await (await who.get('/sign-in/enrol')).text();
  const secret = /class="secret"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1] ?? '';
  await who.post('/sign-in/enrol', { code: codeAt(house, secret) });
  expect(await isIn(who)).toBe(true);

  const late = visitor(house);
  expect((await late.get(`/invitation/${link}`)).status).toBe(404);
  expect((await late.post('/invitation', { link })).status).toBe(404);
  expect((await giveFirstFactor(visitor(house), staff)).status, 'the password before').toBe(403);
});

test('a link to an account that has a second factor resets the password and still asks for the factor', async () => {
  const { staff, link } = await invited();
  const before = visitor(house);
  const { secret } = await enrol(house, before, staff);
  const who = visitor(house);
  await who.post('/invitation', { link });
  await who.post('/sign-in/password', { password: 'outra frase bem comprida' });
  expect(await isIn(who)).toBe(false);
  expect((await who.get('/sign-in/enrol')).headers.get('location')).toBe('/sign-in/second');
  expect(await isIn(before), 'sessions from before the reset').toBe(false);
  house.wait(1);
  await who.post('/sign-in/second', { code: codeAt(house, secret) });
  expect(await isIn(who)).toBe(true);
});

test('two at once use a link up once; one that ended, was made up, or leads to a leaver is worth nothing', async () => {
  const { link } = await invited();
  const answers = await Promise.all(
    [visitor(house), visitor(house)].map((who) => who.post('/invitation', { link })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404]);
  const over = await invited(-1);
  const left = await invited();
  await withClient(house.database.urls.owner, (client) =>
    client.query('update access.account set disabled_at = now() where id = $1', [left.accountId]),
  );
  const made = await visitor(house).post('/invitation', { link: newToken() });
  const bodies = [];
  for (const { link: dead } of [over, left]) {
    const answer = await visitor(house).post('/invitation', { link: dead });
    expect(answer.status).toBe(404);
    bodies.push(await answer.text());
  }
  const plain = (body: string) => body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
  expect(new Set([...bodies, await made.text()].map(plain)).size, 'one answer for all').toBe(1);
});

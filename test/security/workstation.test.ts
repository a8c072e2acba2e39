// A shared workstation remembers who signed in in full there today, and nothing more: a PIN is worth
// nothing at another browser, on another day, after signing out, or after five wrong tries.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf } from '#platform/session/token.ts';
import { tagOf } from '#platform/session/password.ts';
import { isGoodPin } from '#platform/session/station.ts';
import { type House, openHouse } from '../support/house.ts';
import { enrol, makeStaff, type Visitor, visitor } from '../support/visitor.ts';

let house: House;
const PASSWORD = 'barco verde no telhado';
const PIN = '2749';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Signs in in full at a browser and sets the PIN. */
async function staffAt(browser: Visitor, name: string) {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD, name };
  const accountId = await makeStaff(house, staff);
  await enrol(house, browser, staff);
  const done = await browser.post('/account/pin', { pin: PIN });
  expect(done.headers.get('location')).toBe('/account/security?done=pin');
  return accountId;
}
const open = (browser: Visitor, accountId: string, pin = PIN, back = '') =>
  browser.post('/lock/open', { accountId, pin, back });
const isIn = async (browser: Visitor) => (await browser.get('/account/security')).status === 200;

test('locking ends the session, keeps the names, and only its owner finds the way back', async () => {
  const browser = visitor(house);
  const ana = await staffAt(browser, 'Ana Primeira');
  const bela = await staffAt(browser, 'Bela Segunda');
  const token = browser.cookies.get('oneroof') ?? '';
  const locked = await browser.post('/lock', { back: '/account/security?q=Oksana' });
  const address = locked.headers.get('location') ?? '';
  expect(address).toMatch(/^\/lock\?back=[\w-]+$/);
  expect(address).not.toContain('Oksana');
  expect(await isIn(browser)).toBe(false);
  const copied = visitor(house);
  copied.cookies.set('oneroof', token);
  expect(await isIn(copied), 'a copy of the locked session').toBe(false);
  const page = await (await browser.get(address)).text();
  expect(page).toContain('Ana Primeira');
  expect(page).toContain('Bela Segunda');
  expect(page).not.toContain('Oksana');
  const back = new URL(address, 'http://here').searchParams.get('back') ?? '';
  expect((await open(browser, ana, PIN, back)).headers.get('location'), 'another person').toBe('/');
  await browser.post('/lock', {});
  expect((await open(browser, bela, PIN, back)).headers.get('location')).toBe(
    '/account/security?q=Oksana',
  );
  expect(await isIn(browser)).toBe(true);
});

test('a PIN is worth nothing at a browser where its owner did not sign in in full', async () => {
  const ana = await staffAt(visitor(house), 'Ana');
  const elsewhere = visitor(house);
  await staffAt(elsewhere, 'Carla');
  await elsewhere.post('/lock', {});
  expect((await open(elsewhere, ana)).status).toBe(403);
  expect((await open(visitor(house), ana)).status).toBe(303);
  expect(await isIn(elsewhere)).toBe(false);
});

test('the fifth wrong PIN asks for the whole sign-in, the right one too', async () => {
  const browser = visitor(house);
  const ana = await staffAt(browser, 'Ana');
  await browser.post('/lock', {});
  for (let turn = 0; turn < 5; turn++) await open(browser, ana, '9061');
  expect(await isIn(browser)).toBe(false);
  const sixth = await open(browser, ana);
  expect(sixth.headers.get('location'), 'nobody is known here any more').toBe('/sign-in');
  expect(await isIn(browser)).toBe(false);
});

test('signing out, and the end of the day, ask for the whole sign-in', async () => {
  const browser = visitor(house);
  const ana = await staffAt(browser, 'Ana');
  await browser.post('/sign-out', {});
  expect((await browser.get('/lock')).headers.get('location')).toBe('/sign-in');
  await open(browser, ana);
  expect(await isIn(browser)).toBe(false);

  const other = visitor(house);
  const bela = await staffAt(other, 'Bela');
  await other.post('/lock', {});
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `update access.station_person set until = now() - interval '1 second' where account_id = $1`,
      [bela],
    ),
  );
  await open(other, bela);
  expect(await isIn(other)).toBe(false);
});

test('a session opened by PIN is over when the day of the whole sign-in is, and counts as no fresh proof', async () => {
  const browser = visitor(house);
  const ana = await staffAt(browser, 'Ana');
  await browser.post('/lock', {});
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `update access.station_person set until = now() + interval '5 minutes' where account_id = $1`,
      [ana],
    ),
  );
  await open(browser, ana);
  const { rows } = await withClient(house.database.urls.owner, (client) =>
    client.query(
      `select ends_at < now() + interval '6 minutes' as soon, stepped_up_at from access.session
                  where account_id = $1 and method = 'pin'`,
      [ana],
    ),
  );
  expect(rows).toEqual([{ soon: true, stepped_up_at: null }]);
  expect((await browser.post('/account/pin', { pin: '6103' })).headers.get('location')).toBe(
    '/step-up?next=%2Faccount%2Fsecurity',
  );
  expect((await browser.post('/account/recovery-codes', {})).headers.get('location')).toBe(
    '/step-up?next=%2Faccount%2Fsecurity',
  );
});

test('an account that was closed does not come back by PIN', async () => {
  const browser = visitor(house);
  const ana = await staffAt(browser, 'Ana');
  await browser.post('/lock', {});
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `update access.membership set valid = tstzrange(lower(valid), now()) where account_id = $1`,
      [ana],
    ),
  );
  await open(browser, ana);
  expect(await isIn(browser)).toBe(false);
});

test('a PIN is four to six digits, and none that is tried first', () => {
  expect(['2749', '80215', '640913'].every(isGoodPin)).toBe(true);
  expect(['1234', '4321', '0000', '123', '1234567', '12a4'].some(isGoodPin)).toBe(false);
});

test('the database by itself takes a right PIN only where and while its owner is known', async () => {
  const browser = visitor(house);
  const ana = await staffAt(browser, 'Ana');
  const elsewhere = visitor(house);
  await staffAt(elsewhere, 'Carla');
  const { rows } = await withClient(house.database.urls.owner, (client) =>
    client.query('select recipe from access.pin where account_id = $1', [ana]),
  );
  const tag = await tagOf(house.services.keyring.pepper(PIN, ana), rows[0].recipe);
  const ask = async (station: Visitor) => {
    const [row] = await house.services.database.transaction((tx) =>
      tx.text<{ opened: string | null }>(
        `select access.open_by_pin($1, $2, $3, $4, '1 hour') as opened`,
        [station.cookies.get('oneroof-station'), ana, tag, hashOf(newId())],
      ),
    );
    return row?.opened ?? null;
  };
  expect(await ask(elsewhere)).toBeNull();
  expect(await ask(browser)).not.toBeNull();
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `update access.station_person set until = now() - interval '1 second' where account_id = $1`,
      [ana],
    ),
  );
  expect(await ask(browser)).toBeNull();
});

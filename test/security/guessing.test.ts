// Whoever guesses a password is slowed down, from one network and from ever new ones; the owner of the
// name gets in at once, from another network or at a browser that knows her, by both factors as
// always. What was refused stands in the log of security events and names nobody.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { readRefusals } from '#main/read-refusals.ts';
import { type House, openHouse, SECRET } from '../support/house.ts';
import { query } from '../support/somebody.ts';
import {
  codeAt,
  enrol,
  giveFirstFactor,
  makeStaff,
  type Visitor,
  visitor,
} from '../support/visitor.ts';

let house: House;
const PASSWORD = 'barco verde no telhado';
const HOME = '192.0.2.7';
const AWAY = '198.51.100.7';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function newStaff() {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD };
  return { ...staff, id: await makeStaff(house, staff) };
}
const guess = async (login: string, address: string, who = visitor(house, undefined, address)) => {
  const answer = await who.post('/sign-in', { login, password: 'not hers at all' });
  return { status: answer.status, text: await answer.text() };
};
/** Tries that were read, of so many from ever new networks. */
async function readOfMany(login: string, tries: number): Promise<number> {
  let read = 0;
  for (let at = 0; at < tries; at++)
    if ((await guess(login, `10.1.${at}.9`)).status === 403) read++;
  return read;
}
const getsIn = async (who: Visitor, staff: { login: string; password: string }) =>
  (await giveFirstFactor(who, staff)).status === 303;

describe('ACC-51: the owner is not kept out', () => {
  test('five wrong ones from one network: that network waits, the owner elsewhere does not', async () => {
    const staff = await newStaff();
    for (let at = 0; at < 5; at++) expect((await guess(staff.login, AWAY)).status).toBe(403);
    expect((await guess(staff.login, AWAY)).status).not.toBe(403);
    expect(await getsIn(visitor(house, undefined, AWAY), staff)).toBe(false);
    expect(await getsIn(visitor(house, undefined, HOME), staff)).toBe(true);
    house.wait(1.1);
    expect(await getsIn(visitor(house, undefined, AWAY), staff)).toBe(true);
  });

  test('from ever new networks guessing is slow, and her own browser waits for nobody', async () => {
    const staff = await newStaff();
    const hers = visitor(house, undefined, HOME);
    await enrol(house, hers, staff);
    hers.cookies.delete('oneroof');
    expect(await readOfMany(staff.login, 60)).toBe(30);
    expect(await getsIn(visitor(house, undefined, '203.0.113.5'), staff)).toBe(false);
    expect(await getsIn(hers, staff)).toBe(true);
    // The same browser in the very network that guesses.
    const travelling = visitor(house, hers, '10.1.3.9');
    expect(await getsIn(travelling, staff)).toBe(true);
    // At the pace of one each half minute anybody is read again.
    house.wait(0.6);
    expect(await getsIn(visitor(house, undefined, '203.0.113.5'), staff)).toBe(true);
  });

  test('a browser that knows her spares no factor, and knows nobody else', async () => {
    const [staff, other] = [await newStaff(), await newStaff()];
    const hers = visitor(house, undefined, HOME);
    const { secret } = await enrol(house, hers, staff);
    const known = hers.cookies.get('oneroof-known') ?? '';
    expect(known).not.toBe('');
    const copied = visitor(house, undefined, AWAY);
    copied.cookies.set('oneroof-known', known);
    expect((await copied.get('/account/security')).status).toBe(303);
    expect((await copied.post('/sign-in/second', { code: codeAt(house, secret) })).status).not.toBe(
      303,
    );
    await giveFirstFactor(copied, staff);
    expect((await copied.get('/account/security')).status).toBe(303);
    expect((await copied.get('/sign-in/second')).status).toBe(200);
    await readOfMany(other.login, 31);
    expect(await getsIn(copied, other)).toBe(false);
    // And whoever stole it guesses no faster with it.
    const thief = visitor(house, undefined, AWAY);
    thief.cookies.set('oneroof-known', known);
    const statuses = [];
    for (let at = 0; at < 6; at++) statuses.push((await guess(staff.login, AWAY, thief)).status);
    expect(statuses.slice(0, 5)).toEqual(Array(5).fill(403));
    expect(statuses[5]).not.toBe(403);
  });

  test('a made-up or changed cookie knows nobody', async () => {
    const staff = await newStaff();
    const hers = visitor(house, undefined, HOME);
    await enrol(house, hers, staff);
    const known = hers.cookies.get('oneroof-known') ?? '';
    for (let at = 0; at < 5; at++) await guess(staff.login, AWAY);
    for (const cookie of ['x'.repeat(60), `${known.slice(0, -4)}AAAA`, known.slice(0, 60)]) {
      const liar = visitor(house, undefined, AWAY);
      liar.cookies.set('oneroof-known', cookie);
      expect(await getsIn(liar, staff), cookie.slice(0, 8)).toBe(false);
    }
  });

  test('a name that exists and one that does not are slowed down alike, to the letter', async () => {
    const staff = await newStaff();
    const nobody = `${newId()}@oneroof.example`;
    const seen = async (login: string) => {
      const answers = [];
      for (let at = 0; at < 7; at++) answers.push(await guess(login, '203.0.113.77'));
      for (let at = 0; at < 30; at++) answers.push(await guess(login, `10.2.${at}.1`));
      return answers.map(({ status, text }) => [
        status,
        text
          .replaceAll(login, 'LOGIN')
          .replaceAll(/[0-9a-f-]{36}/g, 'ID')
          .replaceAll(/challenge&quot;:&quot;[\w-]+/g, 'CHALLENGE'),
      ]);
    };
    expect(await seen(staff.login)).toEqual(await seen(nobody));
  });
});

describe('ACC-53: what was refused is logged, and names nobody', () => {
  test('by kind, name and network as keyed hashes; asked with the name the operator finds it', async () => {
    const staff = await newStaff();
    for (let at = 0; at < 6; at++) await guess(staff.login, AWAY);
    const half = visitor(house, undefined, AWAY);
    await enrol(house, visitor(house, undefined, HOME), staff);
    house.wait(2);
    await giveFirstFactor(half, staff);
    await half.post('/sign-in/second', { code: '000000' });
    await visitor(house, undefined, AWAY).post('/recover', { link: newId(), code: 'AAAA-AAAA' });
    await visitor(house, undefined, AWAY).post('/invitation', { link: newId() });
    await house.services.refusals.flush();
    const subject = house.services.keyring.markOf(staff.login);
    const rows = await query<{ kind: string; tries: number }>(
      house,
      `select kind, sum(tries)::integer as tries from log.refusal
       where subject = decode($1, 'hex') group by kind order by kind`,
      [subject],
    );
    expect(rows).toEqual([
      { kind: 'code-refused', tries: 1 },
      { kind: 'password-refused', tries: 5 },
      { kind: 'password-slowed-down', tries: 1 },
    ]);
    const noted = await query<{ kind: string }>(
      house,
      'select distinct kind from access.key_note where account_id = $1 order by kind',
      [staff.id],
    );
    expect(noted.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['code-refused', 'signed-in-authenticator']),
    );
    const [all] = await query<{ text: string; kinds: string[] }>(
      house,
      `select string_agg(r::text, ' ') as text, array_agg(distinct kind) as kinds from log.refusal r`,
    );
    expect(all?.kinds).toEqual(
      expect.arrayContaining(['invitation-refused', 'recovery-refused', 'password-refused']),
    );
    for (const name of [staff.login, staff.id, AWAY, '198.51.100.0']) {
      expect(all?.text).not.toContain(name);
      expect(all?.text).not.toContain(Buffer.from(name).toString('hex').slice(0, 20));
    }
    await query(house, 'update log.refusal set minute = now()');
    const asked = (login?: string) =>
      readRefusals(house.database.urls.owner, { days: 1, login, secrets: ['another one', SECRET] });
    const told = (await asked(staff.login.toUpperCase())).join('\n');
    expect(told).toMatch(/ 5 {2}password-refused/);
    expect(told).not.toContain('recovery-refused');
    expect(await asked('nobody@oneroof.example')).toEqual(['Nothing was refused in 1 days.']);
  });
});

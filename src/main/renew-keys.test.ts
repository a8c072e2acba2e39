// Another key: authenticators go on, PINs end, the worker has another token, and an act that is
// repeated over the change is still the same act.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { asActor } from '#platform/session/enter.ts';
import { Keyring } from '#platform/session/keyring.ts';
import { loadSecrets, rotateKey } from '#platform/embedded-postgres/secrets.ts';
import { type House, openHouse, SECRET } from '../../test/support/house.ts';
import { query, somebody } from '../../test/support/somebody.ts';
import { ensureProcessAccounts, processToken } from './process-accounts.ts';
import { renewKeys } from './renew-keys.ts';
import { makeServices } from './services.ts';
import { COMMANDS } from './commands.ts';

const NEW = 'another secret of tests, thirty-two';
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('the present key becomes the previous one, in a file that only its owner reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-keys-'));
  const before = loadSecrets(folder);
  rotateKey(folder);
  const after = loadSecrets(folder);
  expect(after).toEqual({ ...before, key: after.key, previousKey: before.key });
  expect(after.key).not.toBe(before.key);
  rmSync(folder, { recursive: true });
});

test('ACC-54: what the old key sealed is sealed anew, once; without the old key nothing is lost but said', async () => {
  const owner = house.database.urls.owner;
  const ana = await somebody(house, 'unit-officer');
  const old = new Keyring(SECRET);
  const keep = (accountId: string, sealed: Buffer) =>
    query(
      house,
      'insert into access.authenticator (account_id, sealed, last_step) values ($1, $2, 0)',
      [accountId, sealed],
    );
  await keep(ana.id, old.seal('HER SECRET', ana.id));
  await query(
    house,
    `insert into access.pin (account_id, recipe, verifier) values ($1, 'x', sha256('x'))`,
    [ana.id],
  );
  expect(await renewKeys(owner, SECRET, undefined)).toBeUndefined(); // the first time: that is the key
  expect(await renewKeys(owner, NEW, SECRET)).toEqual({ sealed: 1, lost: 0 });
  expect(await renewKeys(owner, NEW, SECRET)).toBeUndefined();
  const [kept] = await query<{ sealed: Buffer }>(
    house,
    'select sealed from access.authenticator where account_id = $1',
    [ana.id],
  );
  expect(old.open(kept?.sealed as Buffer, ana.id)).toBeUndefined();
  expect(new Keyring(NEW).open(kept?.sealed as Buffer, ana.id)).toBe('HER SECRET');
  expect(await query(house, 'select 1 from access.pin')).toEqual([]);
  expect(await renewKeys(owner, 'a third secret of tests, thirty-two', undefined)).toEqual({
    sealed: 0,
    lost: 1,
  });
  expect(await renewKeys(owner, NEW, undefined)).toEqual({ sealed: 0, lost: 0 });
});

test('what is under way when the key changes still opens, and nothing new is sealed with the old one', () => {
  const both = new Keyring(NEW, SECRET);
  expect(both.open(new Keyring(SECRET).seal('a path', 'her'), 'her')).toBe('a path');
  expect(new Keyring(SECRET).open(both.seal('a path', 'her'), 'her')).toBeUndefined();
  const paper = new Keyring(SECRET).proofOf('a certificate');
  expect(both.proofsOf('a certificate')).toContain(paper);
  expect(both.proofOf('a certificate')).not.toBe(paper);
  expect(both.open(new Keyring('a key of nobody, thirty-two signs').seal('x', 'her'), 'her')).toBe(
    undefined,
  );
});

test('our own processes prove themselves by the new key alone, as the accounts that they were', async () => {
  const owner = house.database.urls.owner;
  const machines = () =>
    query<{ n: number }>(
      house,
      `select count(*)::integer as n from access.account where kind = 'machine'`,
    );
  const before = await machines();
  await ensureProcessAccounts(owner, NEW);
  await ensureProcessAccounts(owner, NEW);
  expect(await machines()).toEqual(before);
  const opens = (secret: string) =>
    asActor(house.services.database, processToken(secret, 'worker'), async () => 'in');
  expect(await opens(NEW)).toBe('in');
  expect(await opens(SECRET)).toBe('unauthenticated');
  await ensureProcessAccounts(owner, SECRET); // back: the other one ends
  expect(await opens(NEW)).toBe('unauthenticated');
});

test('an act that is repeated over the change is the same act', async () => {
  const iryna = await house.tokenOf('Iryna');
  const receive = COMMANDS.find(({ name }) => name === 'visit.receive');
  if (!receive) throw new Error('visit.receive is gone');
  const input = { centreId: 'cnaim-lisboa', language: 'uk', subjectIds: ['social-security'] };
  const commandId = newId();
  const first = await house.run(iryna, 'visit.receive', input, commandId);
  expect(first).toMatchObject({ ok: true });
  const after = async (previousSecret: string | undefined, more: object = {}) => {
    const services = await makeServices({
      appUrl: house.database.urls.app,
      clock: house.clock,
      secret: NEW,
      previousSecret,
      rehearsal: true,
      assets: { css: [], js: [] },
      connections: 1,
    });
    const answer = await services.runner.run(receive, {
      token: iryna,
      commandId,
      input: { ...input, ...more },
    });
    await services.close();
    return answer;
  };
  expect(await after(SECRET)).toEqual(first);
  expect(await after(SECRET, { language: 'ar' })).toMatchObject({
    problem: { code: 'repeated-id' },
  });
  expect(await after(undefined)).toMatchObject({ problem: { code: 'repeated-id' } });
});

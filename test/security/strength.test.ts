// How strong the secrets are that we make and keep, and what every page says and offers: asked of all
// addresses of the application, so that a new one is asked too.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { weaknessOf } from '#platform/session/new-password.ts';
import { keepPassword, newRecipe, tagOf } from '#platform/session/password.ts';
import { newRecoveryCodes, recoveryCodeHashes } from '#platform/session/recovery-codes.ts';
import { newMachineToken, newToken } from '#platform/session/token.ts';
import { type House, openHouse } from '../support/house.ts';
import { enrol, makeStaff, visitor } from '../support/visitor.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('passwords: any signs, long ones whole, no rules of composition', async () => {
  for (const good of [
    'só letras minúsculas aqui',
    'ВЕЛИКИЙ ТИХИЙ РАНОК НАД ОЗЕРОМ',
    '  spaces   count, too  ',
    '🌊🏔️🌵🌋🏜️🏝️⛺🏕️🌉🎠🎡🎢🚂',
    'nove palavras que ninguém junta, mais de sessenta e quatro sinais ao todo, e inteiras',
  ])
    expect(weaknessOf(good), good).toBeUndefined();
  const long =
    'nove palavras que ninguém junta, mais de sessenta e quatro sinais ao todo, e inteiras';
  const { recipe } = await keepPassword(long);
  expect((await tagOf(long, recipe)).equals(await tagOf(`${long}.`, recipe))).toBe(false);
  expect((await tagOf(long, recipe)).equals(await tagOf(long.toUpperCase(), recipe))).toBe(false);
});

test('passwords are kept by argon2id with 19 MiB and two passes, each with a nonce of its own', () => {
  expect(newRecipe()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}$/);
  expect(newRecipe()).not.toBe(newRecipe());
});

test('tokens have 256 random bits, recovery codes 79, and are kept as hashes bound to their account', () => {
  for (const make of [newToken, newMachineToken]) {
    const made = Array.from({ length: 200 }, make);
    expect(new Set(made).size).toBe(200);
    for (const token of made) expect(token).toMatch(/[\w-]{43}$/);
  }
  const codes = newRecoveryCodes();
  expect(codes).toHaveLength(10);
  const letters = new Set(Array.from({ length: 40 }, newRecoveryCodes).flat().join(''));
  letters.delete('-');
  expect(16 * Math.log2(letters.size)).toBeGreaterThan(79);
  for (const code of codes) expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
  const hashes = recoveryCodeHashes(codes, 'hers').map((hash) => hash.toString('hex'));
  expect(new Set([...hashes, ...recoveryCodeHashes(codes, 'his').map(String)]).size).toBe(20);
  for (const hash of hashes) expect(hash).toHaveLength(64);
});

test('every answer says what it is, and a text in which letters', async () => {
  const ids: Record<string, string> = { centreId: 'cnaim-lisboa', deskId: 'cnaim-lisboa.d4' };
  const pages = new Set(
    house.app.routes
      .filter(({ method, path }) => method === 'GET' && !path.includes('*') && path !== '/live')
      .map(({ path }) =>
        path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_all, name: string) => ids[name] ?? 'none'),
      ),
  );
  expect(pages.size).toBeGreaterThan(40);
  const cookies = ['', ...(await Promise.all(['Iryna', 'Paulo', 'Inês'].map(house.signIn)))];
  for (const path of pages) {
    for (const cookie of cookies) {
      const answer = await house.app.request(path, { headers: cookie ? { cookie } : {} });
      const type = answer.headers.get('Content-Type') ?? '';
      const body = await answer.text();
      if (body === '') continue;
      expect(type, `${path} ${answer.status}`).toMatch(/^[\w-]+\/[\w.+-]+/);
      if (type.startsWith('text/')) expect(type, path).toMatch(/charset=utf-8/i);
    }
  }
});

test('a password is typed hidden, pasted or filled in by a manager, at any length, and never gets old', async () => {
  const who = visitor(house);
  const staff = { login: 'rosa.forte@oneroof.example', password: 'barco verde no telhado' };
  await makeStaff(house, staff);
  await enrol(house, who, staff);
  for (const [path, kind] of [
    ['/sign-in', 'current-password'],
    ['/account/security', 'new-password'],
  ] as const) {
    const page = await (await who.get(path)).text();
    const field = /<input[^>]*name="password"[^>]*>/.exec(page)?.[0] ?? '';
    expect(field, path).toContain('type="password"');
    expect(field, path).toContain(`autocomplete="${kind}"`);
    expect(Number(/maxlength="(\d+)"/.exec(field)?.[1] ?? 200), path).toBeGreaterThanOrEqual(64);
    expect(page, 'no script of ours stands in a page, so none keeps her from pasting').not.toMatch(
      / on(paste|copy|input|keydown)=/i,
    );
  }
  const columns = await withClient(house.database.urls.owner, (client) =>
    client.query(
      `select column_name as name from information_schema.columns
       where table_schema = 'access' and table_name = 'password'`,
    ),
  );
  const names = new Set(columns.rows.map(({ name }) => name));
  expect(names).toEqual(new Set(['account_id', 'recipe', 'verifier', 'changed_at']));
});

test.each([
  ['Iryna', ['/', '/account/security', '/reception/cnaim-lisboa']],
  ['Paulo', ['/', '/desk', '/desk/cnaim-lisboa.d4']],
  ['Helena', ['/', '/coordination/cnaim-lisboa', '/account/recoveries']],
  ['Augusto', ['/', '/settings/reconciliation']],
  ['Inês', ['/', '/step-up?next=/settings/accounts']],
])('%s may sign out from every screen of hers', async (who, paths) => {
  const cookie = await house.signIn(who);
  for (const path of paths) {
    const answer = await house.app.request(path, { headers: { cookie } });
    expect(await answer.text(), path).toContain('action="/sign-out"');
  }
});

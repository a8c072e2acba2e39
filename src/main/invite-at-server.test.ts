// An account made at the server, which stands for the second administrator.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../test/support/house.ts';
import { query } from '../../test/support/somebody.ts';
import { InvitationError, inviteAtServer } from './invite-at-server.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const wanted = {
  login: 'Rui.Segundo@oneroof.example',
  name: 'Rui Segundo',
  unitId: 'aima-network',
  centreId: null,
  role: 'administrator',
};
const invite = (more: Partial<typeof wanted> = {}) =>
  inviteAtServer(house.database.urls.owner, { ...wanted, ...more });

test('gives the role at once and a link that counts seven days; asked twice it is one account', async () => {
  const first = await invite();
  const token = await invite();
  expect(token).toMatch(/^[\w-]{43}$/);
  const rows = await query(
    house,
    `select a.name, m.role, m.valid @> now() as live from access.account a
     join access.membership m on m.account_id = a.id where a.login = lower($1)`,
    [wanted.login],
  );
  expect(rows).toEqual([{ name: 'Rui Segundo', role: 'administrator', live: true }]);
  const found = await query(
    house,
    `select token_hash = sha256(convert_to($1, 'UTF8')) as newest,
            expires_at > now() + interval '6 days' as week
     from access.invitation
     where token_hash in (sha256(convert_to($1, 'UTF8')), sha256(convert_to($2, 'UTF8')))
     order by newest`,
    [token, first],
  );
  expect(found).toEqual([
    { newest: false, week: false },
    { newest: true, week: true },
  ]);
});

test('says what is wrong, and makes nothing then', async () => {
  await expect(invite({ login: 'rui' })).rejects.toThrow(InvitationError);
  await expect(invite({ role: 'worker' })).rejects.toThrow(/no role worker/);
  await expect(invite({ login: 'a@b.example', centreId: 'nowhere' as never })).rejects.toThrow(
    /no centre/,
  );
  await expect(invite({ login: 'a@b.example', unitId: 'nowhere' })).rejects.toThrow(/foreign key/);
  const marta = { login: 'marta.rebelo@oneroof.example', unitId: 'iss', role: 'mediator' };
  await expect(invite(marta)).rejects.toThrow(/both sides/);
  expect(await query(house, `select 1 from access.account where login = 'a@b.example'`)).toEqual(
    [],
  );
});

// People who manage accounts, for tests: made by the owner of the database, proved lately.
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { House } from './house.ts';
import { makeStaff, type NewStaff } from './visitor.ts';

export interface Somebody {
  readonly id: string;
  readonly login: string;
  readonly token: string;
}

/** Somebody with one membership and a session that she proved lately. */
export async function somebody(
  house: House,
  role: string,
  more: Partial<Pick<NewStaff, 'unitId' | 'centreId' | 'name'>> = {},
): Promise<Somebody> {
  const login = `${newId()}@oneroof.example`;
  const password = 'barco verde no telhado';
  const id = await makeStaff(house, { login, password, role, unitId: 'iss', ...more });
  if (more.centreId === null || role === 'administrator') {
    await query(house, 'update access.membership set centre_id = null where account_id = $1', [id]);
  }
  const token = await house.tokenOfLogin(login);
  await proveLately(house, token);
  return { id, login, token };
}

/** The session behind a token showed a second factor just now. */
export function proveLately(house: House, token: string): Promise<unknown[]> {
  return query(
    house,
    `update access.session set stepped_up_at = now()
     where token_hash = sha256(convert_to($1, 'UTF8'))`,
    [token],
  );
}

/** As the owner of the database. */
export function query<Row>(house: House, text: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(house.database.urls.owner, (client) => client.query(text, values)).then(
    ({ rows }) => rows as Row[],
  );
}

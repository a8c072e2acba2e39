// People who manage accounts, for tests: made by the owner of the database, proved lately.
import { createHash } from 'node:crypto';
import { newId } from '#base/ids.ts';
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
  return house.database.owner(text, values) as Promise<Row[]>;
}

/** Runs a command: true when it worked, else the fields that are wrong or the problem's code. */
export async function told(
  house: House,
  who: Somebody,
  name: string,
  input: unknown,
  id?: string,
): Promise<string | true> {
  return codeOf(await house.run(who.token, name, input, id));
}

function codeOf(answer: Awaited<ReturnType<House['run']>>): string | true {
  if (answer === 'unauthenticated') return answer;
  if (answer.ok) return true;
  const { fields, code } = answer.problem;
  return fields ? JSON.stringify(fields) : code;
}

/** What one administrator proposes and the second carries out, and what came of it. */
export async function byTwo(
  house: House,
  [first, second]: readonly [Somebody, Somebody],
  name: string,
  input: unknown,
): Promise<{ readonly accountId: string; readonly told: string | true }> {
  const answer = await house.run(first.token, name, input);
  // What another two have done meanwhile may refuse it already when it is proposed.
  if (answer === 'unauthenticated' || !answer.ok) return { accountId: '', told: codeOf(answer) };
  const { proposalId, accountId } = answer.result;
  return {
    accountId: String(accountId ?? ''),
    told: await told(house, second, 'proposal.confirm', { proposalId }),
  };
}

/** Every membership that an account has had, the oldest first. */
export function heldBy(house: House, accountId: string) {
  return query<{ id: string; role: string; live: boolean }>(
    house,
    `select id, role, valid @> now() as live from access.membership
     where account_id = $1 order by lower(valid), id`,
    [accountId],
  );
}

/** Roles that count now, by name. */
export async function liveRoles(house: House, accountId: string): Promise<string[]> {
  const held = await heldBy(house, accountId);
  return held
    .filter((one) => one.live)
    .map(({ role }) => role)
    .sort();
}

/** Input of account.invite, for somebody new at the Social Security of Lisbon. */
export function anInvitation(more: object = {}) {
  return {
    name: 'Rosa Nova',
    login: `${newId()}@oneroof.example`,
    language: 'pt',
    unitId: 'iss',
    centreId: 'cnaim-lisboa',
    role: 'unit-officer',
    tokenHash: sha256(newId()),
    ...more,
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

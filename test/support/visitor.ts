// A browser without a screen: keeps cookies between requests to a house, follows nothing by itself.
import * as OTPAuth from 'otpauth';
import { newId } from '#base/ids.ts';
import { keepPassword } from '#platform/session/password.ts';
import type { House } from './house.ts';

export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Record<string, string>): Promise<Response>;
  /** Posts JSON, as a client of the API does. */
  send(path: string, body: unknown): Promise<Response>;
}

/** A visitor with no cookies; `from`: with a copy of another's; `address`: where she comes from. */
export function visitor(house: House, from?: Visitor, address?: string): Visitor {
  const cookies = new Map(from?.cookies);
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0 && !headers.has('cookie')) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const bindings = address && { incoming: { socket: { remoteAddress: address } } };
    const answer = await house.app.request(path, { ...init, headers }, bindings || undefined);
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    send: (path, body) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    post: (path, fields) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

export interface NewStaff {
  readonly login: string;
  readonly password: string;
  readonly role?: string;
  readonly unitId?: string;
  readonly centreId?: string | null;
  readonly name?: string;
}

const keptPasswords = new Map<string, ReturnType<typeof keepPassword>>();

/** A password is made slow to guess, and so slow to keep: once in a worker. */
function keptPassword(password: string): ReturnType<typeof keepPassword> {
  const kept = keptPasswords.get(password) ?? keepPassword(password);
  keptPasswords.set(password, kept);
  return kept;
}

/** Makes an account with a password and one membership, as the owner of the database. */
export async function makeStaff(house: House, staff: NewStaff): Promise<string> {
  const { recipe, verifier } = await keptPassword(staff.password);
  const id = newId();
  const { database } = house;
  await database.owner('insert into access.account (id, name, login) values ($1, $2, $3)', [
    id,
    staff.name ?? 'Joana Teste',
    staff.login,
  ]);
  await database.owner(
    'insert into access.password (account_id, recipe, verifier) values ($1, $2, $3)',
    [id, recipe, verifier],
  );
  await database.owner(
    `insert into access.membership (account_id, unit_id, centre_id, role, valid)
     values ($1, $2, $3, $4, '[2004-01-01T00:00:00Z,)')`,
    [
      id,
      staff.unitId ?? 'network-welcome',
      staff.centreId ?? 'cnaim-lisboa',
      staff.role ?? 'reception-mediator',
    ],
  );
  return id;
}

/** The code that an authenticator with this secret (spaces allowed) shows at the house's time. */
export function codeAt(house: House, secret: string, laterSeconds = 0): string {
  return new OTPAuth.TOTP({ secret: secret.replaceAll(' ', '') }).generate({
    timestamp: house.clock.now().epochMilliseconds + laterSeconds * 1000,
  });
}

/** Signs in with the password; then the half session is in the cookies. */
export async function giveFirstFactor(who: Visitor, staff: NewStaff): Promise<Response> {
  return who.post('/sign-in', { login: staff.login, password: staff.password });
}

/** Signs in for the first time: enrols an authenticator. @returns its secret and the recovery codes */
export async function enrol(
  house: House,
  who: Visitor,
  staff: NewStaff,
): Promise<{ secret: string; codes: string[] }> {
  await giveFirstFactor(who, staff);
  const page = await (await who.get('/sign-in/enrol')).text();
  const secret = /class="secret"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1] ?? '';
  const done = await who.post('/sign-in/enrol', { code: codeAt(house, secret) });
  const list = /class="recovery-codes"[^>]*>(.*?)<\/ul>/s.exec(await done.text())?.[1] ?? '';
  return { secret, codes: [...list.matchAll(/<li>([^<]+)</g)].map(([, code]) => code ?? '') };
}

/** A visitor who shows his half session as if it were a whole one. */
export function pretending(house: House, who: Visitor): Visitor {
  const liar = visitor(house, who);
  liar.cookies.set('oneroof', who.cookies.get('oneroof-half') ?? 'nothing');
  return liar;
}

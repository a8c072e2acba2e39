// People to measure with: officers at desks of one office, a mediator at the door, and persons who
// wait. Accounts, desks and sessions are made by the owner; whatever else happens, happens by commands.
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import type { KeepAlive } from './keep-alive.ts';

export const CENTRE = 'cnaim-lisboa';
/** An office of that centre with a queue of its own, and a subject that leads to it. */
export const OFFICE = 'cnaim-lisboa.iss';
export const SUBJECT = 'social-security';

export interface Officer {
  readonly token: string;
  readonly deskId: string;
}

/** Adds officers to an office, each with a desk and an open session. */
export function hireOfficers(
  ownerUrl: string,
  officeId: string,
  count: number,
  firstLabel = 1,
): Promise<Officer[]> {
  return withClient(ownerUrl, async (client) => {
    const officers: Officer[] = [];
    await client.query('begin');
    for (let n = 0; n < count; n++) {
      const token = newToken();
      const label = `X${firstLabel + n}`;
      const { rows } = await client.query<{ desk: string }>(
        `with office as (select id, centre_id, unit_id from directory.office where id = $1),
         desk as (
           insert into directory.desk (id, centre_id, office_id, label, position)
           select centre_id || '.d' || lower($2::text), centre_id, id, $2, 900 from office returning id),
         account as (
           insert into access.account (name, login, language, speaks)
           values ($3, lower($3) || '@bench.example', 'pt', '{pt,en}') returning id),
         member as (
           insert into access.membership (account_id, unit_id, centre_id, role, valid)
           select account.id, unit_id, centre_id, 'unit-officer', tstzrange('2020-01-01', null)
           from account, office),
         session as (
           insert into access.session (account_id, token_hash, kind, method, expires_at)
           select id, $4, 'browser', 'issued', now() + interval '1 day' from account)
         select id as desk from desk`,
        [officeId, label, `${officeId}-${label}`, hashOf(token)],
      );
      officers.push({ token, deskId: rows[0]?.desk ?? '' });
    }
    await client.query('commit');
    return officers;
  });
}

/** A session of somebody of the demonstration, by login. */
export function sessionOf(ownerUrl: string, login: string): Promise<string> {
  return withClient(ownerUrl, async (client) => {
    const token = newToken();
    const made = await client.query(
      `insert into access.session (account_id, token_hash, kind, method, expires_at)
       select id, $2, 'browser', 'issued', now() + interval '1 day' from access.account where login = $1`,
      [login, hashOf(token)],
    );
    if (made.rowCount !== 1) throw new Error(`there is no account ${login}`);
    return token;
  });
}

/** The mediator at the door of the centre. */
export function welcomeSession(ownerUrl: string): Promise<string> {
  return sessionOf(ownerUrl, 'iryna.melnyk@oneroof.example');
}

/** Sends a command that must work. @returns its result */
export async function done(
  http: KeepAlive,
  name: string,
  input: object,
): Promise<Record<string, string>> {
  const { status, body } = await http.command(name, newId(), input);
  if (status !== 200) throw new Error(`${name}: ${status} ${body}`);
  return JSON.parse(body) as Record<string, string>;
}

/** Receives somebody at the door who comes for the office's subject. */
export function receive(door: KeepAlive, subjectIds = [SUBJECT]): Promise<Record<string, string>> {
  return done(door, 'visit.receive', { centreId: CENTRE, language: 'pt', name: 'Ana', subjectIds });
}

/** Calls the next person to the desk and starts serving. @returns the stop */
export async function serveNext(desk: KeepAlive, deskId: string): Promise<string> {
  const { stopId } = await done(desk, 'stop.call-next', { deskId });
  await done(desk, 'stop.start', { stopId });
  return stopId as string;
}

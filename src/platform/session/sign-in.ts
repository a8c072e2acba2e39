// Ways in that need no second step of their own (the demonstration's one click, the one-time code of
// the first administrator, who then owes her second factor) and the ways out.
import { isId } from '#base/ids.ts';
import type { Database } from '../db/database.ts';
import { type SessionLimits, STAFF_LIMITS } from './opening.ts';
import { keepPassword } from './password.ts';
import { hashOf, newToken } from './token.ts';

export interface Persona {
  readonly accountId: string;
  readonly name: string;
  readonly persona: {
    readonly order: number;
    /** Who this is, in one sentence, by language. */
    readonly line: Readonly<Record<string, string>>;
    readonly role: string;
    readonly centreId: string | null;
    readonly deskId: string | null;
  };
}

/** The demonstration's personas; none in a real network. */
export function listPersonas(database: Database): Promise<Persona[]> {
  return database.transaction((tx) =>
    tx.text<Persona>('select account_id as "accountId", name, persona from access.list_personas()'),
  );
}

/**
 * Opens a session for a demonstration persona. `station` is the token of the workstation's cookie.
 * @returns its token, or undefined when refused
 */
export async function signInAsPersona(
  database: Database,
  accountId: string,
  at: { readonly station?: string; readonly limits?: SessionLimits } = {},
): Promise<string | undefined> {
  if (!isId(accountId)) return undefined;
  const { station, limits = STAFF_LIMITS } = at;
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ opened: string | null }>(
      'select access.open_as_persona($1, $2, $3, $4, $5) as opened',
      [
        accountId,
        hashOf(token),
        `${limits.total} minutes`,
        station === undefined ? null : hashOf(station),
        `${limits.idle} minutes`,
      ],
    ),
  );
  return row?.opened ? token : undefined;
}

/**
 * Creates the first administrator.
 * @returns the token of a half session that owes a second factor; undefined for a used or wrong code
 */
export async function beginByFirstCode(
  database: Database,
  first: { code: string; name: string; login: string; password: string },
): Promise<string | undefined> {
  const token = newToken();
  const kept = await keepPassword(first.password);
  const [row] = await database.transaction((tx) =>
    tx.text<{ created: string | null }>(
      'select access.use_first_code($1, $2, $3, $4, $5, $6) as created',
      [first.code, first.name, first.login, kept.recipe, kept.verifier, hashOf(token)],
    ),
  );
  return row?.created ? token : undefined;
}

/** Whether an unused first code waits, so that the first page asks for it. */
export async function firstCodeOpen(database: Database): Promise<boolean> {
  const [row] = await database.transaction((tx) =>
    tx.text<{ open: boolean }>('select access.first_code_open() as open'),
  );
  return row?.open ?? false;
}

/** Ends a session at once; at this workstation its owner signs in in full next time. */
export async function signOut(database: Database, token: string): Promise<void> {
  await database.transaction((tx) => tx.text('select access.sign_out($1)', [token]));
}

/** Ends a session at once; its owner may come back with her PIN today. */
export async function lock(database: Database, token: string): Promise<void> {
  await database.transaction((tx) => tx.text('select access.close_session($1)', [token]));
}

// Ways to open and close a session in this release: the demonstration's one click, a password, and
// the one-time code that makes the first administrator of an empty network.
import { isId } from '#base/ids.ts';
import type { Database } from '../db/database.ts';
import { keepPassword, newRecipe, tagOf } from './password.ts';
import { hashOf, newToken } from './token.ts';

const LIFE = '12 hours';

// Followed when the login is unknown, so that the answer takes as long as for a known one.
const DECOY = newRecipe();

export interface Persona {
  readonly accountId: string;
  readonly name: string;
  readonly persona: {
    readonly order: number;
    /** Who this is, in one sentence, by language. */
    readonly line: Readonly<Record<string, string>>;
    readonly role: string;
    readonly deskId: string | null;
  };
}

/** The demonstration's personas; none in a real network. */
export function listPersonas(database: Database): Promise<Persona[]> {
  return database.transaction((tx) =>
    tx.text<Persona>('select account_id as "accountId", name, persona from access.list_personas()'),
  );
}

/** Opens a session for a demonstration persona. @returns its token, or undefined when refused */
export async function signInAsPersona(
  database: Database,
  accountId: string,
): Promise<string | undefined> {
  if (!isId(accountId)) return undefined;
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ opened: string | null }>('select access.open_as_persona($1, $2, $3) as opened', [
      accountId,
      hashOf(token),
      LIFE,
    ]),
  );
  return row?.opened ? token : undefined;
}

/** Opens a session by login and password. @returns its token, or undefined when they don't fit */
export async function signInByPassword(
  database: Database,
  login: string,
  password: string,
): Promise<string | undefined> {
  const [found] = await database.transaction((tx) =>
    tx.text<{ recipe: string | null }>('select access.find_recipe($1) as recipe', [login]),
  );
  const tag = await tagOf(password, found?.recipe ?? DECOY);
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ opened: string | null }>('select access.open_by_password($1, $2, $3, $4) as opened', [
      login,
      tag,
      hashOf(token),
      LIFE,
    ]),
  );
  return row?.opened ? token : undefined;
}

/** Creates the first administrator. @returns the token of her session, or undefined for a used or wrong code */
export async function signInByFirstCode(
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

/** Ends a session at once. */
export async function signOut(database: Database, token: string): Promise<void> {
  await database.transaction((tx) => tx.text('select access.close_session($1)', [token]));
}

// Between the first factor and the second: a token of its own, which is no session and opens nothing
// but the second step. It lives a quarter of an hour and dies with the fifth wrong code.
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import { keyUri, newSecret, spacedSecret, stepOf } from './authenticator.ts';
import type { Keyring } from './keyring.ts';
import { type Opening, openingValues } from './opening.ts';
import { newRecipe, tagOf } from './password.ts';
import { cleanRecoveryCode, newRecoveryCodes, recoveryCodeHashes } from './recovery-codes.ts';
import { hashOf, newToken } from './token.ts';

// Followed when the login is unknown, so that the answer takes as long as for a known one.
const DECOY = newRecipe();

/** Whom a half session stands for, and what is still owed. */
export interface Half {
  readonly accountId: string;
  readonly name: string;
  readonly login: string;
  readonly language: string;
  readonly how: 'password' | 'first-code' | 'invitation' | 'recovery' | 'single-sign-on';
  readonly needs: 'password' | 'enrolment' | 'second-factor';
}

/** An authenticator to be enrolled, to show as a QR code and as text. */
export interface Offer {
  readonly uri: string;
  readonly spaced: string;
}

/** Checks login and password. @returns the token of a half session, or undefined when they don't fit */
export async function beginByPassword(
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
    tx.text<{ owed: string | null }>('select access.begin_by_password($1, $2, $3) as owed', [
      login,
      tag,
      hashOf(token),
    ]),
  );
  return row?.owed ? token : undefined;
}

/** What a half session owes; undefined when it is over. */
export async function readHalf(database: Database, token: string): Promise<Half | undefined> {
  return database.transaction((tx) => halfOf(tx, token));
}

async function halfOf(tx: Transaction, token: string): Promise<Half | undefined> {
  const [row] = await tx.text<{ half: Half | null }>('select access.read_half($1) as half', [
    token,
  ]);
  return row?.half ?? undefined;
}

/** The authenticator on offer; the same one again when the page is opened again. */
export async function offerAuthenticator(
  database: Database,
  keyring: Keyring,
  token: string,
): Promise<Offer | undefined> {
  return database.transaction(async (tx) => {
    const half = await halfOf(tx, token);
    if (half?.needs !== 'enrolment') return undefined;
    let secret = await secretOf(tx, keyring, token, half.accountId);
    if (!secret) {
      secret = newSecret();
      await tx.text('select access.offer_to_half($1, $2)', [
        token,
        keyring.seal(secret, half.accountId),
      ]);
    }
    return { uri: keyUri(secret, half.login), spaced: spacedSecret(secret) };
  });
}

/**
 * The second step. `typed` is a code of the authenticator, or a recovery code.
 * @returns the token of a session, or undefined when the code is wrong or was used
 */
export async function finishByCode(
  database: Database,
  opening: Opening,
  token: string,
  typed: string,
): Promise<string | undefined> {
  return database.transaction(async (tx) => {
    const half = await halfOf(tx, token);
    if (half?.needs !== 'second-factor') return undefined;
    const session = newToken();
    const recovery = cleanRecoveryCode(typed);
    const values = openingValues(opening, session);
    const step = recovery ? undefined : await stepTyped(tx, opening, token, half.accountId, typed);
    let opened: string | null | undefined;
    if (recovery) {
      [{ opened }] = (await tx.text<{ opened: string | null }>(
        'select access.finish_by_recovery_code($1, $2, $3, $4, $5, $6) as opened',
        [token, recovery, ...values],
      )) as [{ opened: string | null }];
    } else if (step !== undefined) {
      [{ opened }] = (await tx.text<{ opened: string | null }>(
        'select access.finish_by_step($1, $2, $3, null, $4, $5, $6, $7) as opened',
        [opening.keyring.witness, token, step, ...values],
      )) as [{ opened: string | null }];
    }
    if (opened) return session;
    await tx.text('select access.fail_half($1)', [token]);
    return undefined;
  });
}

/** Ends an enrolment. @returns the session's token and the recovery codes, shown this once */
export async function finishEnrolment(
  database: Database,
  opening: Opening,
  token: string,
  typed: string,
): Promise<{ readonly session: string; readonly codes: readonly string[] } | undefined> {
  return database.transaction(async (tx) => {
    const half = await halfOf(tx, token);
    if (half?.needs !== 'enrolment') return undefined;
    const step = await stepTyped(tx, opening, token, half.accountId, typed);
    const session = newToken();
    const codes = newRecoveryCodes();
    const [row] =
      step === undefined
        ? []
        : await tx.text<{ opened: string | null }>(
            'select access.finish_by_step($1, $2, $3, $4, $5, $6, $7, $8) as opened',
            [
              opening.keyring.witness,
              token,
              step,
              recoveryCodeHashes(codes, half.accountId),
              ...openingValues(opening, session),
            ],
          );
    if (row?.opened) return { session, codes };
    await tx.text('select access.fail_half($1)', [token]);
    return undefined;
  });
}

async function stepTyped(
  tx: Transaction,
  { keyring, now }: Opening,
  token: string,
  accountId: string,
  typed: string,
): Promise<number | undefined> {
  const secret = await secretOf(tx, keyring, token, accountId);
  return secret === undefined ? undefined : stepOf(secret, typed, now);
}

async function secretOf(
  tx: Transaction,
  keyring: Keyring,
  token: string,
  accountId: string,
): Promise<string | undefined> {
  const [row] = await tx.text<{ sealed: Buffer | null }>(
    'select access.half_secret($1) as sealed',
    [token],
  );
  return row?.sealed ? keyring.open(row.sealed, accountId) : undefined;
}

// What somebody who is signed in does with her own keys: look at them, end sessions, set a PIN or a
// password, make recovery codes, and prove herself again. Each is a function of the database that
// takes the account from the proved session.
import { createHash } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Actor } from './actor.ts';
import { stepOf } from './authenticator.ts';
import { asActor } from './enter.ts';
import type { Keyring } from './keyring.ts';
import { keepPassword, newRecipe, tagOf } from './password.ts';
import { cleanRecoveryCode, newRecoveryCodes, recoveryCodeHashes } from './recovery-codes.ts';
import { hashOf, newToken } from './token.ts';

export interface OwnKeys {
  readonly password: boolean;
  readonly authenticator: boolean;
  readonly pin: boolean;
  readonly recoveryCodes: number;
  readonly sessions: readonly {
    readonly id: string;
    readonly method: string;
    /** ISO instant. */
    readonly openedAt: string;
    /** The one that asks. */
    readonly own: boolean;
  }[];
  /** What happened lately, the newest first. */
  readonly notes: readonly { readonly kind: string; readonly at: string }[];
}

/** Minutes after which a proof has to be given again before exports, administration and the like. */
export const FRESH_MINUTES = 10;

/** The keys of whoever `tx` is proved as. */
export async function readOwnKeys(tx: Transaction): Promise<OwnKeys> {
  const [row] = await tx.text<{ keys: OwnKeys }>('select access.read_my_keys() as keys');
  if (!row?.keys) throw new Error('keys are read by who is signed in');
  return row.keys;
}

/** Whether she proved a full factor in this session within the last minutes. */
export async function isFresh(tx: Transaction, minutes: number = FRESH_MINUTES): Promise<boolean> {
  const [row] = await tx.text<{ since: number | null }>('select access.since_step_up() as since');
  return typeof row?.since === 'number' && row.since < minutes * 60;
}

/**
 * Proves her again, with a code of her authenticator or a recovery code; a persona of the
 * demonstration has nothing to show.
 * @returns the session's new token (the old one is dead), or undefined
 */
export async function stepUp(
  database: Database,
  proof: { readonly keyring: Keyring; readonly now: Temporal.Instant },
  token: string,
  typed: string,
): Promise<string | undefined> {
  const answer = await asActor(database, token, async (tx, actor) => {
    const fresh = newToken();
    const done = await prove(tx, proof, actor, typed, hashOf(fresh));
    if (done) return fresh;
    await tx.text('select access.fail_step_up()');
    return undefined;
  });
  return answer === 'unauthenticated' ? undefined : answer;
}

async function prove(
  tx: Transaction,
  { keyring, now }: { readonly keyring: Keyring; readonly now: Temporal.Instant },
  actor: Actor,
  typed: string,
  hash: Buffer,
): Promise<boolean> {
  const said = (text: string, values: unknown[]) =>
    tx.text<{ done: boolean }>(text, values).then(([row]) => row?.done === true);
  if (typed === '') return said('select access.step_up_as_persona($1) as done', [hash]);
  const recovery = cleanRecoveryCode(typed);
  if (recovery)
    return said('select access.step_up_by_recovery_code($1, $2) as done', [recovery, hash]);
  const [row] = await tx.text<{ sealed: Buffer | null }>('select access.my_secret() as sealed');
  const secret = row?.sealed ? keyring.open(row.sealed, actor.accountId) : undefined;
  const step = secret === undefined ? undefined : stepOf(secret, typed, now);
  if (step === undefined) return false;
  return said('select access.step_up_by_step($1, $2, $3) as done', [keyring.witness, step, hash]);
}

/** Ends one of her own sessions. */
export async function endOwnSession(tx: Transaction, id: string): Promise<void> {
  await tx.text('select access.revoke_my_session($1)', [id]);
}

/** Ends every session of hers but this one. */
export async function endOtherSessions(tx: Transaction): Promise<void> {
  await tx.text('select access.revoke_my_other_sessions()');
}

/** @returns false when the last proof is too old */
export async function setOwnPin(
  tx: Transaction,
  keyring: Keyring,
  accountId: string,
  pin: string,
): Promise<boolean> {
  const recipe = newRecipe();
  const tag = await tagOf(keyring.pepper(pin, accountId), recipe);
  const verifier = createHash('sha256').update(tag).digest();
  const [row] = await tx.text<{ done: boolean }>('select access.set_my_pin($1, $2) as done', [
    recipe,
    verifier,
  ]);
  return row?.done === true;
}

export async function dropOwnPin(tx: Transaction): Promise<void> {
  await tx.text('select access.drop_my_pin()');
}

/** New recovery codes in place of the old ones; undefined when the last proof is too old. */
export async function makeRecoveryCodes(
  tx: Transaction,
  accountId: string,
): Promise<readonly string[] | undefined> {
  const codes = newRecoveryCodes();
  const [row] = await tx.text<{ done: boolean }>(
    'select access.set_my_recovery_codes($1) as done',
    [recoveryCodeHashes(codes, accountId)],
  );
  return row?.done ? codes : undefined;
}

/** A new password; her other sessions end. @returns false when the last proof is too old */
export async function setOwnPassword(tx: Transaction, password: string): Promise<boolean> {
  const kept = await keepPassword(password);
  const [row] = await tx.text<{ done: boolean }>('select access.set_my_password($1, $2) as done', [
    kept.recipe,
    kept.verifier,
  ]);
  return row?.done === true;
}

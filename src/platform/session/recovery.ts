// Two people who answer for somebody's unit bring her back in: one is given a code, the other a link.
import { randomInt } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import { hashOf, newToken } from './token.ts';

/** A recovery that waits for its second confirmation. */
export interface OpenRecovery {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  /** The name of the one who confirmed first. */
  readonly first_by: string;
  readonly asked_at: Temporal.Instant;
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The first confirmation.
 * @returns the code to tell her, shown once; undefined: not hers to answer for, or nobody of that address
 */
export async function askRecovery(tx: Transaction, login: string): Promise<string | undefined> {
  const sign = () => LETTERS[randomInt(LETTERS.length)];
  const code = Array.from({ length: 8 }, sign)
    .join('')
    .replace(/^(.{4})/, '$1-');
  const [row] = await tx.text<{ done: boolean }>('select access.ask_recovery($1, $2) as done', [
    login,
    hashOf(cleanCode(code)),
  ]);
  return row?.done ? code : undefined;
}

/** The second confirmation. @returns the token of a link to hand over, shown once */
export async function confirmRecovery(tx: Transaction, id: string): Promise<string | undefined> {
  const link = newToken();
  const [row] = await tx.text<{ done: boolean }>('select access.confirm_recovery($1, $2) as done', [
    id,
    hashOf(link),
  ]);
  return row?.done ? link : undefined;
}

/** Those that the asking account may confirm as the second. */
export function listRecoveries(tx: Transaction): Promise<OpenRecovery[]> {
  return tx.text<OpenRecovery>('select * from access.list_recoveries()');
}

export async function dropRecovery(tx: Transaction, id: string): Promise<void> {
  await tx.text('select access.drop_recovery($1)', [id]);
}

/** Link and code together make a half session, which owes a password. @returns its token */
export async function beginByRecovery(
  database: Database,
  link: string,
  code: string,
): Promise<string | undefined> {
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ begun: string | null }>('select access.begin_by_recovery($1, $2, $3) as begun', [
      link,
      cleanCode(code),
      hashOf(token),
    ]),
  );
  return row?.begun ? token : undefined;
}

function cleanCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

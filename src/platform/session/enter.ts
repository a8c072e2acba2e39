// Reading as somebody: a transaction whose context the database proved from the session's token.
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Actor } from './actor.ts';

/**
 * Runs `work` as the account behind `token`. The read log may be written, so the transaction is
 * committed before the caller sends a byte.
 * @returns what `work` returns, or `unauthenticated` when the token opens no live session of an
 * account that has a role now
 */
export function asActor<Result>(
  database: Pick<Database, 'transaction'>,
  token: string | undefined,
  work: (tx: Transaction, actor: Actor) => Promise<Result>,
): Promise<Result | 'unauthenticated'> {
  if (!token) return Promise.resolve('unauthenticated');
  return database.transaction<Result | 'unauthenticated'>(async (tx, ending) => {
    const [row] = await tx.text<{ actor: Actor | null }>('select access.enter($1) as actor', [
      token,
    ]);
    // Whoever has left is nobody here, though her session may have hours to live.
    if (!row?.actor || row.actor.memberships.length === 0) {
      ending('drop');
      return 'unauthenticated';
    }
    return work(tx, row.actor);
  });
}

/**
 * Writes who is about to see whose data, in the transaction that read it. If the log can't be
 * written the transaction fails and nothing is shown.
 * @param purpose why, such as `serve`; @param screen where, such as `desk`
 * @param reading which parts of a file, by which article; see `noteReading` of the access module
 */
export async function noteReads(
  tx: Transaction,
  personIds: readonly string[],
  purpose: string,
  screen: string,
  reading: { readonly sections: readonly string[]; readonly basis: string },
): Promise<void> {
  if (personIds.length === 0) return;
  await tx.text('select log.note_reads($1, $2, $3, $4, $5)', [
    [...new Set(personIds)],
    purpose,
    screen,
    reading.sections,
    reading.basis,
  ]);
}

// Referrals that wait beyond their time are marked by the command that does it, as the worker's account.
// Done twice, the second finds nothing due.
import { newId } from '#base/ids.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { chaseReferral } from '#modules/referrals/commands/chase-referral.ts';
import { listDueReferrals } from '#modules/referrals/queries.ts';
import { workerRunner } from './worker-runner.ts';

/** Marks what is due now. Screens hear of it by the reader of the log. */
export async function chaseReferrals(
  database: Database,
  token: string,
  { clock, secret }: { readonly clock: Clock; readonly secret: string },
): Promise<void> {
  const due = await database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return listDueReferrals(tx, clock.now());
  });
  const runner = workerRunner(database, { clock, secret });
  for (const referralId of due) {
    const answer = await runner.run(chaseReferral, {
      token,
      commandId: newId(),
      input: { referralId },
    });
    // Answered or chased in the meantime: nothing is due any more.
    if (answer === 'unauthenticated') throw new Error('the session of the worker is over');
  }
}

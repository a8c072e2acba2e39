// Files that were opened in an emergency and that nobody looked at in time close the account that opened
// them, by the command that does it, as the worker's account. Done twice, the second finds nothing due.
import { newId } from '#base/ids.ts';
import { suspendGlass } from '#modules/casefiles/commands/suspend-glass.ts';
import { listDueGlasses } from '#modules/casefiles/glass-queries.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { workerRunner } from './worker-runner.ts';

/** Closes what is due now. */
export async function suspendGlasses(
  database: Database,
  token: string,
  { clock, secret }: { readonly clock: Clock; readonly secret: string },
): Promise<void> {
  const due = await database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return listDueGlasses(tx, clock.now());
  });
  const runner = workerRunner(database, { clock, secret });
  for (const glassId of due) {
    const answer = await runner.run(suspendGlass, {
      token,
      commandId: newId(),
      input: { glassId },
    });
    // Looked at in the meantime: nothing is due any more.
    if (answer === 'unauthenticated') throw new Error('the session of the worker is over');
  }
}

// The safety net of the night: what people left open on an earlier day ends by the very command that
// they would have given, as the worker's account. Done twice, the second finds nothing.
import { newId } from '#base/ids.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { endDayCommand } from '#modules/followups/commands/end-day.ts';
import { listUnended } from '#modules/visits/left-open-queries.ts';
import { workerRunner } from './worker-runner.ts';

/** Ends the days that nobody ended, house by house. Screens hear of it by the reader of the log. */
export async function endDays(
  database: Database,
  token: string,
  { clock, secret }: { readonly clock: Clock; readonly secret: string },
): Promise<void> {
  const centreIds = await database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return listUnended(tx);
  });
  const runner = workerRunner(database, { clock, secret });
  for (const centreId of centreIds) {
    const answer = await runner.run(endDayCommand, {
      token,
      commandId: newId(),
      input: { centreId },
    });
    if (answer === 'unauthenticated' || !answer.ok)
      throw new Error(`the day of ${centreId} was not ended`);
  }
}

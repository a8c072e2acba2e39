// The night's retention, by the worker or, before any port is open, by the start: a backup that was brought back is
// no older than the last night again.
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { forgetDue } from '#modules/rights/forget-due.ts';

/**
 * Lets go of what is over if the night has come, as the worker's account.
 * @param database whose transactions may take as long as an erasure does
 */
export function forgetDueByWorker(
  database: Database,
  token: string,
  clock: Clock,
): Promise<boolean> {
  return forgetDue(
    {
      text: (text, values) =>
        database.transaction(async (tx) => {
          tx.text('select access.enter($1)', [token]).catch(() => {});
          return tx.text(text, values);
        }),
    },
    clock.now(),
  );
}

/** The same as the owner of the database, who alone is there at the start. */
export function forgetDueAtStart(
  ownerUrl: string,
  now: Temporal.Instant,
  tell: (text: string) => void,
): Promise<boolean> {
  return withClient(ownerUrl, (client) =>
    forgetDue(
      { text: async (text, values) => (await client.query(text, [...values])).rows },
      now,
      tell,
    ),
  );
}

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

/** As the worker does it by itself each night: not while nobody has worked here for so long that the clock may be wrong. */
export async function forgetDueUnlessSilent(
  database: Database,
  token: string,
  clock: Clock,
): Promise<boolean> {
  const [silent] = await database.transaction((tx) =>
    tx.text<{ is: boolean }>('select rights.is_silent($1) as is', [clock.now()]),
  );
  return silent?.is ? false : forgetDueByWorker(database, token, clock);
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

/**
 * The night at the start of `npm start`. What fails, or is doubtful because nobody has worked here for forty
 * days (a clock may be wrong), is told in one line and keeps no door shut: the worker looks again.
 */
export async function forgetAtStart(
  ownerUrl: string,
  now: Temporal.Instant,
  tell: (text: string) => void,
): Promise<void> {
  try {
    const silent = await withClient(ownerUrl, async (client) => {
      const { rows } = await client.query<{ is: boolean }>('select rights.is_silent($1) as is', [
        now.toString(),
      ]);
      return rows[0]?.is === true;
    });
    if (silent)
      tell('nobody has worked here for forty days: nothing goes by its age before somebody has');
    else if (await forgetDueAtStart(ownerUrl, now, tell))
      tell('what was over has gone, by kind and period (data/retention.json)');
  } catch (error) {
    tell(`what is over could not go (${(error as Error).name}): the worker tries again`);
  }
}

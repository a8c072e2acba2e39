// Each night the house learns how long its services really take. When it is due stands in a row
// (db/migrations/0150); asked before that, or twice, nothing happens.
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';

/** Learns anew if the night has come, as the worker's account. */
export function learnDurations(database: Database, token: string, clock: Clock): Promise<void> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    await tx.text('select planning.learn($1)', [clock.now()]);
  });
}

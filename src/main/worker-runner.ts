// Commands that the worker gives by itself when something is due.
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { type CommandRunner, commandRunner } from '#platform/run-command/runner.ts';
import { PROJECTIONS } from './projections.ts';

/** Runs commands over the worker's own database. Screens hear of them by the reader of the log. */
export function workerRunner(
  database: Database,
  { clock, secret }: { readonly clock: Clock; readonly secret: string },
): CommandRunner {
  return commandRunner({
    database,
    clock,
    macKey: Buffer.from(secret),
    projections: PROJECTIONS,
    committed: () => {},
  });
}

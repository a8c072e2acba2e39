// Erasures that are due, carried out by the worker one after the other: ledger, rows by the command that does
// it, jobs that name her; then the logs, once for all of them. Done twice, the second finds nothing due.
import { newId } from '#base/ids.ts';
import { carryOutErasure } from '#modules/rights/commands/carry-out-erasure.ts';
import {
  beginErasure,
  dropErasure,
  endErasure,
  type Keeper,
  LEDGER_ALONE,
  rewriteTraces,
  untilOthersEnded,
} from '#modules/rights/carry-out.ts';
import type { Clock } from '#platform/clock.ts';
import { type Database, sqlState } from '#platform/db/database.ts';
import { type ErasureLedger, LedgerDamaged } from '#platform/erasure-ledger/ledger.ts';
import { workerRunner } from './worker-runner.ts';

export interface ErasureParts {
  readonly clock: Clock;
  readonly secret: string;
  readonly ledger: ErasureLedger;
  /** Schema of the queue. */
  readonly queue: string;
}

/** Longest life of one transaction of an erasure: statistics have no index by person. In milliseconds. */
export const ERASURE_MS = 300_000;

/**
 * Carries out what is due now. One that fails is logged by its number and stops none of the others.
 * @param database whose transactions may take ERASURE_MS
 * @returns how many
 * @throws LedgerDamaged
 */
export async function carryOutErasures(
  database: Database,
  token: string,
  { clock, secret, ledger, queue }: ErasureParts,
): Promise<number> {
  const keeper: Keeper = {
    text: (text, values) =>
      database.transaction(async (tx) => {
        tx.text('select access.enter($1)', [token]).catch(() => {});
        return tx.text(text, values);
      }),
    alone: (work) =>
      database.transaction(async (tx) => {
        await tx.text(LEDGER_ALONE);
        return work();
      }),
  };
  const due = await keeper.text<{ id: string }>(
    'select due as id from rights.due_erasures($1::timestamptz) due',
    [clock.now().toString()],
  );
  const runner = workerRunner(database, { clock, secret });
  /** Whose rows are gone: the erasure, and her files. */
  const gone = new Map<string, readonly string[]>();
  for (const { id } of due)
    await unlessItFails(id, async () => {
      const persons = await eraseRows(id);
      if (persons) gone.set(id, persons);
    });
  if (gone.size > 0) await untilOthersEnded(keeper);
  // Once for all; where that fails, each has the logs read for itself.
  if (gone.size > 1) await unlessItFails('logs', () => rewriteTraces(keeper, [...gone.keys()]));
  let done = 0;
  for (const [id, persons] of gone)
    await unlessItFails(id, async () => {
      await rewriteTraces(keeper, [id]);
      // As long as the logs named her, jobs that do could be made of them.
      await forgetJobs(keeper, queue, persons);
      await endErasure(keeper, ledger, id, clock.now());
      done++;
    });
  return done;

  /** @returns her files, once their rows are gone; undefined where they stay */
  async function eraseRows(id: string): Promise<readonly string[] | undefined> {
    const begun = await beginErasure(keeper, ledger, id, clock.now());
    if (!begun) {
      // Something must be kept, she is in the house, or it was taken back: should it have begun, it has not.
      await dropErasure(keeper, ledger, id, clock.now());
      return undefined;
    }
    if (!begun.rowsDone) {
      const answer = await runner.run(carryOutErasure, {
        token,
        commandId: newId(),
        input: { erasureId: id },
      });
      if (answer === 'unauthenticated') throw new SessionOver();
      if (!answer.ok) {
        // Another worker has it, or what was true a moment ago is so no more.
        if (answer.problem.code !== 'erasure-done')
          await dropErasure(keeper, ledger, id, clock.now());
        return undefined;
      }
    }
    return begun.persons;
  }
}

/** One that fails stops none of the others; it is tried again at the next turn. */
async function unlessItFails(what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof LedgerDamaged || error instanceof SessionOver) throw error;
    // What a database says of a failure may name her, so its code alone is told.
    const { name } = error as Error;
    const state = sqlState(error) ?? sqlState((error as Error).cause) ?? '';
    console.error(`erasure ${what}: ${name} ${state}`.trim());
  }
}

class SessionOver extends Error {
  override name = 'SessionOver';
}

/** Jobs that wait or have failed and name one of them. */
async function forgetJobs(
  keeper: Keeper,
  queue: string,
  persons: readonly string[],
): Promise<void> {
  const [there] = await keeper.text<{ there: boolean }>(
    'select to_regclass($1) is not null as there',
    [`${queue}._private_jobs`],
  );
  if (there?.there)
    await keeper.text(
      `delete from ${queue}._private_jobs where payload::text ~ $1 and locked_at is null`,
      [persons.join('|')],
    );
}

// How an erasure is carried out, whoever does it: the worker when it is due, or the start after a restore.
// The ledger has it before the first row goes; then rows, then entries of the logs, then the ledger again,
// and last the database forgets whose it was. Stopped anywhere, it goes on from there.
import type { ErasureLedger, LedgerLine } from '#platform/erasure-ledger/ledger.ts';

/** Somebody who may erase: each statement is a transaction of its own. */
export interface Keeper {
  text<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Does something while no other worker writes to the ledger. */
  alone<Result>(work: () => Result): Promise<Result>;
}

/** Waits until no other worker writes to the ledger; until the transaction ends. */
export const LEDGER_ALONE = `select pg_advisory_xact_lock(hashtextextended('erasure ledger', 370))`;

/** Entries of a log that are read in one transaction; a tenth as many at most are rewritten in it. */
const AT_ONCE = 1000;
const LOGS = ['read', 'event', 'command'] as const;

/** An erasure that has begun. */
export interface Begun {
  readonly persons: readonly string[];
  readonly claim: string | null;
  /** The rows are gone already: something stopped it after that. */
  readonly rowsDone: boolean;
}

/** The ledger knows whose files they are; undefined while something forbids it. */
export async function beginErasure(
  keeper: Keeper,
  ledger: ErasureLedger,
  id: string,
  now: Temporal.Instant,
) {
  const [begun] = await keeper.text<Begun>(
    'select persons, claim_id as claim, rows_done as "rowsDone" from rights.begin_erasure($1)',
    [id],
  );
  if (!begun) return undefined;
  const { persons, claim } = begun;
  const line = await keeper.alone(() =>
    ledger.erasures().some(({ erasure }) => erasure === id)
      ? undefined
      : ledger.append({ step: 'begin', erasure: id, ...(claim && { claim }), persons }, now),
  );
  if (line) await noteLedger(keeper, line);
  return begun;
}

/** It was not to be, after all: nothing of it is replayed. Without effect where the ledger has no open begin. */
export async function dropErasure(
  keeper: Keeper,
  ledger: ErasureLedger,
  id: string,
  now: Temporal.Instant,
) {
  const line = await keeper.alone(() =>
    ledger.erasures().some(({ erasure, entries }) => erasure === id && entries === undefined)
      ? ledger.append({ step: 'dropped', erasure: id }, now)
      : undefined,
  );
  if (line) await noteLedger(keeper, line);
  await keeper.text('select rights.forget_dropped($1)', [id]);
}

/** How often it is looked whether others have ended: for longer than a transaction of theirs may take (`Database`). */
const LOOKS = 80;
const LOOK_MS = 50;

/**
 * Waits until whoever may have seen rows that are gone by now has ended: a page that read of her just before still
 * writes that it did. Their transactions are told apart by what each holds a lock on from its first statement.
 */
export async function untilOthersEnded(keeper: Keeper): Promise<void> {
  const others = `select virtualtransaction as id from pg_locks
    where locktype = 'virtualxid' and pid <> pg_backend_pid()`;
  const before = (await keeper.text<{ id: string }>(others, [])).map(({ id }) => id);
  for (let look = 0; look < LOOKS; look++) {
    const now = await keeper.text<{ id: string }>(`${others} and virtualtransaction = any ($1)`, [
      before,
    ]);
    if (now.length === 0) return;
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
}

/**
 * Reads the logs once for all these erasures, whose rows are gone, and everybody who saw them
 * (`untilOthersEnded`): when it is through, their numbers stand in no entry. Ending one of them afterwards reads on
 * from there.
 */
export async function rewriteTraces(keeper: Keeper, ids: readonly string[]): Promise<void> {
  for (const log of LOGS) while (await rewriteNext(keeper, ids, log));
}

/** Rewrites entries of the logs until her number stands in none, and ends the erasure. Rows are gone before. */
export async function endErasure(
  keeper: Keeper,
  ledger: ErasureLedger,
  id: string,
  now: Temporal.Instant,
) {
  await rewriteTraces(keeper, [id]);
  const [found] = await keeper.text<{ entries: number; hash: string }>(
    'select entries, hash from rights.traces_of($1)',
    [id],
  );
  const { entries = 0, hash = '' } = found ?? {};
  // Stopped after this line and before the next statement, it is there already.
  const line = await keeper.alone(() =>
    ledger.erasures().some((one) => one.erasure === id && one.entries !== undefined)
      ? undefined
      : ledger.append({ step: 'done', erasure: id, entries, entriesHash: hash }, now),
  );
  await keeper.text('select rights.end_erasure($1, $2, $3::timestamptz)', [
    id,
    entries,
    now.toString(),
  ]);
  if (line) await noteLedger(keeper, line);
}

/** One step over one log. @returns whether there is more of it */
async function rewriteNext(keeper: Keeper, ids: readonly string[], log: (typeof LOGS)[number]) {
  const [step] = await keeper.text<{ more: boolean }>(
    'select rights.rewrite_traces($1::uuid[], $2, $3) as more',
    [ids, log, AT_ONCE],
  );
  return step?.more === true;
}

/** The database knows from now on that the ledger has come so far. */
async function noteLedger(keeper: Keeper, { n, hash }: LedgerLine): Promise<void> {
  await keeper.text('select rights.ledger_is_at($1, $2)', [n, hash]);
}

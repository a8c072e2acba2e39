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

/** Few enough that a write stays far under a second. */
const AT_ONCE = 200;

interface Trace {
  readonly stream: string;
  readonly epoch: number;
  readonly xid: string;
  readonly position: string;
}

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

/** It was not to be, after all: nothing of it is replayed. */
export async function dropErasure(
  keeper: Keeper,
  ledger: ErasureLedger,
  id: string,
  now: Temporal.Instant,
) {
  const line = await keeper.alone(() => ledger.append({ step: 'dropped', erasure: id }, now));
  await noteLedger(keeper, line);
}

/** Rewrites entries of the logs until her number stands in none, and ends the erasure. Rows are gone before. */
export async function endErasure(
  keeper: Keeper,
  ledger: ErasureLedger,
  id: string,
  now: Temporal.Instant,
) {
  for (;;) {
    const traces = await keeper.text<Trace>(
      'select stream, epoch, xid::text, position::text from rights.find_traces($1)',
      [id],
    );
    if (traces.length === 0) break;
    for (let from = 0; from < traces.length; from += AT_ONCE)
      await rewrite(keeper, id, traces.slice(from, from + AT_ONCE));
  }
  const [found] = await keeper.text<{ entries: number; hash: string }>(
    'select entries, hash from rights.traces_of($1)',
    [id],
  );
  const { entries = 0, hash = '' } = found ?? {};
  const line = await keeper.alone(() =>
    ledger.append({ step: 'done', erasure: id, entries, entriesHash: hash }, now),
  );
  await keeper.text('select rights.end_erasure($1, $2, $3::timestamptz)', [
    id,
    entries,
    now.toString(),
  ]);
  await noteLedger(keeper, line);
}

async function rewrite(keeper: Keeper, id: string, traces: readonly Trace[]): Promise<void> {
  await keeper.text(
    `select rights.rewrite_trace($1, t.stream, t.epoch, t.xid::xid8, t.position)
     from unnest($2::text[], $3::integer[], $4::text[], $5::bigint[]) t (stream, epoch, xid, position)`,
    [
      id,
      traces.map(({ stream }) => stream),
      traces.map(({ epoch }) => epoch),
      traces.map(({ xid }) => xid),
      traces.map(({ position }) => position),
    ],
  );
}

/** The database knows from now on that the ledger has come so far. */
async function noteLedger(keeper: Keeper, { n, hash }: LedgerLine): Promise<void> {
  await keeper.text('select rights.ledger_is_at($1, $2)', [n, hash]);
}

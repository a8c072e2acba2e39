// The chains over the logs, laid behind the acts: links for what was committed, and heads that leave the
// database every hour (db/migrations/0191). Nothing here is on the path of an act or of a page.
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';

/** The logs that have a chain: who saw what, what happened, what was asked for. */
export const STREAMS = ['read', 'event', 'command'] as const;
export type Stream = (typeof STREAMS)[number];

/** A head as it leaves the database: so many entries, and the hash over all of them. */
export interface Head {
  readonly stream: Stream;
  readonly at: string;
  /** Life of the log; a restore begins another. */
  readonly life: number;
  readonly entries: number;
  /** SHA-256, in hexadecimal signs. */
  readonly hash: string;
}

/** Few enough that the transaction stays far under a second. */
const AT_ONCE = 1000;

/**
 * Lays links for everything that was committed.
 * @param token session of the worker's machine account
 * @returns how many links were laid
 */
export async function extendChains(database: Database, token: string): Promise<number> {
  let total = 0;
  for (const stream of STREAMS) {
    for (let laid = AT_ONCE; laid === AT_ONCE; total += laid)
      laid = await asWorker(database, token, async (tx) => {
        const [row] = await tx.text<{ laid: number }>('select log.extend_chain($1, $2) as laid', [
          stream,
          AT_ONCE,
        ]);
        return row?.laid ?? 0;
      });
  }
  return total;
}

/** A way out of the database. It may be taken twice with the same heads. */
export interface WayOut {
  readonly name: 'file' | 'mail';
  send(heads: readonly Head[]): Promise<void>;
}

/**
 * Makes this hour's heads, once, and sends what has not gone out yet on each of the ways. A way that
 * fails is tried again at the next call; the others have gone.
 * @throws the first failure, after all ways were tried
 */
export async function publishHeads(
  database: Database,
  token: string,
  ways: readonly WayOut[],
): Promise<void> {
  await extendChains(database, token);
  await asWorker(database, token, (tx) => headsFor(tx, 'none'));
  const failures: unknown[] = [];
  for (const way of ways) {
    const heads = await asWorker(database, token, (tx) => headsFor(tx, way.name));
    if (heads.length === 0) continue;
    try {
      await way.send(heads);
    } catch (error) {
      failures.push(error);
      continue;
    }
    await asWorker(database, token, async (tx) => {
      for (const { stream, at } of heads)
        await tx.text('select log.head_published($1, $2, $3)', [way.name, stream, at]);
    });
  }
  if (failures.length > 0) throw failures[0];
}

/** Makes this hour's heads, and tells those that a way has still to take; `none`: none. */
async function headsFor(tx: Transaction, way: WayOut['name'] | 'none'): Promise<Head[]> {
  const rows = await tx.text<{
    stream: Stream;
    at: Temporal.Instant;
    life: number;
    entries: string;
    hash: string;
  }>(`select stream, at, epoch as life, seq::text as entries, hash from log.heads_to_publish($1)`, [
    way,
  ]);
  return rows.map(({ at, entries, ...head }) => ({
    ...head,
    at: at.toString(),
    entries: Number(entries),
  }));
}

function asWorker<Result>(
  database: Database,
  token: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction((tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return work(tx);
  });
}

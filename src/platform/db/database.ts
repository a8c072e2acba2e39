// Connections to PostgreSQL as one runtime role, and transactions that are always ended.
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { Transaction } from './transaction.ts';
import { typeParsers } from './pg-types.ts';

/** Thrown when the database can't be reached or gave up on us; nothing was saved. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database is not available', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

export interface DatabaseOptions {
  readonly url: string;
  /** Most connections at once. */
  readonly connections: number;
  readonly applicationName: string;
  /** Longest life of one transaction, in milliseconds: an open write holds up every reader. */
  readonly transactionMs?: number;
  /** Tells a rehearsal database what time it is; without effect on any other. */
  readonly rehearsalClock?: Clock;
}

/** What a transaction does at its end: `keep` commits, `drop` rolls back. */
export type Ending = 'keep' | 'drop';

export class Database {
  readonly #pool: pg.Pool;
  readonly #rehearsalClock: Clock | undefined;

  constructor(options: DatabaseOptions) {
    const limit = options.transactionMs ?? 3000;
    this.#rehearsalClock = options.rehearsalClock;
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.connections,
      application_name: options.applicationName,
      types: typeParsers,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      options: `-c transaction_timeout=${limit} -c lock_timeout=2000 -c jit=off -c plan_cache_mode=auto`,
    } as pg.PoolConfig);
    // A connection that dies while idle is replaced at the next use; the error must not end us.
    this.#pool.on('error', () => {});
    // Nor one that dies in the breath in which it was made, before a transaction listens to it.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /**
   * Runs `work` in one transaction; its first statements go along with BEGIN, in one round trip.
   * Commits when `work` returns, rolls back when it throws or asks to by `ending`.
   * @throws DatabaseUnavailable when the server can't be reached or ends the connection
   */
  async transaction<Result>(
    work: (tx: Transaction, ending: (how: Ending) => void) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw new DatabaseUnavailable(error);
    });
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    let how: Ending = 'keep';
    const tx = new Transaction(client);
    try {
      const begun = tx.text('begin');
      begun.catch(() => {});
      if (this.#rehearsalClock) {
        const now = this.#rehearsalClock.now().toString();
        tx.text(`select set_config('oneroof.now', $1, true)`, [now]).catch(() => {});
      }
      const result = await work(tx, (ending) => {
        how = ending;
      });
      await (how === 'keep' ? tx.commit() : tx.rollback());
      return result;
    } catch (error) {
      await tx.rollback().catch((failure: Error) => {
        broken ??= failure;
      });
      throw isConnectionFailure(error) ? new DatabaseUnavailable(error) : error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Waits for running transactions and closes every connection. */
  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** SQLSTATE of a failed statement, if it was one. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Name of the constraint that refused a statement, if one did. */
export function refusedBy(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}

// Class 08: connection; 53: out of disk, memory, connections; 57P0x: shut down; 58: the system's
// I/O; 25P03/25P04: ran too long; 55P03: waited too long for a lock.
const UNAVAILABLE = /^(08|53|57P|57014|58|25P0[34]|55P03|XX00[12])/;

function isConnectionFailure(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const state = sqlState(error);
  if (state !== undefined) return UNAVAILABLE.test(state);
  const { code, message } = error as { code?: string; message?: string };
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/.test(code ?? '') ||
    /Connection terminated|connection error|not queryable|Client was closed/i.test(message ?? '')
  );
}

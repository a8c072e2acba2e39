// One transaction on one connection. Statements are sent as soon as they are asked for and answered
// in order (PostgreSQL's pipelining), so several that don't need each other's answer cost one
// round trip. Every statement is prepared once per connection under a name of its own.
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './types.gen.ts';

/** Builds typed SQL; what it builds is run by a `Transaction`. */
export const build = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A query of the builder, or an `sql` template. */
export type Query<Row> = Compilable<Row> | RawBuilder<Row>;

const names = new Map<string, string>();

/** A stable name for a statement's text, so that each connection parses and plans it once. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

export class Transaction {
  readonly #client: pg.PoolClient;
  #pending: Promise<unknown>[] = [];
  #unanswered = 0;
  /** How often this transaction waited for the server: a flush of one or more statements. */
  roundTrips = 0;
  statements = 0;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Runs a statement given as text; `$1` and so on stand for the values. */
  text<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#send(text, values).then((result) => result.rows as Row[]);
  }

  /** All rows of a query. */
  all<Row>(query: Query<Row>): Promise<Row[]> {
    const { sql, parameters } = compile(query);
    return this.#send(sql, parameters).then((result) => result.rows as Row[]);
  }

  /** The first row of a query, or undefined. */
  async first<Row>(query: Query<Row>): Promise<Row | undefined> {
    return (await this.all(query))[0];
  }

  /**
   * Sends a write without waiting; `settle` waits for all of them. A write that touches another
   * number of rows than `rows` fails the transaction: a policy may have hidden the row.
   */
  write(query: Query<unknown>, rows: number | 'any' = 1): void {
    const { sql, parameters } = compile(query);
    this.#pending.push(
      this.#send(sql, parameters).then((result) => {
        if (rows !== 'any' && result.rowCount !== rows) {
          throw new Error(`a write touched ${result.rowCount} rows instead of ${rows}: ${sql}`);
        }
      }),
    );
  }

  /** Waits until everything sent by `write` is answered; fails with the first failure. */
  async settle(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    const answers = await Promise.allSettled(pending);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
  }

  #send(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (this.#unanswered === 0) this.roundTrips++;
    this.#unanswered++;
    this.statements++;
    return this.#client
      .query({ name: nameOf(text), text, values: values.map(encode) })
      .finally(() => {
        this.#unanswered--;
      });
  }
}

/** Temporal values travel as ISO text; the driver would quote them as JSON. */
function encode(value: unknown): unknown {
  return value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime
    ? value.toString()
    : value;
}

function compile(query: Query<unknown>): { sql: string; parameters: readonly unknown[] } {
  return 'isRawBuilder' in query
    ? (query as RawBuilder<unknown>).compile(build)
    : (query as Compilable<unknown>).compile();
}

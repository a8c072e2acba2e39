// One transaction on one connection. Statements that don't need each other's answer are sent as one
// batch and cost one round trip: whatever is asked for before control returns to the event loop.
// Every statement is prepared once per connection under a name of its own.
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  type Insertable,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  type RootOperationNode,
  sql,
} from 'kysely';
import type pg from 'pg';
import { Batch, type Statement, type StatementAnswer } from './batch.ts';
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

/** A query of the builder, an `sql` template, or one of them compiled before. */
export type Query<Row> = Compilable<Row> | RawBuilder<Row> | CompiledQuery<Row>;

/**
 * Words of our own, such as states, written into the statement itself. Among values that are sent apart, a
 * plan that is made once can't know that an index of just these states has every row, and the statement
 * would be planned anew each time. Never for what came from outside.
 */
export function inWords<Word extends string>(words: readonly Word[]): RawBuilder<Word>[] {
  return words.map((word) => sql.lit(word));
}

const inserts = new Map<string, CompiledQuery>();

/**
 * An insert of one row, compiled once for each set of columns: on the path of every act, building
 * the same statement anew costs as much as running it.
 */
export function insertRow<T extends keyof DB>(table: T, row: Insertable<DB[T]>): CompiledQuery {
  const key = `${table} ${Object.keys(row).join()}`;
  let compiled = inserts.get(key);
  if (!compiled) {
    compiled = build.insertInto(table).values(row).compile();
    inserts.set(key, compiled);
  }
  return { ...compiled, parameters: Object.values(row) };
}

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
  #waiting: Statement[] = [];
  #inFlight = false;
  #counting = false;
  #failure: unknown;
  #ended = false;
  #finished: Promise<unknown> | undefined;
  /** How often this transaction waited for the server. */
  roundTrips = 0;
  statements = 0;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Runs a statement given as text; `$1` and so on stand for the values. */
  text<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#send(text, values).then(({ rows }) => rows as Row[]);
  }

  /** All rows of a query. */
  all<Row>(query: Query<Row>): Promise<Row[]> {
    const { sql: text, parameters } = compile(query);
    return this.#send(text, parameters).then(({ rows }) => rows as Row[]);
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
    const { sql: text, parameters, query: node } = compile(query);
    // An insert that is refused fails by itself; anything else may quietly find no row.
    if (rows !== 'any' && !isPlainInsert(node)) this.#counting = true;
    this.#pending.push(
      this.#send(text, parameters).then((result) => {
        if (rows !== 'any' && result.rowCount !== rows) {
          throw new Error(`a write touched ${result.rowCount} rows instead of ${rows}: ${text}`);
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

  /**
   * Commits. Goes along with the writes that were just sent, in one round trip, when none of them
   * has to be looked at first.
   */
  async commit(): Promise<void> {
    if (this.#counting) await this.settle();
    this.#counting = false;
    if (this.#failure !== undefined) throw this.#failure; // also when nobody looked at it
    this.#finished ??= this.#send('commit', []);
    this.#ended = true;
    await Promise.all([this.settle(), this.#finished]);
  }

  /** Undoes everything; without effect on what was committed. */
  async rollback(): Promise<void> {
    await this.settle().catch(() => {});
    this.#ended = false; // a commit that failed is still undone
    const undone = this.#send('rollback', []);
    this.#ended = true;
    await undone;
  }

  #send(text: string, values: readonly unknown[]): Promise<StatementAnswer> {
    // Whoever has the connection next would answer, as somebody else or nobody: what is read too late
    // fails aloud instead of finding nothing.
    if (this.#ended) return Promise.reject(new Error(`asked after its transaction ended: ${text}`));
    this.statements++;
    return new Promise((resolve, fail) => {
      const reject = (error: unknown) => {
        this.#failure ??= error;
        fail(error);
      };
      this.#waiting.push({ name: nameOf(text), text, values, resolve, reject });
      if (this.#waiting.length === 1 && !this.#inFlight) process.nextTick(() => this.#flush());
    });
  }

  #flush(): void {
    if (this.#inFlight || this.#waiting.length === 0) return;
    const statements = this.#waiting;
    this.#waiting = [];
    this.#inFlight = true;
    this.roundTrips++;
    const batch = new Batch(statements, () => {
      this.#inFlight = false;
      if (this.#waiting.length > 0) process.nextTick(() => this.#flush());
    });
    this.#client.query(batch as unknown as pg.Submittable);
  }
}

function isPlainInsert(node: RootOperationNode): boolean {
  return node.kind === 'InsertQueryNode' && !node.onConflict;
}

function compile(query: Query<unknown>): CompiledQuery {
  if ('parameters' in query) return query;
  return 'isRawBuilder' in query
    ? (query as RawBuilder<unknown>).compile(build)
    : (query as Compilable<unknown>).compile();
}

// Several statements in one message to PostgreSQL and one answer back. The driver's own pipelining
// sends each statement by itself and has the server answer each by itself (a Sync after every one);
// these system calls cost more than the statements. Here one Sync ends the whole batch, so that both
// sides write once. After a failure the server skips the rest of the batch.
import pg from 'pg';
import { typeParsers } from './pg-types.ts';

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } })
  .utils;

/** One statement of a batch, and where its answer goes. */
export interface Statement {
  /** Under which the connection knows it once it has been parsed there. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly resolve: (answer: StatementAnswer) => void;
  readonly reject: (error: unknown) => void;
}

export interface StatementAnswer {
  readonly rows: readonly object[];
  /** Rows that a write touched or a read returned. */
  readonly rowCount: number;
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** What a connection knows of a statement: sent (perhaps never parsed), or its columns. */
type Known = 'sent' | readonly Column[];
const knownBy = new WeakMap<object, Map<string, Known>>();

/** The part of the driver's connection that a batch uses. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: {
    statement: string;
    values: readonly unknown[];
    valueMapper: (value: unknown) => unknown;
  }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/** A batch in the form that the driver takes as a query of its own. */
export class Batch {
  readonly #statements: readonly Statement[];
  readonly #settled: () => void;
  #known: Map<string, Known> = new Map();
  #at = 0;
  #columns: readonly Column[] = [];
  #rows: object[] = [];
  #failure: unknown;
  /** The driver wants to have one. */
  readonly callback = (): void => {};

  /** @param settled called when all statements are answered */
  constructor(statements: readonly Statement[], settled: () => void) {
    this.#statements = statements;
    this.#settled = settled;
  }

  submit(wire: Wire): Error | null {
    let known = knownBy.get(wire);
    if (!known) knownBy.set(wire, (known = new Map()));
    this.#known = known;
    wire.stream.cork();
    try {
      for (const { name, text, values } of this.#statements) {
        const columns = known.get(name);
        if (!columns || columns === 'sent') {
          // A batch that failed may or may not have come as far as parsing this one.
          if (columns) wire.close({ type: 'S', name });
          wire.parse({ name, text });
          known.set(name, 'sent');
        }
        wire.bind({ statement: name, values, valueMapper: encode });
        if (!columns || columns === 'sent') wire.describe({ type: 'P', name: '' });
        wire.execute({});
      }
    } catch (error) {
      this.#failure = error; // a value that can't be written; what was sent is answered all the same
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
    this.#begin();
    return null;
  }

  handleRowDescription({
    fields,
  }: {
    fields: readonly { name: string; dataTypeID: number }[];
  }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: typeParsers.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.#failure !== undefined) return;
    const row: Record<string, unknown> = {};
    try {
      let at = 0; // on the path of every act; entries() would make a pair for each field
      for (const { name, parse } of this.#columns) {
        const text = fields[at++] ?? null;
        row[name] = text === null ? null : parse(text);
      }
      this.#rows.push(row);
    } catch (error) {
      this.#failure = error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const statement = this.#statements[this.#at];
    if (!statement) return;
    this.#known.set(statement.name, this.#columns);
    if (this.#failure === undefined) {
      const count = Number(text.slice(text.lastIndexOf(' ') + 1));
      statement.resolve({ rows: this.#rows, rowCount: Number.isNaN(count) ? 0 : count });
    } else statement.reject(this.#failure);
    this.#at++;
    this.#begin();
  }

  handleError(error: unknown): void {
    this.#failure ??= error;
    this.#rejectRest();
    this.#settled(); // the driver itself waits until the server is ready again
  }

  handleReadyForQuery(): void {
    this.#rejectRest();
    this.#settled();
  }

  #begin(): void {
    const known = this.#known.get(this.#statements[this.#at]?.name ?? '');
    this.#columns = known === undefined || known === 'sent' ? [] : known;
    this.#rows = [];
  }

  #rejectRest(): void {
    const rest = this.#statements.slice(this.#at);
    this.#at = this.#statements.length;
    for (const statement of rest)
      statement.reject(this.#failure ?? new Error('the server did not answer this statement'));
  }
}

/** Temporal values travel as ISO text; the driver would quote them as JSON. */
function encode(value: unknown): unknown {
  if (typeof value === 'string' || value === null) return value;
  return value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime
    ? value.toString()
    : prepareValue(value);
}

// Ends open streams within a second of their session's end, or of a role that begins or ends. One
// question a second for all streams of this process together.
import type { Database } from '../db/database.ts';
import { hashOf } from './token.ts';

const PAUSE_MS = 700;

interface Watched {
  readonly key: string;
  readonly over: () => void;
  /** The standing when first seen; undefined until then. */
  print?: string;
}

export class SessionWatch {
  readonly #database: Database;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Calls `over` once when what the session may be told changes. @returns a function that stops watching */
  watch(token: string, over: () => void): () => void {
    const watched: Watched = { key: hashOf(token).toString('hex'), over };
    this.#watched.add(watched);
    this.#next();
    return () => this.#watched.delete(watched);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #next(): void {
    if (this.#closed || this.#timer || this.#watched.size === 0) return;
    this.#timer = setTimeout(() => {
      void this.#look()
        .catch(() => {})
        .finally(() => {
          this.#timer = undefined;
          this.#next();
        });
    }, PAUSE_MS);
  }

  async #look(): Promise<void> {
    const watched = [...this.#watched];
    const hashes = [...new Set(watched.map(({ key }) => key))].map((key) =>
      Buffer.from(key, 'hex'),
    );
    const rows = await this.#database.transaction((tx) =>
      tx.text<{ token_hash: Buffer; print: string }>('select * from access.session_prints($1)', [
        hashes,
      ]),
    );
    const prints = new Map(rows.map((row) => [row.token_hash.toString('hex'), row.print]));
    for (const one of watched) {
      const print = prints.get(one.key);
      if (print !== undefined && (one.print === undefined || one.print === print)) {
        one.print = print;
        continue;
      }
      if (this.#watched.delete(one)) one.over();
    }
  }
}

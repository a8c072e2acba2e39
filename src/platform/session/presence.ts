// Tells the database that the owner of a session is there, so that it doesn't end for idleness: at
// most once a minute for each session, and never for what a page fetches by itself.
import { hash } from 'node:crypto';
import type { Database } from '../db/database.ts';

const PAUSE_MS = 60_000;
/** Sessions remembered at once; beyond it the oldest are forgotten and told again. */
const MOST = 5000;

export class Presence {
  readonly #database: Database;
  readonly #told = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** An act of her own. Fails in silence: at worst the session ends too early. */
  async note(token: string): Promise<void> {
    const key = hash('sha256', token, 'base64');
    const now = performance.now();
    if (now - (this.#told.get(key) ?? -PAUSE_MS) < PAUSE_MS) return;
    if (this.#told.size >= MOST) {
      const [oldest] = this.#told.keys();
      if (oldest !== undefined) this.#told.delete(oldest);
    }
    this.#told.set(key, now);
    await this.#database
      .transaction((tx) => tx.text('select access.touch($1)', [token]))
      .catch(() => this.#told.delete(key));
  }
}

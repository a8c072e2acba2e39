// Tells the database that the owner of a session is there, so that it doesn't end for idleness: at
// most once a minute for each session, and never for what a page fetches by itself. Remembers
// whose each session is, by which requests are counted (ACC-52).
import { hash } from 'node:crypto';
import type { Database } from '../db/database.ts';

const PAUSE_MS = 60_000;
/** Sessions remembered at once; beyond it the oldest are forgotten and told again. */
const MOST = 5000;

export class Presence {
  readonly #database: Database;
  readonly #told = new Map<string, number>();
  /** Whose a session is; empty: nobody's that is known. */
  readonly #whose = new Map<string, string>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** An act of her own. Fails in silence: at worst the session ends too early. */
  async note(token: string): Promise<void> {
    const key = keyOf(token);
    const now = performance.now();
    if (now - (this.#told.get(key) ?? -PAUSE_MS) < PAUSE_MS) return;
    keep(this.#told, key, now);
    await this.#ask('select access.touch($1) as account', token).catch(() =>
      this.#told.delete(key),
    );
  }

  /** Something that a page fetched by itself: tells nothing but whose it was. */
  async meet(token: string): Promise<void> {
    if (this.#whose.has(keyOf(token))) return;
    await this.#ask('select access.account_behind($1) as account', token).catch(() => {});
  }

  /** The account of a session that was met before. */
  accountOf(token: string): string | undefined {
    return this.#whose.get(keyOf(token)) || undefined;
  }

  async #ask(text: string, token: string): Promise<void> {
    const [row] = await this.#database.transaction((tx) =>
      tx.text<{ account: string | null }>(text, [token]),
    );
    keep(this.#whose, keyOf(token), row?.account ?? '');
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}

/** Remembers, and forgets the oldest when there are too many. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= MOST) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
}

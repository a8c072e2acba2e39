// Carries pokes from one process to the others: the worker's reader of the log tells what happened
// (behind the acts, in a transaction of its own), every web process listens. A web process pokes
// for its own commands at once and skips their echo.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Transaction } from '../db/transaction.ts';

const CHANNEL = 'oneroof_live';
/** PostgreSQL takes payloads of less than 8000 bytes. */
const PAYLOAD_MAX = 7000;

/** What happened in one command, as the relay carries it. */
export interface RelayedPoke {
  readonly commandId: string;
  readonly topics: readonly string[];
}

/** Tells every listening process, when the transaction commits. */
export async function relayPokes(tx: Transaction, pokes: readonly RelayedPoke[]): Promise<void> {
  let batch: RelayedPoke[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0)
      await tx.text('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(batch)]);
    batch = [];
    size = 0;
  };
  for (const poke of pokes) {
    const length = JSON.stringify(poke).length + 1;
    if (size + length > PAYLOAD_MAX) await flush();
    batch.push(poke);
    size += length;
  }
  await flush();
}

/** Listens for pokes of other processes until it is stopped; comes back by itself. */
export class RelayListener {
  readonly #url: string;
  readonly #heard: (pokes: readonly RelayedPoke[]) => void;
  readonly #missed: () => void;
  #client: pg.Client | undefined;
  #stopped = false;

  /** @param missed called after the link was down: anything may have changed */
  constructor(url: string, heard: (pokes: readonly RelayedPoke[]) => void, missed: () => void) {
    this.#url = url;
    this.#heard = heard;
    this.#missed = missed;
  }

  /** Starts listening; returns at once. */
  start(): void {
    void this.#keepListening();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => {});
  }

  async #keepListening(): Promise<void> {
    for (let first = true; !this.#stopped; first = false) {
      await this.#listenOnce(first).catch(() => {});
      if (!this.#stopped) await sleep(500, undefined, { ref: false });
    }
  }

  async #listenOnce(first: boolean): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'oneroof-live',
      keepAlive: true,
    });
    this.#client = client;
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', ({ payload }) => {
      if (payload) this.#heard(JSON.parse(payload) as RelayedPoke[]);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (!first) this.#missed();
      await ended;
    } finally {
      await client.end().catch(() => {});
    }
  }
}

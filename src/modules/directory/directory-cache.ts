// The directory in memory, so that a page or a command needs no query to know a name, a desk or a
// service. It is read again every minute, and at once when told that something in it changed; a
// failed read keeps the last good one.
import { dayOf } from '#base/dates.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { loadDirectory } from './queries.ts';
import type { Directory } from './schema.ts';

const REFRESH_MS = 60_000;

export class DirectoryCache {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #zone: string;
  #current: Directory | undefined;
  #reading: Promise<Directory> | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param zone of the network: names change at its midnight */
  constructor(database: Database, clock: Clock, zone = 'Europe/Lisbon') {
    this.#database = database;
    this.#clock = clock;
    this.#zone = zone;
  }

  /** Reads the directory for the first time and keeps it fresh until `stop`. */
  async start(): Promise<Directory> {
    this.#timer = setInterval(() => {
      this.refresh().catch(() => {});
    }, REFRESH_MS);
    this.#timer.unref();
    return await this.refresh();
  }

  /** Reads the directory again; callers at the same moment share one read. */
  refresh(): Promise<Directory> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /**
   * Something in the directory changed: it is read after that, also when a read is under way that may
   * have begun before.
   */
  async changed(): Promise<Directory> {
    await this.#reading?.catch(() => {});
    return await this.refresh();
  }

  /**
   * The directory as last read, without waiting.
   * @throws Error before `start` has finished
   */
  get(): Directory {
    if (!this.#current) throw new Error('the directory has not been read yet');
    return this.#current;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #read(): Promise<Directory> {
    const today = dayOf(this.#clock.now(), this.#zone);
    const directory = await this.#database.transaction((tx) => loadDirectory(tx, today));
    // The same content keeps the same object, so that what was made from it stays valid.
    if (directory.version !== this.#current?.version) this.#current = directory;
    return this.#current as Directory;
  }
}

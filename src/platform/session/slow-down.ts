// Slows down whoever tries passwords or codes: after some failures in a while the next tries are
// refused unread, for a known name and an unknown one alike. Kept in memory by each process.

interface Failures {
  count: number;
  readonly until: Temporal.Instant;
}

const compare = Temporal.Instant.compare;
/** Names remembered at once; beyond it the oldest are forgotten. */
const MOST_NAMES = 10_000;

export class SlowDown {
  readonly #failures = new Map<string, Failures>();
  readonly #most: number;
  readonly #seconds: number;

  /** @param most failures allowed within `seconds` of the first */
  constructor(most: number, seconds: number) {
    this.#most = most;
    this.#seconds = seconds;
  }

  /** Whether a try for this name is to be refused unread. */
  refuses(name: string, now: Temporal.Instant): boolean {
    const found = this.#failures.get(name);
    if (!found) return false;
    if (compare(found.until, now) > 0) return found.count >= this.#most;
    this.#failures.delete(name);
    return false;
  }

  failed(name: string, now: Temporal.Instant): void {
    const found = this.#failures.get(name);
    if (found && compare(found.until, now) > 0) {
      found.count++;
      return;
    }
    if (this.#failures.size >= MOST_NAMES) {
      const [oldest] = this.#failures.keys();
      if (oldest !== undefined) this.#failures.delete(oldest);
    }
    this.#failures.delete(name);
    this.#failures.set(name, { count: 1, until: now.add({ seconds: this.#seconds }) });
  }

  worked(name: string): void {
    this.#failures.delete(name);
  }
}

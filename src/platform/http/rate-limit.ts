// How often somebody may ask: a bucket of tries for each name, filled again as time passes. In
// memory, and of bounded size: whoever asks under ever new names pushes out the names unused longest.

interface Bucket {
  left: number;
  at: number;
}

export interface RateLimitOptions {
  /** Tries at once. */
  readonly burst: number;
  /** Tries that come back each second. */
  readonly perSecond: number;
  /** Names remembered at once. */
  readonly names?: number;
}

export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #names: number;

  constructor({ burst, perSecond, names = 10_000 }: RateLimitOptions) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#names = names;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Takes a try. `now` is in milliseconds of a steady clock.
   * @returns 0 when there was one, else the whole seconds until there is one again
   */
  take(name: string, now: number): number {
    const left = this.#left(name, now);
    this.#buckets.delete(name); // the last used goes to the end
    if (this.#buckets.size >= this.#names) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    const allowed = left >= 1;
    this.#buckets.set(name, { left: allowed ? left - 1 : left, at: now });
    return allowed ? 0 : Math.ceil((1 - left) / this.#perSecond);
  }

  /** Whether there is no try left, without taking one. */
  isEmpty(name: string, now: number): boolean {
    return this.#left(name, now) < 1;
  }

  #left(name: string, now: number): number {
    const found = this.#buckets.get(name);
    const filled = found ? found.left + ((now - found.at) / 1000) * this.#perSecond : this.#burst;
    return Math.min(this.#burst, filled);
  }
}

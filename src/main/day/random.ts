// Randomness of a rehearsed day: the only kind it uses, so that one seed gives one day everywhere.
// Each person, desk and question has a stream of its own, so that a change in one of them leaves
// the draws of the others as they were.

/** How something spreads that is never negative: durations, patience. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation divided by the mean. */
  readonly cv: number;
}

export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  /** A stream of its own for each seed and name. */
  constructor(seed: number, name: string) {
    const next = hasher(`${seed} ${name}`);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let turn = 0; turn < 12; turn++) this.bits();
  }

  /** 32 random bits (sfc32 by Chris Doty-Humphrey, from PractRand). */
  bits(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return sum >>> 0;
  }

  /** From 0 up to, and not including, 1. */
  share(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.share() < probability;
  }

  between(min: number, max: number): number {
    return min + (max - min) * this.share();
  }

  /** One of several; none of an empty list. */
  pick<Each>(from: readonly Each[]): Each | undefined {
    return from[Math.floor(this.share() * from.length)];
  }

  /** One of several by their weights. */
  weighted<Each>(from: readonly Each[], weightOf: (each: Each) => number): Each {
    const total = from.reduce((sum, each) => sum + weightOf(each), 0);
    let left = this.share() * total;
    for (const each of from) {
      left -= weightOf(each);
      if (left < 0) return each;
    }
    const last = from.at(-1);
    if (last === undefined) throw new Error('nothing to choose from');
    return last;
  }

  /** A lognormal length with this mean and coefficient of variation. */
  lognormal({ mean, cv }: Spread): number {
    const variance = Math.log(1 + cv * cv);
    return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * this.normal());
  }

  /** A standard normal number (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.share()));
    return radius * Math.cos(2 * Math.PI * this.share());
  }

  /** A UUIDv7 stamped with a moment of the day, whose other bits come from this stream. */
  id(unixMs: number): string {
    const time = Math.floor(unixMs).toString(16).padStart(12, '0');
    const hex = () => this.bits().toString(16).padStart(8, '0');
    const [first, second, third] = [hex(), hex(), hex()];
    const variant = ((Number.parseInt(second[0] ?? '0', 16) & 0x3) | 0x8).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${first.slice(0, 3)}-${variant}${second.slice(1, 4)}-${third}${first.slice(3, 7)}`;
  }
}

/** Numbers from a text (xmur3 by bryc): close seeds give streams that have nothing in common. */
function hasher(text: string): () => number {
  let hash = 1779033703 ^ text.length;
  for (const sign of text) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
}

// A line before something dear: so many at once, the others wait their turn, and beyond a length
// nobody joins any more.

export class Queue {
  readonly #atOnce: number;
  readonly #longest: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  /** @param atOnce how many are inside at once; @param longest how many may wait */
  constructor(atOnce: number, longest: number) {
    this.#atOnce = atOnce;
    this.#longest = longest;
  }

  /** Waits for a turn. @returns what to call when it is over; undefined when the line is full */
  async enter(): Promise<(() => void) | undefined> {
    if (this.#inside < this.#atOnce) this.#inside++;
    else if (this.#waiting.length >= this.#longest) return undefined;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    return () => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside--;
    };
  }
}

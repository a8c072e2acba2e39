// What is going to happen in a rehearsed day, earliest first. Things of the same moment happen in
// the order in which they were put down.

export type Deed = () => void | Promise<void>;

interface Entry {
  readonly at: number;
  readonly turn: number;
  readonly deed: Deed;
}

export class Agenda {
  readonly #heap: Entry[] = [];
  #turn = 0;

  /** Puts down what happens at a moment (milliseconds since 1970). */
  at(moment: number, deed: Deed): void {
    const heap = this.#heap;
    heap.push({ at: Math.round(moment), turn: this.#turn++, deed });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** The moment of what comes next, or undefined when nothing does. */
  next(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** Takes what comes next. */
  take(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      if (left >= heap.length) return first;
      const child = left + 1 < heap.length && this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, parent)) return first;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a] as Entry, this.#heap[b] as Entry];
    return one.at === other.at ? one.turn < other.turn : one.at < other.at;
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a] as Entry;
    this.#heap[a] = this.#heap[b] as Entry;
    this.#heap[b] = one;
  }
}

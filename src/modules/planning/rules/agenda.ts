// What will happen in a house that goes on by the rules, earliest first; what happens at the same
// minute, in the order in which it was put down. A heap, because a forecast plays hundreds of them
// while somebody waits for her ticket.

interface Entry<What> {
  readonly at: number;
  readonly turn: number;
  readonly what: What;
}

export class Agenda<What> {
  readonly #heap: Entry<What>[] = [];
  #turn = 0;

  /** Puts down what happens at a minute. */
  put(at: number, what: What): void {
    const heap = this.#heap;
    const entry = { at, turn: this.#turn++, what };
    let child = heap.length;
    heap.push(entry);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent] as Entry<What>;
      if (!isBefore(entry, above)) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = entry;
  }

  /** Takes what comes next, or undefined when nothing does. */
  take(): { readonly at: number; readonly what: What } | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let parent = 0;
    for (;;) {
      let child = parent * 2 + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right && isBefore(right, heap[child] as Entry<What>)) child++;
      const below = heap[child] as Entry<What>;
      if (!isBefore(below, last)) break;
      heap[parent] = below;
      parent = child;
    }
    heap[parent] = last;
    return first;
  }
}

function isBefore<What>(one: Entry<What>, other: Entry<What>): boolean {
  return one.at === other.at ? one.turn < other.turn : one.at < other.at;
}

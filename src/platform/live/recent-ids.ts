// Remembers the last ids that it was given, and forgets the oldest.

const MOST = 5000;

export class RecentIds {
  readonly #ids = new Set<string>();

  add(id: string): void {
    this.#ids.add(id);
    if (this.#ids.size > MOST) {
      for (const oldest of this.#ids) {
        this.#ids.delete(oldest);
        break;
      }
    }
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }
}

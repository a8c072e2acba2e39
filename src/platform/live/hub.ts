// Tells open screens that something changed. A poke names a topic only; each screen refetches what
// it shows with its own rights. Anonymous screens (boards) instead get a fragment, rendered once
// per topic however many look at it.

/** One open stream of a browser. */
export interface Listener {
  readonly topics: ReadonlySet<string>;
  send(poke: { readonly topic: string; readonly html?: string }): void;
}

export type FragmentRenderer = (topic: string) => Promise<string>;

export interface HubOptions {
  /** Renders a pushed topic; undefined for topics that are only poked. */
  readonly rendererFor: (topic: string) => FragmentRenderer | undefined;
  /** Shortest time between two fragments of one topic, in milliseconds. */
  readonly fragmentMs?: number;
}

export class LiveHub {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #rendering = new Set<string>();
  readonly #options: HubOptions;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /** Adds a stream. @returns a function that removes it */
  add(listener: Listener): () => void {
    for (const topic of listener.topics) {
      const there = this.#listeners.get(topic) ?? new Set();
      there.add(listener);
      this.#listeners.set(topic, there);
    }
    return () => {
      for (const topic of listener.topics) {
        const there = this.#listeners.get(topic);
        there?.delete(listener);
        if (there?.size === 0) this.#listeners.delete(topic);
      }
    };
  }

  /** Tells every stream that shows one of these topics. */
  publish(topics: Iterable<string>): void {
    for (const topic of new Set(topics)) {
      const there = this.#listeners.get(topic);
      if (!there) continue;
      const render = this.#options.rendererFor(topic);
      if (render) this.#renderSoon(topic, render);
      else for (const listener of there) listener.send({ topic });
    }
  }

  /** After a gap: anything may have changed, so every open screen looks again. */
  publishAll(): void {
    this.publish(this.#listeners.keys());
  }

  /** How many streams are open. */
  get size(): number {
    return new Set([...this.#listeners.values()].flatMap((there) => [...there])).size;
  }

  #renderSoon(
    topic: string,
    render: FragmentRenderer,
    afterMs = this.#options.fragmentMs ?? 100,
  ): void {
    if (this.#due.has(topic)) return;
    this.#due.set(
      topic,
      setTimeout(() => {
        this.#due.delete(topic);
        void this.#push(topic, render);
      }, afterMs),
    );
  }

  async #push(topic: string, render: FragmentRenderer): Promise<void> {
    if (this.#rendering.has(topic)) {
      this.#renderSoon(topic, render);
      return;
    }
    this.#rendering.add(topic);
    try {
      const html = await render(topic);
      for (const listener of this.#listeners.get(topic) ?? []) listener.send({ topic, html });
    } catch {
      // The database is away: screens show the age of what they have, and refetch on reconnect.
      this.#renderSoon(topic, render, 1000);
    } finally {
      this.#rendering.delete(topic);
    }
  }
}

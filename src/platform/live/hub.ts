// Tells open screens that something changed. A poke names a topic only; each screen refetches what
// it shows with its own rights. Anonymous screens (boards) instead get a fragment, rendered once
// per topic however many look at it.

/** Somebody who looks at a topic that is shared. */
export interface Watcher {
  readonly accountId: string;
  readonly name: string;
}

/** One open stream of a browser. */
export interface Listener {
  readonly topics: ReadonlySet<string>;
  /** Whose browser it is; nobody's for anonymous screens. */
  readonly who?: Watcher | undefined;
  send(poke: { readonly topic: string; readonly html?: string }): void;
}

export type FragmentRenderer = (topic: string) => Promise<string>;

export interface HubOptions {
  /** Renders a pushed topic; undefined for topics that are only poked. */
  readonly rendererFor: (topic: string) => FragmentRenderer | undefined;
  /** Topics whose watchers see each other: who comes and who goes is a poke to the others. */
  readonly isShared?: (topic: string) => boolean;
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
    this.#tellOthers(listener);
    return () => {
      for (const topic of listener.topics) {
        const there = this.#listeners.get(topic);
        there?.delete(listener);
        if (there?.size === 0) this.#listeners.delete(topic);
      }
      this.#tellOthers(listener);
    };
  }

  /** Who looks at a topic now, each once. Of this process: others have their own streams. */
  whoWatches(topic: string): Watcher[] {
    const there = [...(this.#listeners.get(topic) ?? [])].flatMap(({ who }) => (who ? [who] : []));
    return [...new Map(there.map((who) => [who.accountId, who])).values()];
  }

  #tellOthers(listener: Listener): void {
    if (!listener.who) return;
    for (const topic of listener.topics) {
      if (!this.#options.isShared?.(topic)) continue;
      for (const other of this.#listeners.get(topic) ?? [])
        if (other !== listener) other.send({ topic });
    }
  }

  /** Tells every stream that shows one of these topics; `kind:*` is each of a kind to which somebody listens. */
  publish(topics: Iterable<string>): void {
    for (const topic of new Set([...topics].flatMap((one) => this.#meant(one)))) {
      const there = this.#listeners.get(topic);
      if (!there) continue;
      const render = this.#options.rendererFor(topic);
      if (render) this.#renderSoon(topic, render);
      else {
        const poke = { topic };
        for (const listener of there) listener.send(poke);
      }
    }
  }

  #meant(topic: string): readonly string[] {
    if (!topic.endsWith(':*')) return [topic];
    const kind = topic.slice(0, -1);
    return [...this.#listeners.keys()].filter((one) => one.startsWith(kind));
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
      // One and the same for all, so that it is put into bytes once.
      const poke = { topic, html: await render(topic) };
      for (const listener of this.#listeners.get(topic) ?? []) listener.send(poke);
    } catch {
      // The database is away: screens show the age of what they have, and refetch on reconnect.
      this.#renderSoon(topic, render, 1000);
    } finally {
      this.#rendering.delete(topic);
    }
  }
}

// The one stream of a browser: it gathers what all tabs wish to hear, holds one connection to
// /live, and passes on what comes. Runs in a shared worker, or in the tab that leads.
import { openStream } from './event-stream.ts';
import type { FromHub, ToHub } from './live-messages.ts';

type Client = { topics: ReadonlySet<string>; seenAt: number };

/** Subscriptions that come together (a page loads, another goes) make one reconnection. */
const GATHER_MS = 50;
/** Background tabs are slowed to a beat a minute; three missed and a tab is gone. */
const GONE_MS = 200_000;
/** Longer than a page takes from the server's rendering to its first word to the hub. */
const LATELY_MS = 5000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** @returns what to call with each message of a page; `say` reaches all pages. */
export function createHub(say: (message: FromHub) => void): (message: ToHub) => void {
  const clients = new Map<string, Client>();
  let covered: readonly string[] = [];
  let close: (() => void) | undefined;
  let opening: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retries = 0;
  let aliveAt = Date.now();
  let up = false;
  /** What was said lately, for a page that was drawn before and listens only now. */
  const lately = new Map<string, { at: number; poke: FromHub }>();

  setInterval(() => {
    for (const [id, client] of clients)
      if (Date.now() - client.seenAt > GONE_MS) clients.delete(id);
    reviseSoon();
  }, GONE_MS / 4);

  function wished(): string[] {
    return [...new Set([...clients.values()].flatMap((client) => [...client.topics]))].sort();
  }

  function reviseSoon(delay = GATHER_MS): void {
    clearTimeout(timer);
    timer = setTimeout(revise, delay);
  }

  /** Opens the stream that is wished for; the old one stays until the new one speaks. */
  function revise(): void {
    const topics = wished();
    if (
      up &&
      topics.every((topic) => covered.includes(topic)) &&
      (topics.length > 0 || covered.length === 0)
    )
      return;
    opening?.();
    opening = undefined;
    if (topics.length === 0) {
      close?.();
      close = undefined;
      covered = [];
      up = false;
      return;
    }
    const query = new URLSearchParams({ topics: topics.join(',') });
    const stop = openStream(`/live?${query}`, {
      onAlive: () => {
        aliveAt = Date.now();
        if (up) say({ kind: 'link', up, aliveAt });
      },
      onEvent: ({ event, data }) => {
        const body = JSON.parse(data) as {
          topic?: string;
          html?: string;
          now?: string;
        };
        if (event === 'poke' && body.topic) {
          const poke = { kind: 'poke', topic: body.topic, html: body.html } as const;
          lately.set(body.topic, { at: Date.now(), poke });
          say(poke);
        }
        // What this session may hear has changed, or it is over: the next stream, or a refusal, tells.
        if (event === 'over' && close === stop) {
          stop();
          close = undefined;
          up = false;
          covered = [];
          reviseSoon(0);
        }
        if (event !== 'hello' || opening !== stop) return;
        close?.();
        close = stop;
        opening = undefined;
        const fresh = up ? topics.filter((topic) => !covered.includes(topic)) : topics;
        covered = topics;
        up = true;
        retries = 0;
        say({ kind: 'link', up, aliveAt });
        say({ kind: 'covered', topics: fresh, now: body.now });
      },
      onEnd: (status) => {
        if (stop === close) close = undefined;
        else if (stop === opening) opening = undefined;
        else return;
        if (close) return;
        up = false;
        covered = [];
        say({ kind: 'link', up, aliveAt });
        if (status === 401 || status === 403) say({ kind: 'refused' });
        retries += 1;
        const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(retries - 1, 6));
        // Three hundred boards must not come back in the same instant.
        reviseSoon(wait * (0.6 + Math.random() * 0.8));
      },
    });
    opening = stop;
  }

  self.addEventListener?.('online', () => {
    retries = 0;
    if (!up) reviseSoon();
  });

  return (message) => {
    if (message.kind === 'bye') {
      clients.delete(message.client);
      // Most often the same tab is back at once with its next page.
      reviseSoon(2000);
      return;
    }
    const known = clients.get(message.client);
    if (message.kind === 'here') {
      if (known) known.seenAt = Date.now();
      return;
    }
    clients.set(message.client, { topics: new Set(message.topics), seenAt: Date.now() });
    if (up && message.topics.every((topic) => covered.includes(topic))) {
      say({ kind: 'link', up, aliveAt });
      for (const topic of message.topics) {
        const last = lately.get(topic);
        if (last && Date.now() - last.at < LATELY_MS) say(last.poke);
      }
      return;
    }
    reviseSoon();
  };
}

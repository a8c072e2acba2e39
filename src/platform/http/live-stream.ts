// The stream of pokes to one browser (server-sent events). A listener hears only topics that the
// one decision function allows; a stream ends within a second of its session, or of a role of hers.
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { problem } from '#base/problem.ts';
import type { LiveHub, Watcher } from '../live/hub.ts';
import { problemJson } from './problem-json.ts';

export interface LiveStreamParts {
  readonly hub: LiveHub;
  /** The clock of the house, which a rehearsed day drives. */
  readonly now: () => Temporal.Instant;
  /** Which of the asked topics this request may hear now; undefined: nobody is signed in, and none is for everyone. */
  readonly allowed: (
    c: Context,
    topics: readonly string[],
  ) => Promise<readonly string[] | undefined>;
  /** Whose stream it is, for topics whose watchers see each other. */
  readonly who?: (c: Context) => Promise<Watcher | undefined>;
  /** Calls `over` when what the session may hear changes. @returns a function that stops watching */
  readonly watch: (c: Context, over: () => void) => () => void;
  /** Topics after whose pokes it is asked at once whether they may still be heard: access may have ended. */
  readonly fragile?: (topic: string) => boolean;
  /** How often the session is looked at again, in milliseconds. */
  readonly checkMs?: number;
}

const MOST_TOPICS = 60;
/** Pokes that may pile up for a browser that doesn't read; then it is cut and comes back fresh. */
const MOST_WAITING = 200;

/** Answers `GET /live?topics=a,b`. */
export function liveStream({
  hub,
  now,
  allowed,
  watch,
  who,
  fragile = () => false,
  checkMs = 5000,
}: LiveStreamParts): (c: Context) => Promise<Response> {
  return async (c) => {
    const asked = (c.req.query('topics') ?? '').split(',').filter(Boolean).slice(0, MOST_TOPICS);
    const heard = await allowed(c, asked);
    if (!heard) return problemJson(problem('not-allowed', 'signed-out'), 401);
    const topics = new Set(heard);
    const watcher = await who?.(c);
    c.header('Cache-Control', 'no-store');
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let waiting = 0;
      const write = (message: { event: string; data: string }) => {
        if (++waiting > MOST_WAITING) stream.abort();
        void stream.writeSSE(message).finally(() => waiting--);
      };
      const isOver = async () => {
        const still = await allowed(c, [...topics]).catch(() => [...topics]);
        return !still || still.length < topics.size;
      };
      const remove = hub.add({
        topics,
        who: watcher,
        send(poke) {
          write({ event: 'poke', data: JSON.stringify(poke) });
          if (fragile(poke.topic))
            void isOver().then((over) => (over ? stream.close() : undefined));
        },
      });
      // The browser asks anew at once, and is told then what it may still hear.
      const unwatch = watch(c, () => {
        void stream.writeSSE({ event: 'over', data: '{}' }).finally(() => void stream.close());
      });
      stream.onAbort(() => {
        remove();
        unwatch();
      });
      write({
        event: 'hello',
        data: JSON.stringify({ now: now().toString(), topics: [...topics] }),
      });
      let since = 0;
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(1000);
        since += 1000;
        if (since % 10_000 < 1000) await stream.write(': ping\n\n');
        if (since % checkMs < 1000 && topics.size > 0 && (await isOver())) break;
      }
      remove();
      unwatch();
    });
  };
}

// The stream of pokes to one browser (server-sent events). A listener hears only topics that the
// one decision function allows; a stream ends soon after its session does.
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LiveHub } from '../live/hub.ts';

export interface LiveStreamParts {
  readonly hub: LiveHub;
  /** The clock of the house, which a rehearsed day drives. */
  readonly now: () => Temporal.Instant;
  /** Which of the asked topics this request may hear now; none when the session is over. */
  readonly allowed: (c: Context, topics: readonly string[]) => Promise<readonly string[]>;
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
  checkMs = 5000,
}: LiveStreamParts): (c: Context) => Promise<Response> {
  return async (c) => {
    const asked = (c.req.query('topics') ?? '').split(',').filter(Boolean).slice(0, MOST_TOPICS);
    const topics = new Set(await allowed(c, asked));
    c.header('Cache-Control', 'no-store');
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let waiting = 0;
      const write = (message: { event: string; data: string }) => {
        if (++waiting > MOST_WAITING) stream.abort();
        void stream.writeSSE(message).finally(() => waiting--);
      };
      const remove = hub.add({
        topics,
        send: (poke) => write({ event: 'poke', data: JSON.stringify(poke) }),
      });
      stream.onAbort(remove);
      write({
        event: 'hello',
        data: JSON.stringify({ now: now().toString(), topics: [...topics] }),
      });
      let since = 0;
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(1000);
        since += 1000;
        if (since % 10_000 < 1000) await stream.write(': ping\n\n');
        if (since % checkMs < 1000 && topics.size > 0) {
          const still = await allowed(c, [...topics]).catch(() => [...topics]);
          if (still.length < topics.size) break;
        }
      }
      remove();
    });
  };
}

// The stream of pokes to one browser (server-sent events). A listener hears only topics that the
// one decision function allows; a stream ends within a second of its session, or of a role of hers.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { problem } from '#base/problem.ts';
import type { LiveHub, Watcher } from '../live/hub.ts';
import { type EventStream, eventStream, type Frame, frameOf } from './event-stream.ts';
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
/** What may pile up for a browser that doesn't read, in bytes: some fifty boards, thousands of pokes. */
const MOST_WAITING = 1_000_000;
const OVER = frameOf('over', '{}');

/** A poke is put into bytes once, however many hear it. */
const frames = new WeakMap<object, Frame>();
function frameOfPoke(poke: object): Frame {
  const known = frames.get(poke);
  if (known) return known;
  const frame = frameOf('poke', JSON.stringify(poke));
  frames.set(poke, frame);
  return frame;
}

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
    const isOver = async () => {
      const still = await allowed(c, [...topics]).catch(() => [...topics]);
      return !still || still.length < topics.size;
    };
    return eventStream(c, MOST_WAITING, (stream) => {
      stream.send(frameOf('hello', JSON.stringify({ now: now().toString(), topics: [...topics] })));
      const remove = hub.add({
        topics,
        who: watcher,
        send(poke) {
          stream.send(frameOfPoke(poke));
          if (fragile(poke.topic)) void isOver().then((over) => over && stream.end());
        },
      });
      // The browser asks anew at once, and is told then what it may still hear.
      const unwatch = watch(c, () => {
        stream.send(OVER);
        stream.end();
      });
      void keepAlive(stream, checkMs, async () => topics.size > 0 && (await isOver()));
      return () => {
        remove();
        unwatch();
      };
    });
  };
}

/** Until the stream is over: a sign of life every ten seconds, and whether it may still be heard. */
async function keepAlive(
  stream: EventStream,
  checkMs: number,
  isOver: () => Promise<boolean>,
): Promise<void> {
  for (let since = 1000; !stream.over; since += 1000) {
    await sleep(1000);
    if (since % 10_000 < 1000) stream.ping();
    if (since % checkMs < 1000 && (await isOver())) stream.end();
  }
}

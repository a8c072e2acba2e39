// A stream of server-sent events to one browser, as cheap as two thousand of them at once need: a frame is
// made once for all who hear it, and handed over without a promise for each.
import type { Context } from 'hono';

/** One event, as it goes over the wire. */
export type Frame = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** @param data may have several lines */
export function frameOf(event: string, data: string): Frame {
  const lines = /[\r\n]/.test(data) ? data.replaceAll(/\r\n|\r|\n/g, '\ndata: ') : data;
  return encoder.encode(`event: ${event}\ndata: ${lines}\n\n`);
}

const PING = encoder.encode(': ping\n\n');
const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  'Transfer-Encoding': 'chunked',
};

/** Where the events of one browser are put. */
export class EventStream {
  readonly #controller: ReadableStreamDefaultController<Frame>;
  readonly #ended: () => void;
  #over = false;

  constructor(controller: ReadableStreamDefaultController<Frame>, ended: () => void) {
    this.#controller = controller;
    this.#ended = ended;
  }

  /** The browser has gone, or was sent away. */
  get over(): boolean {
    return this.#over;
  }

  /** A browser that doesn't read what piles up for it is cut, and comes back fresh. */
  send(frame: Frame): void {
    if (this.#over) return;
    this.#controller.enqueue(frame);
    if ((this.#controller.desiredSize ?? 0) < 0) this.end();
  }

  /** A comment, by which a dead line is noticed. */
  ping(): void {
    this.send(PING);
  }

  /** No more will come; the browser asks anew. */
  end(): void {
    if (this.#over) return;
    this.#controller.close();
    this.gone();
  }

  /** The browser itself has gone. */
  gone(): void {
    if (this.#over) return;
    this.#over = true;
    this.#ended();
  }
}

/**
 * Answers with a stream that stays open.
 * @param mostBytes what may pile up for a browser that doesn't read
 * @param opened is told of the stream; what it returns is called once, when the stream is over
 */
export function eventStream(
  c: Context,
  mostBytes: number,
  opened: (stream: EventStream) => () => void,
): Response {
  let stream: EventStream | undefined;
  const body = new ReadableStream<Frame>(
    {
      start(controller) {
        let ended: (() => void) | undefined;
        stream = new EventStream(controller, () => ended?.());
        ended = opened(stream);
        // It was over before anybody could be told.
        if (stream.over) ended();
      },
      cancel: () => stream?.gone(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostBytes }),
  );
  return c.body(body, 200, HEADERS);
}

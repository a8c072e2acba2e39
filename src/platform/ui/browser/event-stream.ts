// Server-sent events read by fetch: unlike EventSource it sees the server's silent pings, so that
// a dead link is noticed within seconds, and it sees why the server said no.

export type StreamEvent = { event: string; data: string };

export type StreamHandlers = {
  onEvent(event: StreamEvent): void;
  /** Anything came, a ping too. */
  onAlive(): void;
  /** The stream is over; `status` is the server's answer where it gave one. */
  onEnd(status?: number): void;
};

/** The server pings each 10 s: two missed and a bit are a dead link. */
const SILENCE_MS = 25_000;

/** Opens a stream. @returns a function that closes it without calling onEnd */
export function openStream(url: string, handlers: StreamHandlers): () => void {
  const abort = new AbortController();
  let closed = false;
  let watchdog = setTimeout(() => abort.abort(), SILENCE_MS);
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => abort.abort(), SILENCE_MS);
    handlers.onAlive();
  };
  const end = (status?: number) => {
    clearTimeout(watchdog);
    if (!closed) handlers.onEnd(status);
    closed = true;
  };
  void read(url, abort.signal, handlers, alive).then(end, () => end());
  return () => {
    closed = true;
    clearTimeout(watchdog);
    abort.abort();
  };
}

async function read(
  url: string,
  signal: AbortSignal,
  handlers: StreamHandlers,
  alive: () => void,
): Promise<number | undefined> {
  const response = await fetch(url, {
    signal,
    headers: { accept: 'text/event-stream' },
    cache: 'no-store',
    redirect: 'error',
  });
  if (!response.ok || !response.body) return response.status;
  alive();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return undefined;
    alive();
    const blocks = (rest + value).replace(/\r\n?/g, '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parseBlock(block);
      if (event) handlers.onEvent(event);
    }
  }
}

/** One block of the stream; comments and empty ones are undefined. */
export function parseBlock(block: string): StreamEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return data.length ? { event, data: data.join('\n') } : undefined;
}

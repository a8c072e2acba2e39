// A stage with a live stream: the test pokes topics, and sees how many streams are open.
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { Document } from '#platform/ui/document.tsx';
import { openStage, type Stage } from './stage.ts';

export type LiveStage = Stage & {
  /** Tells every open stream that a topic changed. */
  poke(topic: string, html?: string): Promise<void>;
  /** Streams open now, with what they listen to. */
  streams(): readonly { topics: readonly string[] }[];
  /** Ends all streams; while `away`, new ones are refused. */
  cut(away: boolean): void;
  /** A page with this body, with our script and styles. */
  page(body: string): string;
};

export async function openLiveStage(): Promise<LiveStage> {
  const stage = await openStage();
  const open = new Map<SSEStreamingApi, { topics: string[] }>();
  let away = false;
  stage.app.get('/live', (context) => {
    if (away) return context.text('away', 503);
    return streamSSE(context, async (stream) => {
      const topics = (context.req.query('topics') ?? '').split(',');
      open.set(stream, { topics });
      stream.onAbort(() => void open.delete(stream));
      await stream.writeSSE({
        event: 'hello',
        data: JSON.stringify({ now: new Date().toISOString() }),
      });
      while (!stream.aborted && !stream.closed && open.has(stream)) {
        await stream.write(': ping\n\n');
        await stream.sleep(500);
      }
    });
  });
  return {
    ...stage,
    poke: async (topic, html) => {
      const data = JSON.stringify({ topic, html });
      await Promise.all(
        [...open]
          .filter(([, { topics }]) => topics.includes(topic))
          .map(([stream]) => stream.writeSSE({ event: 'poke', data })),
      );
    },
    streams: () => [...open.values()],
    cut: (nowAway) => {
      away = nowAway;
      for (const stream of open.keys()) void stream.close();
      open.clear();
    },
    page: (body) =>
      String(
        Document({
          lang: 'en',
          dir: 'ltr',
          title: 'Stage',
          kind: 'staff',
          assets: stage.assets,
          account: 'somebody',
          children: '',
        }),
      ).replace('<body>', () => `<body>${body}`),
  };
}

// The stream of one open page of a ticket (server-sent events): the middle of the page whenever it says
// something else, and else that it still says the same.
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { isUiLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { findOwnTicket } from '#modules/visits/own-ticket.ts';
import { problemJson } from '#platform/http/problem-json.ts';
import { asActor } from '#platform/session/enter.ts';
import { hashOf } from '#platform/session/token.ts';
import type { Services } from './services.ts';

const PING_MS = 10_000;
/** What may pile up for a phone that doesn't read; then it is cut and comes back fresh. */
const MOST_WAITING = 20;

/** Answers `GET /my-ticket/live` for whoever holds the paper. */
export function phoneStream({
  database,
  ticketCookie,
  phones,
}: Services): (c: Context) => Promise<Response> {
  return async (c) => {
    const token = ticketCookie.read(c);
    const ticket = await asActor(database, token, (tx) => findOwnTicket(tx));
    if (!token || !ticket || ticket === 'unauthenticated' || ticket.closedAt)
      return problemJson(problem('not-found'), 404);
    const asked = c.req.query('lang');
    const language = asked !== undefined && isUiLanguage(asked) ? asked : undefined;
    c.header('Cache-Control', 'no-store');
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let waiting = 0;
      const write = (event: string, data: string) => {
        if (++waiting > MOST_WAITING) stream.abort();
        void stream.writeSSE({ event, data }).finally(() => waiting--);
      };
      const ended = Promise.withResolvers<void>();
      write('hello', '');
      const remove = phones.add(ticket.centreId, {
        link: hashOf(token),
        language,
        show: (html) => write('now', html),
        same: (updated) => write('same', updated),
        over() {
          void stream.writeSSE({ event: 'over', data: '' }).finally(() => ended.resolve());
        },
      });
      const ping = setInterval(() => void stream.write(': ping\n\n'), PING_MS);
      stream.onAbort(() => ended.resolve());
      await ended.promise;
      clearInterval(ping);
      remove();
    });
  };
}

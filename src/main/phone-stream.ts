// The stream of one open page of a ticket (server-sent events): the middle of the page whenever it says
// something else, and else that it still says the same.
import type { Context } from 'hono';
import { isUiLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { findOwnTicket } from '#modules/visits/own-ticket.ts';
import { eventStream, frameOf } from '#platform/http/event-stream.ts';
import { problemJson } from '#platform/http/problem-json.ts';
import { asActor } from '#platform/session/enter.ts';
import { hashOf } from '#platform/session/token.ts';
import type { Services } from './services.ts';

const PING_MS = 10_000;
/** What may pile up for a phone that doesn't read, in bytes: some twenty pages. */
const MOST_WAITING = 100_000;
const HELLO = frameOf('hello', '');
const OVER = frameOf('over', '');

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
    return eventStream(c, MOST_WAITING, (stream) => {
      stream.send(HELLO);
      const remove = phones.add(ticket.centreId, {
        link: hashOf(token),
        language,
        show: (html) => stream.send(frameOf('now', html)),
        same: (updated) => stream.send(frameOf('same', updated)),
        over() {
          stream.send(OVER);
          stream.end();
        },
      });
      const ping = setInterval(() => stream.ping(), PING_MS);
      return () => {
        clearInterval(ping);
        remove();
      };
    });
  };
}

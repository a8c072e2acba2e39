// Addresses of a ticket on a phone. The link of the paper is swapped for a cookie at once, so that it
// stands in no address that is kept; that cookie is the session of the ticket (db/migrations/0075).
import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { isUiLanguage, uiLanguageFor } from '#base/languages.ts';
import type { Problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { delayTicket } from '#modules/visits/commands/delay-ticket.ts';
import { leaveTicket } from '#modules/visits/commands/leave-ticket.ts';
import { ticketKeepAway } from '#modules/visits/commands/ticket-keep-away.ts';
import { ticketLetBack } from '#modules/visits/commands/ticket-let-back.ts';
import { countKeptAwayByTicket } from '#modules/visits/apart-queries.ts';
import type { Outlook } from '#modules/visits/outlook-rules.ts';
import { findOwnTicket, type OwnTicket } from '#modules/visits/own-ticket.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { hashOf } from '#platform/session/token.ts';
import { words } from '#platform/words/words.ts';
import type { PageBase } from '#screens/page.ts';
import { sayTicket } from '#screens/phone/said-ticket.ts';
import { AnotherPage } from '#screens/phone/another-page.tsx';
import { LeavePage, NoTicketPage, TicketNow, TicketPage } from '#screens/phone/ticket-page.tsx';
import { phoneStream } from './phone-stream.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const HOME = '/my-ticket';
const LINK = /^[\w-]{22}$/;

/** A ticket, its house, and the page in her language. */
interface Shown {
  readonly page: PageBase;
  readonly ticket: OwnTicket;
  readonly outlook: Outlook | undefined;
  readonly centre: Centre;
  readonly here: string;
  /** Colleagues whom she keeps away by this ticket. */
  readonly kept: number;
}

export function phoneRoutes(site: Site, services: Services, app: Hono): void {
  const { database, ticketCookie, linkCookie, runner, phones } = services;

  app.get('/t/:link', (c) => {
    const link = c.req.param('link');
    if (LINK.test(link)) ticketCookie.set(c, link);
    return c.redirect(HOME, 303);
  });

  async function findShown(c: Context, refused?: Problem): Promise<Shown | undefined> {
    const base = site.base(c);
    const token = ticketCookie.read(c);
    const found = await asActor(database, token, async (tx) => ({
      ticket: await findOwnTicket(tx),
      kept: await countKeptAwayByTicket(tx),
    }));
    if (!token || found === 'unauthenticated' || !found.ticket) return undefined;
    const { ticket, kept } = found;
    const centre = base.directory.centres.get(ticket.centreId);
    if (!centre) return undefined;
    // In her language, unless another is asked for in the address.
    const asked = c.req.query('lang');
    const chosen = asked !== undefined && isUiLanguage(asked);
    const language = chosen ? asked : uiLanguageFor(ticket.language);
    const attempt = refused && { values: {}, problem: refused };
    const foretold = ticket.closedAt ? undefined : await phones.outlook(ticket, hashOf(token));
    const directory = foretold?.directory ?? base.directory;
    const page = { ...base, directory, language, w: words(language), attempt };
    const here = chosen ? `${HOME}?lang=${language}` : HOME;
    return { page, ticket, outlook: foretold?.outlook, centre, kept, here };
  }

  const saidOf = ({ page, ticket, outlook, centre }: Shown) =>
    sayTicket(ticket, outlook, centre, page.directory, page.w, page.now);
  const ticketOf = (shown: Shown) => (
    <TicketPage page={shown.page} said={saidOf(shown)} here={shown.here} />
  );
  const leaveOf = ({ page, centre, here }: Shown) => (
    <LeavePage page={page} place={centre.name} here={here} />
  );

  const anotherOf = (shown: Shown) => (
    <AnotherPage
      page={shown.page}
      place={shown.centre.name}
      here={shown.here}
      called={saidOf(shown).call !== undefined || shown.ticket.doing === 'serving'}
      kept={shown.kept > 0}
    />
  );

  async function show(
    c: Context,
    render: (shown: Shown) => Child,
    found?: Problem,
  ): Promise<Response> {
    const shown = await findShown(c, found);
    if (!shown) return site.answer(c, <NoTicketPage page={site.base(c)} />, 404);
    if (shown.ticket.closedAt) {
      // Her visit is over: the same paper leads to what became of it, until the day ends.
      linkCookie.set(c, ticketCookie.read(c) ?? '');
      return c.redirect('/my-visit', 303);
    }
    return site.answer(c, render(shown), found ? statusOf(found) : 200);
  }
  app.get(HOME, (c) => show(c, ticketOf));
  app.get(`${HOME}/now`, (c) =>
    show(c, (shown) => <TicketNow w={shown.page.w} said={saidOf(shown)} />),
  );
  app.get(`${HOME}/live`, phoneStream(services));
  app.get(`${HOME}/leave`, (c) => show(c, leaveOf));
  app.get(`${HOME}/another`, (c) => show(c, anotherOf));
  app.get(`${HOME}/another/back`, (c) => c.redirect(`${HOME}/another`, 303));

  /** A command of the ticket itself; its page again with what is wrong. */
  const act = (path: string, command: AnyCommand, page: (shown: Shown) => Child) =>
    app.post(path, async (c) => {
      const { commandId = '' } = await formTexts(c);
      const token = ticketCookie.read(c);
      const answer = token && (await runner.run(command, { token, commandId, input: {} }));
      if (!answer || answer === 'unauthenticated')
        return site.answer(c, <NoTicketPage page={site.base(c)} />, 404);
      if (!answer.ok) return show(c, page, answer.problem);
      const lang = c.req.query('lang');
      return c.redirect(lang && isUiLanguage(lang) ? `${HOME}?lang=${lang}` : HOME, 303);
    });
  act(HOME, delayTicket as AnyCommand, ticketOf);
  act(`${HOME}/leave`, leaveTicket as AnyCommand, leaveOf);
  act(`${HOME}/another`, ticketKeepAway as AnyCommand, anotherOf);
  act(`${HOME}/another/back`, ticketLetBack as AnyCommand, anotherOf);
}

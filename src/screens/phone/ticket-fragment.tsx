// The middle of a ticket's page as it is sent to open phones: rendered only when it says something else.
import { raw } from 'hono/html';
import { Kept } from '#base/kept.ts';
import { type UiLanguage, uiLanguageFor } from '#base/languages.ts';
import type { Directory } from '#modules/directory/schema.ts';
import type { Outlook } from '#modules/visits/outlook-rules.ts';
import type { OwnTicket } from '#modules/visits/own-ticket.ts';
import { words } from '#platform/words/words.ts';
import { sayTicket } from './said-ticket.ts';
import { TicketBody, TicketNow } from './ticket-page.tsx';

/**
 * Whoever moves up in a queue says what the one before her said: its markup is there already. So many are
 * remembered, of some two kilobytes each.
 */
const bodies = new Kept<string>(4000);

/** What a page would say, and its markup when it is asked for. */
export interface TicketFragment {
  /** The same as long as the page says the same, whatever the time. */
  readonly says: string;
  readonly updated: string;
  readonly html: () => string;
}

/** In her language, unless another was chosen by hand; undefined in a house that is none. */
export function ticketFragment(
  directory: Directory,
  ticket: OwnTicket,
  outlook: Outlook | undefined,
  now: Temporal.Instant,
  language: UiLanguage | undefined,
): TicketFragment | undefined {
  const centre = directory.centres.get(ticket.centreId);
  if (!centre) return undefined;
  const w = words(language ?? uiLanguageFor(ticket.language));
  const said = sayTicket(ticket, outlook, centre, directory, w, now);
  const { number: _, updated, ...rest } = said;
  const says = `${w.language} ${JSON.stringify(rest)}`;
  return {
    says,
    updated,
    html() {
      const body = bodies.get(says, () => String(<TicketBody w={w} said={rest} />));
      return String(<TicketNow w={w} said={said} body={raw(body)} />);
    },
  };
}

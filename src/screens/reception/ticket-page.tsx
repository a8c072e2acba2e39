// The ticket that was just issued: the slip as it will be printed, and the way to the next person.
// Printing begins by the button, never by itself.
import { languageOf, uiLanguageFor } from '#base/languages.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { findTicketPrinter } from '#modules/access/device-queries.ts';
import { findTrip, type Trip } from '#modules/visits/queries.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { pageToday } from '../house-today.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { SendLink } from '../phone/send-link.tsx';
import { estimateAt, stopOf } from './chosen-route.ts';
import { findHouse } from './find-house.ts';
import { bookingsAhead, insteadPart } from './instead-part.tsx';
import { PrintActs, PrintNotice } from './print-acts.tsx';
import { languageName } from './reception-words.ts';
import { ON_PAPER, SlipOf } from './slip-of.tsx';
import type { Centre } from '#modules/directory/schema.ts';

export const ticketPage: Page = {
  screen: 'reception',
  async render(page) {
    const { w, reads } = page;
    const centre = findHouse(page);
    const trip = await tripOf(page);
    if (!centre || trip?.centreId !== centre.id) return problem('not-found');
    await reads([trip.personId], 'receive');
    const route = await routeAhead(page, centre, trip);
    const today = await pageToday(page, centre.id);
    const printer = await findTicketPrinter(page.tx, centre.id);
    const link = await linkOf(page, trip);
    const paper = uiLanguageFor(trip.language);
    const bookings = await bookingsAhead(page, trip);
    const instead = await insteadPart({ page, centre, trip, bookings });
    const over = isOver(trip);
    const title = over ? w('instead.noted') : w('reception.ticket-issued', { number: trip.number });
    return (
      <Document {...staffDocument(page, title)}>
        <Frame
          bar={staffBar(page, { title: w('reception.title'), centre })}
          skip={w('app.skip-to-content')}
          sheetLabel={w('app.ticket')}
          sheetSize="wide"
          sheet={
            <div class="stack">
              <span data-draft-done={`reception:${centre.id}`} hidden />
              {over ? null : (
                <p>
                  <TicketNumber number={trip.number} size="huge" spoken={w('app.ticket')} />
                </p>
              )}
              <PrintNotice page={page} printer={printer} />
              <div>
                <h1 class="ticket-issued">{title}</h1>
                <p class="muted">{w(over ? 'instead.hint' : 'reception.ticket-issued.hint')}</p>
              </div>
              {instead}
              <p class="muted">
                {trip.name ? <bdi>{trip.name}</bdi> : w('reception.without-name')}
                {' · '}
                <span class="autonym" lang={trip.language}>
                  {languageOf(trip.language)?.endonym}
                </span>
                <br />
                {w('reception.paper-in', { language: languageName(w, paper) })}
              </p>
              {link ? (
                <SendLink
                  page={page}
                  action={`/reception/${centre.id}/ticket/${trip.id}`}
                  title={w('reception.link.title')}
                />
              ) : null}
              <p>
                <a href={`/visits/${trip.id}`}>{w('reception.see-trip')}</a>
                {' · '}
                <a
                  href={`/reception/${centre.id}/ticket/${trip.id}/slip.pdf`}
                  target="_blank"
                  data-turbo="false"
                >
                  {w('exit.slip-pdf')}
                </a>
              </p>
            </div>
          }
          sheetFoot={
            <div class="stack-tight">
              <ButtonLink
                kind="secondary"
                wide
                shortcut="n"
                icon="user-round-plus"
                href={`/reception/${centre.id}`}
              >
                {w('reception.next-person')}
              </ButtonLink>
              <PrintActs page={page} printer={printer} />
            </div>
          }
        >
          <SlipOf
            trip={trip}
            centre={centre}
            directory={today.directory}
            route={route}
            link={link}
            bookings={bookings.slice(0, ON_PAPER)}
            over={over}
          />
        </Frame>
      </Document>
    );
  },
};

/** The trip of the address, as far as the asking account may see it. */
export async function tripOf({ tx, actor, params }: PageRequest): Promise<Trip | undefined> {
  const visitId = params['visitId'] ?? '';
  return isId(visitId) && reachesPeople(actor) ? findTrip(tx, visitId) : undefined;
}

/** Nothing of it is seen to today: nobody waits with it. */
export function isOver(trip: Trip): boolean {
  return trip.state === 'closed' && trip.stops.length === 0;
}

/** Where the code of the paper leads, while the visit is open. */
export async function linkOf(page: PageRequest, trip: Trip): Promise<string | undefined> {
  return trip.state === 'open' ? page.ticketLink(trip) : undefined;
}

/** What is still ahead of her today, foretold from now. */
export function routeAhead(page: PageRequest, centre: Centre, trip: Trip) {
  const { tx, directory, now } = page;
  const ahead = trip.stops.filter(({ state }) => state === 'waiting' || state === 'ahead');
  const stops = ahead.flatMap(({ officeId, serviceId, subjectId }) => {
    const service = directory.services.get(serviceId);
    return service ? [stopOf(officeId, service, subjectId)] : [];
  });
  return estimateAt(tx, directory, centre, trip.state === 'open' ? stops : [], now, {
    visitId: trip.id,
  });
}

// The ticket as a picture for the printer of the house, of whoever may see the ticket page.
import { drawSlip } from '#platform/print/slip-picture.ts';
import type { PrinterAddress } from '#platform/print/send-to-printer.ts';
import { findTicketPrinter } from '#modules/access/device-queries.ts';
import { pageToday } from '../house-today.ts';
import type { PageRequest } from '../page.ts';
import { findHouse } from './find-house.ts';
import { ON_PAPER, type SlipFacts, slipWords } from './slip-of.tsx';
import { bookingsAhead } from './instead-part.tsx';
import { isOver, linkOf, routeAhead, tripOf } from './ticket-page.tsx';

/** What is to be printed, and where. */
export interface Paper {
  readonly facts: SlipFacts;
  /** None is enrolled in the house. */
  readonly printer: PrinterAddress | undefined;
}

/** Undefined: not there, or not to be seen. Notes who reads whose paper. */
export async function findPaper(page: PageRequest): Promise<Paper | undefined> {
  const centre = findHouse(page);
  const trip = await tripOf(page);
  if (!centre || trip?.centreId !== centre.id) return undefined;
  await page.reads([trip.personId], 'receive');
  const route = await routeAhead(page, centre, trip);
  const printer = await findTicketPrinter(page.tx, centre.id);
  const link = await linkOf(page, trip);
  const bookings = (await bookingsAhead(page, trip)).slice(0, ON_PAPER);
  const { directory } = await pageToday(page, centre.id);
  const over = isOver(trip);
  return {
    facts: { trip, centre, directory, route, link, bookings, over },
    printer,
  };
}

/** Draws the slip of a ticket, 576 dots wide. */
export function drawTicket(facts: SlipFacts) {
  const slip = slipWords(facts);
  return drawSlip({ ...slip, rtl: slip.dir === 'rtl', number: slip.number?.toString() });
}

// What the summary of a visit says, for the screen and the sheet alike.
import { dayOf, timeOf } from '#base/dates.ts';
import { uiLanguageFor } from '#base/languages.ts';
import { type Ahead, findAhead } from '#modules/followups/ahead-queries.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listSummaryActs } from '#modules/visits/house-queries.ts';
import type { Trip } from '#modules/visits/queries.ts';
import { summariseVisit, type VisitSummary } from '#modules/visits/summary-rules.ts';
import { formatDate, formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import type { PageBase, PageRequest } from '../page.ts';
import { aheadLines, earlierOf, nextBooking } from './summary-ahead.ts';
import { nextOfActs, partsOf, sayNext, type SummaryView } from './summary-lines.ts';
import { tripOf } from './ticket-page.tsx';

/** Finds a visit's summary and notes who reads it; undefined: not there, or not to be seen. */
export async function findSummary(page: PageRequest) {
  const { tx, directory, reads, now } = page;
  const trip = await tripOf(page);
  const centre = trip && directory.centres.get(trip.centreId);
  if (!trip || !centre) return undefined;
  await reads([trip.personId], 'summary');
  const [acts, ahead] = await Promise.all([listSummaryActs(tx, trip.id), findAhead(tx, trip.id)]);
  const seen = trip.stops.filter(({ subjectId }) => !directory.subjects.get(subjectId)?.sensitive);
  const summary = summariseVisit(acts, seen);
  return { trip, centre, said: sayOf({ visit: trip, centre, summary, ahead, directory, now }) };
}

/** The words of a summary in her language and, beside it, the house's. */
export function sayOf({
  visit,
  centre,
  summary,
  ahead,
  directory,
  now,
}: Pick<PageBase, 'directory' | 'now'> & {
  visit: Pick<Trip, 'language' | 'day' | 'number' | 'arrivedAt' | 'closedAt'>;
  centre: Centre;
  summary: VisitSummary;
  ahead: Ahead;
}) {
  const hers = words(uiLanguageFor(visit.language));
  const house = words('pt');
  const view: SummaryView = { directory, hers, house };
  const time = (at: Temporal.Instant) => formatTime(hers.language, timeOf(at, centre.zone));
  const next = earlierOf(nextBooking(ahead, centre.zone, view), nextOfActs(summary, view));
  const today = visit.day.equals(dayOf(now, centre.zone));
  return {
    first: { lang: hers.tag, dir: hers.direction },
    /** Nothing when she reads the house's language. */
    second:
      hers.language === house.language ? undefined : { lang: house.tag, dir: house.direction },
    title: today ? hers('summary.title') : hers('summary.title-other-day'),
    subtitle: hers('summary.when', {
      date: formatDate(hers.language, visit.day, 'long'),
      from: time(visit.arrivedAt),
      to: time(visit.closedAt ?? now),
      number: visit.number,
    }),
    place: centre.name,
    placeNote: house('summary.for-helper'),
    parts: partsOf(summary, view, aheadLines(ahead, centre.zone, view)),
    next: next && sayNext(next, view),
    bringTitle: hers('exit.bring'),
    secondBringTitle: house('exit.bring'),
    contacts: [
      { title: hers('summary.questions'), text: hers('summary.questions.hint') },
      { title: hers('summary.complaint'), text: hers('summary.complaint.hint') },
      { title: hers('summary.free'), text: '' },
    ],
    code: { title: hers('exit.code'), text: hers('exit.code.hint') },
  };
}

export type SaidSummary = ReturnType<typeof sayOf>;

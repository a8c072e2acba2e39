// What a summary says of the days to come: the lines of bookings and of what she does herself, and the
// booking that is her next time. In two languages, like every line of it.
import { dayOf, timeOf } from '#base/dates.ts';
import type { Ahead, AheadBooking } from '#modules/followups/ahead-queries.ts';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import {
  type NextTime,
  placeOf,
  type SaidLine,
  sentence,
  type SummaryView,
} from './summary-lines.ts';

/** One line for each booking and each thing she agreed to do. */
export function aheadLines(ahead: Ahead, zone: string, view: SummaryView): SaidLine[] {
  const { hers, house } = view;
  const bookings = ahead.bookings.map((booking) => ({
    on: dayOf(booking.startsAt, zone),
    when: dayAndTime(booking, zone, hers),
    text: placeOf(booking, view.directory, hers),
    second: `${dayAndTime(booking, zone, house)} · ${placeOf(booking, view.directory, house)}`,
  }));
  const tasks = ahead.tasks.map(({ dueOn, title }) => ({
    on: dueOn,
    when: hers('summary.until', { date: formatDate(hers.language, dueOn, 'short') }),
    text: hers('gone.you-do'),
    quote: title,
    second: `${house('gone.you-do')} ${title}`,
  }));
  return [...bookings, ...tasks];
}

/** The booking that comes next as the paper's next time, with its hour; undefined: none is ahead. */
export function nextBooking(
  { bookings }: Ahead,
  zone: string,
  { hers, house }: SummaryView,
): NextTime | undefined {
  const [first] = bookings;
  if (!first) return undefined;
  const on = dayOf(first.startsAt, zone);
  const title = (w: Words) =>
    w('app.date-time', {
      date: sentence(formatDate(w.language, on, 'weekday')),
      time: formatTime(w.language, timeOf(first.startsAt, zone)),
    });
  const { officeId, serviceId } = first;
  return { on, officeId, serviceId, title: title(hers), secondTitle: title(house) };
}

function dayAndTime({ startsAt }: AheadBooking, zone: string, w: Words): string {
  return w('app.date-time', {
    date: formatDate(w.language, dayOf(startsAt, zone), 'short'),
    time: formatTime(w.language, timeOf(startsAt, zone)),
  });
}

/** The earlier of two next times; on the same day the booking, which has an hour. */
export function earlierOf(
  booking: NextTime | undefined,
  act: NextTime | undefined,
): NextTime | undefined {
  if (!booking || !act) return booking ?? act;
  return Temporal.PlainDate.compare(booking.on, act.on) <= 0 ? booking : act;
}

// "Open until 17:00", or when a centre opens next, in the words of a screen.
import { dayOf, timeOf } from '#base/dates.ts';
import { findNextOpening, isOpen, openingsOn } from '#modules/directory/rules/hours.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';

/** One sentence; undefined for a centre without hours. */
export function hoursToday(w: Words, centre: Centre, now: Temporal.Instant): string | undefined {
  const { timetable, zone } = centre;
  const today = dayOf(now, zone);
  if (isOpen(timetable, now)) {
    const last = openingsOn(timetable, today).at(-1);
    return last && w('portal.centre-open', { time: formatTime(w.language, last.closes) });
  }
  const next = findNextOpening(timetable, now);
  if (!next) return undefined;
  const day = dayOf(next.opens, zone);
  const time = formatTime(w.language, timeOf(next.opens, zone));
  const when = day.equals(today)
    ? time
    : w('app.date-time', { date: formatDate(w.language, day, 'weekday'), time });
  return w('portal.centre-closed', { when });
}

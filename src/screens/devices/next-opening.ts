// When a closed house opens again, in words.
import { dayOf, timeOf } from '#base/dates.ts';
import { findNextOpening } from '#modules/directory/rules/hours.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';

/** "We open on Monday, 16 March, at 09:00"; undefined when nobody knows. */
export function nextOpeningWords(
  w: Words,
  centre: Centre,
  now: Temporal.Instant,
): string | undefined {
  const next = findNextOpening(centre.timetable, now);
  if (!next) return undefined;
  return w('kiosk.opens', {
    date: formatDate(w.language, dayOf(next.opens, centre.zone), 'full'),
    time: formatTime(w.language, timeOf(next.opens, centre.zone)),
  });
}

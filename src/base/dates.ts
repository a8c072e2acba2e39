// Civil time: days, weekdays and hours as people and timetables speak of them, in a zone's own clock.
// Instants are turned into civil time at the edges, here and nowhere else.

/** Weekdays as calendars write them (RFC 5545), Monday first. */
export const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Which one of its weekday a day is within its month; -1 is the last. */
export type Nth = 1 | 2 | 3 | 4 | 5 | -1;

export function weekdayOf(date: Temporal.PlainDate): Weekday {
  return WEEKDAYS[date.dayOfWeek - 1] as Weekday;
}

/** The civil date of an instant in a zone ('Europe/Lisbon'). */
export function dayOf(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The civil time of day of an instant in a zone. */
export function timeOf(instant: Temporal.Instant, zone: string): Temporal.PlainTime {
  return instant.toZonedDateTimeISO(zone).toPlainTime();
}

/** The first instant of a civil day, which isn't always midnight: some zones change their clock then. */
export function startOfCivilDay(date: Temporal.PlainDate, zone: string): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: zone }).toInstant();
}

/** The instants of a civil day, from its first up to the first of the next; 23, 24 or 25 hours. */
export function civilDay(
  date: Temporal.PlainDate,
  zone: string,
): { from: Temporal.Instant; until: Temporal.Instant } {
  return { from: startOfCivilDay(date, zone), until: startOfCivilDay(date.add({ days: 1 }), zone) };
}

/**
 * The instant of a civil time. When the clock goes forward, a time that doesn't exist moves forward with
 * it (01:30 becomes 02:30); when it goes back, a time that comes twice is the first one. So an opening
 * hour is never skipped and never comes twice.
 */
export function atCivilTime(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): Temporal.Instant {
  return date
    .toPlainDateTime(time)
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant();
}

/** Days from `from` to `to`, both included; none when `to` is earlier. */
export function listDays(from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    days.push(day);
  }
  return days;
}

/** Whether a date is the nth of its weekday in its month: "the 2nd Tuesday", "the last Friday". */
export function isNthWeekday(date: Temporal.PlainDate, weekday: Weekday, nth: Nth): boolean {
  if (weekdayOf(date) !== weekday) return false;
  return nth === -1 ? date.day + 7 > date.daysInMonth : Math.ceil(date.day / 7) === nth;
}

/** "2nd and 4th Tuesday": those days of a month, in order. A month without a 5th simply has none. */
export function listNthWeekdays(
  month: Temporal.PlainYearMonth,
  weekday: Weekday,
  nths: readonly Nth[],
): Temporal.PlainDate[] {
  const first = month.toPlainDate({ day: 1 });
  return listDays(first, first.with({ day: first.daysInMonth })).filter((day) =>
    nths.some((nth) => isNthWeekday(day, weekday, nth)),
  );
}

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher); movable holidays count from it. */
export function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return Temporal.PlainDate.from({ year, month, day });
}

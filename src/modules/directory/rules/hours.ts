// When a centre is open. Hours are civil times of the centre's own zone: nine is nine there,
// also on the day when the clocks change. What wins, from strongest to weakest: a dated exception,
// a holiday, the weekly hours (with or without "2nd and 4th Tuesday").
import { atCivilTime, dayOf, easterSunday, isNthWeekday, weekdayOf } from '#base/dates.ts';
import type { Holiday, HoursException, Opening, Timetable, WeeklyHours } from '../schema.ts';
import { includesDay } from './names.ts';

const compareTimes = Temporal.PlainTime.compare;
const compareInstants = Temporal.Instant.compare;

/** The holiday that a date is at this centre, if it is one. */
// DIR-5: a centre keeps the holidays of its country, its region and its municipality, not of others
export function findHoliday(timetable: Timetable, date: Temporal.PlainDate): Holiday | undefined {
  return timetable.holidays.find(
    (holiday) => isKeptHere(holiday, timetable) && fallsOn(holiday, date),
  );
}

function isKeptHere(holiday: Holiday, timetable: Timetable): boolean {
  if (holiday.scope === 'national') return true;
  return (
    holiday.place === (holiday.scope === 'region' ? timetable.region : timetable.municipalityCode)
  );
}

function fallsOn(holiday: Holiday, date: Temporal.PlainDate): boolean {
  if (holiday.monthDay !== undefined) return date.toString().endsWith(`-${holiday.monthDay}`);
  return easterSunday(date.year)
    .add({ days: holiday.easterOffset ?? 0 })
    .equals(date);
}

/** Whether a weekly line counts on a date. */
// DIR-3: hours of the nth weekday count on that week of the month only
export function countsOn(hours: WeeklyHours, date: Temporal.PlainDate): boolean {
  if (weekdayOf(date) !== hours.weekday || !includesDay(hours, date)) return false;
  return hours.nth === undefined || isNthWeekday(date, hours.weekday, hours.nth);
}

/** The stretches of a date in which a centre is open, in order; none when it is closed. */
export function openingsOn(timetable: Timetable, date: Temporal.PlainDate): Opening[] {
  // DIR-4: a dated exception wins over holidays and over the weekly hours
  const exceptions = timetable.exceptions.filter((each) => each.date.equals(date));
  if (exceptions.length > 0) return exceptions.flatMap(openingOf).toSorted(byStart);
  if (findHoliday(timetable, date)) return [];
  return timetable.hours
    .filter((hours) => countsOn(hours, date))
    .map(({ opens, closes, byAppointment }) => ({ opens, closes, byAppointment }))
    .toSorted(byStart);
}

function openingOf({ opens, closes }: HoursException): Opening[] {
  return opens && closes ? [{ opens, closes, byAppointment: false }] : [];
}

function byStart(a: Opening, b: Opening): number {
  return compareTimes(a.opens, b.opens);
}

/** An opening with the instants at which it begins and ends. */
export interface DatedOpening {
  readonly opens: Temporal.Instant;
  readonly closes: Temporal.Instant;
  readonly byAppointment: boolean;
}

// When the clock goes forward, hours within the missing hour move behind it; what is left of nothing
// is left out.
function datedOpeningsOn(timetable: Timetable, date: Temporal.PlainDate): DatedOpening[] {
  return openingsOn(timetable, date)
    .map(({ opens, closes, byAppointment }) => ({
      opens: atCivilTime(date, opens, timetable.zone),
      closes: atCivilTime(date, closes, timetable.zone),
      byAppointment,
    }))
    .filter(({ opens, closes }) => compareInstants(opens, closes) < 0)
    .toSorted((a, b) => compareInstants(a.opens, b.opens));
}

/** Whether a centre is open at an instant. */
// DIR-6: hours are read on the clock of the centre's own zone
// DIR-7: a centre is open from the minute it opens and closed from the minute it closes
export function isOpen(timetable: Timetable, at: Temporal.Instant): boolean {
  return datedOpeningsOn(timetable, dayOf(at, timetable.zone)).some(
    ({ opens, closes }) => compareInstants(opens, at) <= 0 && compareInstants(at, closes) < 0,
  );
}

/**
 * The first opening that begins after an instant, within so many days; undefined when there is none.
 */
export function findNextOpening(
  timetable: Timetable,
  after: Temporal.Instant,
  withinDays = 60,
): DatedOpening | undefined {
  const today = dayOf(after, timetable.zone);
  for (let days = 0; days <= withinDays; days++) {
    const next = datedOpeningsOn(timetable, today.add({ days })).find(
      ({ opens }) => compareInstants(opens, after) > 0,
    );
    if (next) return next;
  }
  return undefined;
}

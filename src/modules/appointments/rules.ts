// When somebody can be booked, and with whom. Times are civil times of the centre's own zone, turned
// into instants here. Pure: the screens that offer times and the command that takes one ask the same.
import { atCivilTime, dayOf, timeOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { openingsOn } from '../directory/rules/hours.ts';
import type { Desk, Timetable } from '../directory/schema.ts';
import { covers } from '../rosters/rules.ts';
import type { Span, StaffedShift } from '../rosters/schema.ts';
import { DAYS_AHEAD, STEP_MINUTES } from './schema.ts';

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

/** A stretch of a day in which one resource unit can keep a promise. */
export interface Place {
  /** `desk:<id>`, or `account:<id>` for a colleague who moves between desks. */
  readonly resource: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** What is spoken there; empty when nobody is planned yet. */
  readonly languages: readonly string[];
  /** Who serves there, when that is planned. */
  readonly accountId?: string;
}

/** A stretch for which a resource unit is promised already. */
export interface Taken {
  readonly resource: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/** What decides about one day at one office. */
export interface DayPlan {
  readonly timetable: Timetable;
  readonly desks: readonly Desk[];
  /** All shifts of the office on that day. */
  readonly shifts: readonly StaffedShift[];
  readonly serviceId: string;
  readonly date: Temporal.PlainDate;
}

/**
 * The resource units of an office on a day.
 * @returns none on a day on which the centre is closed
 */
// APP-3: a booking lies in the opening hours of its day, and none is made for a holiday or a closure
// APP-4: whoever keeps a booking is rostered for the service then, and not in the break
// APP-5: on a day for which nobody is rostered at the office yet, each of its desks is a place
export function listPlaces(plan: DayPlan): Place[] {
  const { timetable, shifts, serviceId, date } = plan;
  const openings = openingsOn(timetable, date).map(({ opens, closes }) => ({
    from: opens,
    to: closes,
  }));
  const place = (resource: string, within: Span, more: Pick<Place, 'languages' | 'accountId'>) => {
    const from = atCivilTime(date, within.from, timetable.zone);
    const until = atCivilTime(date, within.to, timetable.zone);
    return before(from, until) ? [{ resource, from, until, ...more }] : [];
  };
  if (shifts.length === 0) {
    return plan.desks.flatMap((desk) =>
      openings.flatMap((opening) => place(`desk:${desk.id}`, opening, { languages: [] })),
    );
  }
  return shifts
    .filter((shift) => covers(shift, serviceId))
    .flatMap((shift) => {
      const resource = shift.deskId ? `desk:${shift.deskId}` : `account:${shift.accountId}`;
      const { accountId, speaks: languages } = shift;
      return workOf(shift)
        .flatMap((work) => openings.flatMap((opening) => overlap(work, opening)))
        .flatMap((span) => place(resource, span, { languages, accountId }));
    });
}

/** A shift without its break. */
function workOf({ works, rests }: StaffedShift): Span[] {
  if (!rests) return [works];
  return [
    { from: works.from, to: rests.from },
    { from: rests.to, to: works.to },
  ].filter(({ from, to }) => Temporal.PlainTime.compare(from, to) < 0);
}

function overlap(a: Span, b: Span): Span[] {
  const from = Temporal.PlainTime.compare(a.from, b.from) < 0 ? b.from : a.from;
  const to = Temporal.PlainTime.compare(a.to, b.to) < 0 ? a.to : b.to;
  return Temporal.PlainTime.compare(from, to) < 0 ? [{ from, to }] : [];
}

/** A time that can be promised. */
export interface FreeTime {
  /** On the clock of the centre. */
  readonly at: Temporal.PlainTime;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Resource units that are free for all of it; whoever speaks her language first. */
  readonly places: readonly Place[];
}

export interface Asked {
  readonly date: Temporal.PlainDate;
  readonly zone: string;
  readonly minutes: number;
  readonly language: string;
  readonly now: Temporal.Instant;
}

/** The times of a day that are still free, in order. */
// APP-6: bookings begin at quarters of an hour that are still to come, and only at times that the
// clock of that day shows
export function listFreeTimes(
  places: readonly Place[],
  taken: readonly Taken[],
  asked: Asked,
): FreeTime[] {
  const times: FreeTime[] = [];
  const midnight = new Temporal.PlainTime();
  for (let minute = 0; minute < 24 * 60; minute += STEP_MINUTES) {
    const free = freeAt(places, taken, { ...asked, at: midnight.add({ minutes: minute }) });
    if (free) times.push(free);
  }
  return times;
}

/** Whether a time is free, and where; undefined when it is not, or is none that may be asked for. */
// APP-7: a booking has its place for the whole duration of the service
// APP-8: of the places that are free, one where her language is spoken is taken first
export function freeAt(
  places: readonly Place[],
  taken: readonly Taken[],
  asked: Asked & { readonly at: Temporal.PlainTime },
): FreeTime | undefined {
  const { date, at, zone, now } = asked;
  const startsAt = atCivilTime(date, at, zone);
  if (at.minute % STEP_MINUTES !== 0 || !before(now, startsAt)) return undefined;
  if (!timeOf(startsAt, zone).equals(at)) return undefined;
  const endsAt = startsAt.add({ minutes: asked.minutes });
  const free = places.filter(
    (place) =>
      !before(startsAt, place.from) &&
      !before(place.until, endsAt) &&
      !taken.some(
        (one) =>
          one.resource === place.resource &&
          before(one.from, endsAt) &&
          before(startsAt, one.until),
      ),
  );
  if (free.length === 0) return undefined;
  const speaks = (place: Place) => Number(place.languages.includes(asked.language));
  return {
    at,
    startsAt,
    endsAt,
    places: free.toSorted(
      (a, b) => speaks(b) - speaks(a) || a.resource.localeCompare(b.resource, 'en'),
    ),
  };
}

/** Why a day can't be booked at all, or nothing. */
// APP-9: a booking is for today or one of the next ninety days
export function refuseDay(
  date: Temporal.PlainDate,
  zone: string,
  now: Temporal.Instant,
): Problem | undefined {
  const today = dayOf(now, zone);
  if (Temporal.PlainDate.compare(date, today) < 0) {
    return problem('invalid', 'invalid', { fields: { on: 'date-past' } });
  }
  if (Temporal.PlainDate.compare(date, today.add({ days: DAYS_AHEAD })) > 0) {
    return problem('invalid', 'invalid', { fields: { on: 'too-far-ahead' } });
  }
  return undefined;
}

/** When she is reminded: at six in the evening of the day before; never when that has passed. */
// APP-10: she is reminded on the evening before, and not of what was booked later than that
export function reminderOf(
  startsAt: Temporal.Instant,
  zone: string,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const evening = atCivilTime(
    dayOf(startsAt, zone).subtract({ days: 1 }),
    new Temporal.PlainTime(18),
    zone,
  );
  return before(now, evening) ? evening : undefined;
}

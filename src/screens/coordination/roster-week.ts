// What the week of an office is: who works when, which desks and languages nobody covers, and which
// bookings have lost their colleague.
import { dayOf, listDays } from '#base/dates.ts';
import { listOfficeBookings, type BookingLine } from '#modules/appointments/queries.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import { listPlanned } from '#modules/rosters/plan-facts.ts';
import { mondayOf, type PlannedShift } from '#modules/rosters/plan-rules.ts';
import { type Colleague, listColleagues } from '#modules/rosters/queries.ts';
import { isAtWork } from '#modules/rosters/rules.ts';
import { type PageRequest, typedIn } from '../page.ts';

export interface RosterDay {
  readonly date: Temporal.PlainDate;
  readonly open: boolean;
  /** Labels of desks that nobody has. */
  readonly freeDesks: readonly string[];
  /** Languages that the office promises and nobody there speaks. */
  readonly missing: readonly string[];
  /** Bookings for which nobody is planned any more. */
  readonly orphans: readonly BookingLine[];
}

export interface RosterWeek {
  readonly centre: Centre;
  readonly office: Office;
  readonly monday: Temporal.PlainDate;
  readonly staff: readonly Colleague[];
  readonly shifts: readonly PlannedShift[];
  readonly days: readonly RosterDay[];
  /** The shift that is being changed. */
  readonly chosen?: PlannedShift | undefined;
}

export async function loadWeek(
  page: Pick<PageRequest, 'tx' | 'query' | 'now' | 'attempt'>,
  centre: Centre,
): Promise<RosterWeek> {
  const { tx, query, now, attempt } = page;
  // A form that was refused says itself from where it came.
  const said = (name: string, field = name) => typedIn(attempt, field) ?? query.get(name) ?? '';
  const office =
    centre.offices.find(({ id }) => id === said('office', 'officeId')) ??
    (centre.offices[0] as Office);
  const asked = said('week');
  const monday = mondayOf(
    /^\d{4}-(0[1-9]|1[0-2])-([01]\d|2[0-8])$/.test(asked)
      ? Temporal.PlainDate.from(asked)
      : dayOf(now, centre.zone),
  );
  const dates = listDays(monday, monday.add({ days: 6 }));
  const [all, staff, bookings] = await Promise.all([
    listPlanned(tx, centre.id, monday, monday.add({ days: 6 })),
    listColleagues(tx, office.unitId, centre.id),
    Promise.all(
      dates.map((date) => listOfficeBookings(tx, { id: office.id, zone: centre.zone }, date)),
    ),
  ]);
  const shifts = all.filter(({ officeId }) => officeId === office.id);
  const promised = new Set(office.offers.flatMap(({ languages }) => languages));
  const days = dates.map((date, at): RosterDay => {
    const today = shifts.filter((shift) => shift.date.equals(date));
    const open = openingsOn(centre.timetable, date).length > 0;
    const spoken = new Set(
      today.flatMap(({ accountId }) => staff.find(({ id }) => id === accountId)?.speaks ?? []),
    );
    return {
      date,
      open,
      freeDesks: open
        ? office.desks
            .filter(({ id }) => !today.some(({ deskId }) => deskId === id))
            .map(({ label }) => label)
        : [],
      missing: open ? [...promised].filter((tag) => !spoken.has(tag)) : [],
      orphans: (bookings[at] ?? []).filter(
        (line) => line.state === 'booked' && !isKept(line, today, centre.zone),
      ),
    };
  });
  const chosen = shifts.find(({ id }) => id === said('shift', 'chosen'));
  return { centre, office, monday, staff, shifts, days, chosen };
}

/** Whether somebody is at work, at the desk or in person, when a booking begins. */
function isKept(line: BookingLine, shifts: readonly PlannedShift[], zone: string): boolean {
  return shifts.some(
    (shift) =>
      (line.resource === `desk:${shift.deskId}` ||
        line.resource === `account:${shift.accountId}`) &&
      isAtWork(shift, zone, line.startsAt),
  );
}

// How the plan of a week changes. Pure: shifts in, shifts to take out and to put in.
import { listDays } from '#base/dates.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { openingsOn } from '../directory/rules/hours.ts';
import type { Timetable } from '../directory/schema.ts';
import { decideShift } from './rules.ts';
import type { Shift } from './schema.ts';
import { ABSENCE_DAYS } from './plan-schema.ts';

export interface PlannedShift extends Shift {
  readonly id: string;
}

export interface Absence {
  readonly accountId: string;
  readonly from: Temporal.PlainDate;
  /** The last day. */
  readonly to: Temporal.PlainDate;
}

/** The Monday of the week of a day. */
export function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** Why the plan of a day can't be changed, or nothing. */
// ROS-10: the plan of a day that has passed is not changed any more
export function refusePast(
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
  field: string,
): Problem | undefined {
  return Temporal.PlainDate.compare(date, today) < 0
    ? problem('invalid', 'invalid', { fields: { [field]: 'date-past' } })
    : undefined;
}

function isAway(shift: Shift, absences: readonly Absence[]): boolean {
  return absences.some(
    ({ accountId, from, to }) =>
      accountId === shift.accountId &&
      Temporal.PlainDate.compare(from, shift.date) <= 0 &&
      Temporal.PlainDate.compare(shift.date, to) <= 0,
  );
}

/** One more shift, or why not. */
// ROS-11: whoever is away is not planned
export function planOne(
  existing: readonly Shift[],
  absences: readonly Absence[],
  added: Shift,
): Shift | Problem {
  if (isAway(added, absences)) return problem('conflict', 'away');
  return decideShift(existing, added);
}

/**
 * The shifts of the week before, a week later. What stands already stays, and whoever has something
 * else then, is away, or would come to a closed house is left out.
 */
// ROS-12: a week is copied beside what is planned already, and only to days on which the house opens
export function planCopy(
  before: readonly Shift[],
  there: readonly Shift[],
  absences: readonly Absence[],
  timetable: Timetable,
  today: Temporal.PlainDate,
): { readonly added: Shift[]; readonly left: number } {
  const added: Shift[] = [];
  for (const shift of before) {
    const next = { ...shift, date: shift.date.add({ days: 7 }) };
    const open =
      !refusePast(next.date, today, 'week') && openingsOn(timetable, next.date).length > 0;
    const decided = open ? planOne([...there, ...added], absences, next) : problem('conflict');
    if (!isProblem(decided)) added.push(decided);
  }
  return { added, left: before.length - added.length };
}

/** The shifts that an absence takes out, or why it can't be entered. */
// ROS-13: an absence takes out of the plan what it covers, from today on
export function planAbsence(
  shifts: readonly PlannedShift[],
  absence: Absence,
  today: Temporal.PlainDate,
): readonly PlannedShift[] | Problem {
  const { from, to } = absence;
  const refused = refusePast(from, today, 'from');
  if (refused) return refused;
  if (Temporal.PlainDate.compare(to, from) < 0)
    return problem('invalid', 'invalid', { fields: { to: 'ends-before-it-begins' } });
  if (listDays(from, to).length > ABSENCE_DAYS)
    return problem('invalid', 'invalid', { fields: { to: 'too-far-ahead' } });
  return shifts.filter((shift) => isAway(shift, [absence]));
}

// Who is at work, where and in which languages, and which shifts can stand together. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Shift, Span, StaffedShift } from './schema.ts';

const compareTimes = Temporal.PlainTime.compare;

/** Whether a time of day lies in a span; the end is not part of it. */
export function within(span: Span, time: Temporal.PlainTime): boolean {
  return compareTimes(span.from, time) <= 0 && compareTimes(time, span.to) < 0;
}

/** Whether somebody on this shift can serve at an instant. */
// ROS-1: somebody works from the start of the shift until its end, on the clock of the centre's zone
// ROS-2: nobody works in the break
export function isAtWork(shift: Shift, zone: string, at: Temporal.Instant): boolean {
  const local = at.toZonedDateTimeISO(zone);
  if (!local.toPlainDate().equals(shift.date)) return false;
  const time = local.toPlainTime();
  return within(shift.works, time) && !(shift.rests && within(shift.rests, time));
}

/** The shifts of a centre whose people are at work at an instant. */
export function whoWorks<Each extends Shift>(
  shifts: readonly Each[],
  zone: string,
  at: Temporal.Instant,
): Each[] {
  return shifts.filter((shift) => isAtWork(shift, zone, at));
}

/** Languages spoken at an office at an instant, the most widely spoken there first. */
// ROS-4: an office speaks what the people who are at work there speak, and nothing else
export function listLanguagesAt(
  shifts: readonly StaffedShift[],
  officeId: string,
  zone: string,
  at: Temporal.Instant,
): string[] {
  const speakers = new Map<string, number>();
  for (const shift of whoWorks(shifts, zone, at)) {
    if (shift.officeId !== officeId) continue;
    for (const language of new Set(shift.speaks)) {
      speakers.set(language, (speakers.get(language) ?? 0) + 1);
    }
  }
  return [...speakers]
    .toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([tag]) => tag);
}

/** Whether a shift includes a service of its office. */
export function covers(shift: Shift, serviceId: string): boolean {
  return shift.services === undefined || shift.services.includes(serviceId);
}

/**
 * A shift to add to others, or why not: it ends before it begins (`hours-end-first`), its break lies
 * outside it (`break-outside-shift`), the person is elsewhere (`already-rostered`), or somebody else
 * has the desk (`desk-taken`).
 */
export function decideShift(existing: readonly Shift[], added: Shift): Shift | Problem {
  if (isEmpty(added.works)) return problem('invalid', 'hours-end-first');
  // ROS-5: a break lies within its shift
  if (added.rests && (isEmpty(added.rests) || !contains(added.works, added.rests))) {
    return problem('invalid', 'break-outside-shift');
  }
  const sameTime = existing.filter(
    (each) => each.date.equals(added.date) && overlap(each.works, added.works),
  );
  // ROS-3: nobody is rostered in two places at once, and a desk has one person at a time
  if (sameTime.some((each) => each.accountId === added.accountId)) {
    return problem('conflict', 'already-rostered');
  }
  if (added.deskId !== undefined && sameTime.some((each) => each.deskId === added.deskId)) {
    return problem('conflict', 'desk-taken');
  }
  return added;
}

const LONG = Temporal.Duration.from({ hours: 6 });
const TURNS = ['12:00', '13:00'].map((time) => Temporal.PlainTime.from(time));

/**
 * The hour of rest in a day of work; none when the day is short or holds a gap already.
 * @param place the person's place in the order of the office's desks, from 0
 */
// ROS-6: in an office of several, half rest at twelve and the others at one, so that it never closes
export function breakOf(works: Span, place: number): Span | undefined {
  if (Temporal.Duration.compare(works.from.until(works.to), LONG) <= 0) return undefined;
  const from = TURNS[place % 2] as Temporal.PlainTime;
  const rests = { from, to: from.add({ hours: 1 }) };
  return contains(works, rests) ? rests : undefined;
}

function isEmpty(span: Span): boolean {
  return compareTimes(span.from, span.to) >= 0;
}

function contains(outer: Span, inner: Span): boolean {
  return compareTimes(outer.from, inner.from) <= 0 && compareTimes(inner.to, outer.to) <= 0;
}

function overlap(a: Span, b: Span): boolean {
  return compareTimes(a.from, b.to) < 0 && compareTimes(b.from, a.to) < 0;
}

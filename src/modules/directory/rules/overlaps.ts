// Hours that contradict each other are refused when they are written, so that reading them is simple.
import { listDays } from '#base/dates.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { WeeklyHours } from '../schema.ts';
import { countsOn } from './hours.ts';

const compareTimes = Temporal.PlainTime.compare;

/**
 * Hours to add to those of a centre, or why not: they end before they begin (`hours-end-first`), or
 * would overlap others on some day (`hours-overlap`).
 */
// DIR-2: hours of one centre never overlap on any day, also not those of an nth weekday
export function decideHours(
  existing: readonly WeeklyHours[],
  added: WeeklyHours,
): WeeklyHours | Problem {
  if (compareTimes(added.opens, added.closes) >= 0) return problem('invalid', 'hours-end-first');
  if (existing.some((each) => overlap(each, added))) return problem('conflict', 'hours-overlap');
  return added;
}

/** Whether two lines are ever in force at one time. */
export function overlap(a: WeeklyHours, b: WeeklyHours): boolean {
  if (a.weekday !== b.weekday) return false;
  if (compareTimes(a.opens, b.closes) >= 0 || compareTimes(b.opens, a.closes) >= 0) return false;
  return shareADay(a, b);
}

/** Whether a whole week's hours can stand together; undefined, or the first problem. */
export function findOverlap(hours: readonly WeeklyHours[]): Problem | undefined {
  const standing: WeeklyHours[] = [];
  for (const each of hours) {
    const decided = decideHours(standing, each);
    if (isProblem(decided)) return decided;
    standing.push(each);
  }
  return undefined;
}

// Within any 18 months a month has five of a weekday and another has four of it, so whatever two nth
// lines can do together ("4th" and "last"), they do it there. A fixed start serves where none is given.
const SOME_DAY = Temporal.PlainDate.from('2000-01-01');
const LONG_ENOUGH = { months: 18 };

function shareADay(a: WeeklyHours, b: WeeklyHours): boolean {
  const starts = [a.from, b.from].filter((date) => date !== undefined);
  const ends = [a.until, b.until].filter((date) => date !== undefined);
  const until = ends.toSorted(Temporal.PlainDate.compare)[0];
  const from =
    starts.toSorted(Temporal.PlainDate.compare).at(-1) ?? until?.subtract(LONG_ENOUGH) ?? SOME_DAY;
  if (until && Temporal.PlainDate.compare(from, until) >= 0) return false;
  return listDays(from, from.add(LONG_ENOUGH)).some(
    (date) => countsOn(a, date) && countsOn(b, date),
  );
}

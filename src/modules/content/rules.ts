// What a board shows and says, and for how long. Pure.
import { type UiLanguage, uiLanguageFor } from '#base/languages.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Room } from './wall.ts';

/** The longest that a message stands before somebody has to look at it again, in hours. */
export const MESSAGE_HOURS = 12;

/** CNT-1: a message on the boards has an end: later than now, and within twelve hours. */
export function refuseUntil(until: Temporal.Instant, now: Temporal.Instant): Problem | undefined {
  const hours = until.since(now).total('hours');
  return hours > 0 && hours <= MESSAGE_HOURS
    ? undefined
    : problem('invalid', 'invalid', { fields: { until: 'until-today' } });
}

/**
 * CNT-2: a quiet room has neither chime nor voice: always, or within its quiet hours on the clock of
 * the house. Its board shows the same.
 */
export function isQuiet(
  room: Pick<Room, 'quiet' | 'quietHours'>,
  time: Temporal.PlainTime,
): boolean {
  const { quiet, quietHours } = room;
  if (quiet) return true;
  return (
    quietHours !== undefined &&
    Temporal.PlainTime.compare(quietHours.from, time) <= 0 &&
    Temporal.PlainTime.compare(time, quietHours.to) < 0
  );
}

/** CNT-3: the board of a room shows the calls of its offices, and of no other. */
export function callsIn<Line extends { readonly office_id: string }>(
  lines: readonly Line[],
  room: Pick<Room, 'officeIds'> | undefined,
): readonly Line[] {
  return room ? lines.filter((line) => room.officeIds.includes(line.office_id)) : lines;
}

/**
 * CNT-4: what turns on a board turns in the language of the house, then in those of the people who
 * wait before it, the most of them first, as far as we write them.
 */
export function turningLanguages(
  house: UiLanguage,
  waiting: readonly string[],
  most = 3,
): readonly UiLanguage[] {
  const counts = new Map<UiLanguage, number>();
  for (const tag of waiting) {
    const language = uiLanguageFor(tag);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const others = [...counts]
    .filter(([language]) => language !== house)
    .toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([language]) => language);
  return [house, ...others].slice(0, most);
}

/** CNT-5: a room has offices and boards of its own house. */
export function refuseOffices(
  field: 'officeIds' | 'deviceIds',
  ids: readonly string[],
  ofHouse: ReadonlySet<string>,
): Problem | undefined {
  return ids.every((id) => ofHouse.has(id))
    ? undefined
    : problem('invalid', 'invalid', { fields: { [field]: 'unknown-choice' } });
}

/** CNT-6: quiet hours have a beginning and a later end, or there are none. */
export function refuseQuietHours(
  from: string | undefined,
  to: string | undefined,
): Problem | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? 'quietFrom' : 'quietTo';
    return problem('invalid', 'invalid', { fields: { [missing]: 'required' } });
  }
  return from < to
    ? undefined
    : problem('invalid', 'invalid', { fields: { quietTo: 'hours-end-first' } });
}

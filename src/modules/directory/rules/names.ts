// What something is called: on a day, since names change, and in a language, since people differ.
import type { UiLanguage } from '#base/languages.ts';
import type { Names, Period } from '../schema.ts';

/** Whether a day lies in a period; the last day is not part of it. */
export function includesDay(period: Period, date: Temporal.PlainDate): boolean {
  const begun = period.from === undefined || Temporal.PlainDate.compare(period.from, date) <= 0;
  const ended = period.until !== undefined && Temporal.PlainDate.compare(period.until, date) <= 0;
  return begun && !ended;
}

/**
 * The name that was in force on a day. A day before the first or in a gap has the nearest name
 * that follows, a day after the last has the last one, so that there is always a name to show.
 * @throws RangeError when there is no name at all
 */
// DIR-1: an institution or centre is called by the name that it had on that day
export function nameOn<Name extends Period>(
  names: readonly Name[],
  date: Temporal.PlainDate,
): Name {
  const inOrder = names.toSorted((a, b) => compareStart(a.from, b.from));
  const name =
    inOrder.find((each) => includesDay(each, date)) ??
    inOrder.find(
      (each) => each.from !== undefined && Temporal.PlainDate.compare(each.from, date) > 0,
    ) ??
    inOrder.at(-1);
  if (name === undefined) throw new RangeError('something in the directory has no name');
  return name;
}

/** A name in a language, in Portuguese where it hasn't been translated. */
export function nameIn(names: Names, language: UiLanguage | (string & {})): string {
  return (names as Partial<Record<string, string>>)[language] ?? names.pt;
}

function compareStart(a?: Temporal.PlainDate, b?: Temporal.PlainDate): number {
  if (a === undefined || b === undefined)
    return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  return Temporal.PlainDate.compare(a, b);
}

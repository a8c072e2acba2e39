// Signing a centre's month. Pure.
import { type Problem, problem } from '#base/problem.ts';

/** The first day of a month that is written `2026-03`; undefined when it is none. */
export function firstOf(month: string): Temporal.PlainDate {
  return Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
}

/** ATT-12: a month is signed when it is over, once, by the coordinator of the centre. */
export function refuseToSign(
  first: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Problem | undefined {
  const next = first.add({ months: 1 });
  return Temporal.PlainDate.compare(today, next) < 0
    ? problem('conflict', 'month-not-over')
    : undefined;
}

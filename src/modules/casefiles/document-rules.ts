// Papers that were seen. Pure.
import { type Problem, problem } from '#base/problem.ts';

/**
 * CAS-31: a paper is listed on the day on which it was seen, which is not to come; that it ran out
 * already is no obstacle, since an old paper is often all there is.
 */
export function refuseDocument(
  seenOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Problem | undefined {
  return Temporal.PlainDate.compare(seenOn, today) > 0
    ? problem('invalid', 'invalid', { fields: { seenOn: 'date-in-future' } })
    : undefined;
}

/** CAS-32: a paper that ran out is said to have, and one that will within two months is soon over. */
export function validityOf(
  validUntil: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): 'unknown' | 'valid' | 'soon' | 'over' {
  if (!validUntil) return 'unknown';
  if (Temporal.PlainDate.compare(validUntil, today) < 0) return 'over';
  return Temporal.PlainDate.compare(validUntil, today.add({ months: 2 })) < 0 ? 'soon' : 'valid';
}

// From when until when somebody stands on protection duty, and who names her. Pure.
import { atCivilTime, dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, mayAct } from '../../access/decide.ts';

/** May this actor name who is told in a house? */
// VIS-201: the coordinator of the house and the custodian name who is told, and nobody else sees it
export function namesDuty(actor: Actor, centreId: string): boolean {
  return (
    !isFenced(actor) && mayAct(actor, { roles: ['centre-coordinator', 'custodian'], centreId })
  );
}

export interface DutySpan {
  readonly from: Temporal.Instant;
  /** Null: until it is ended. */
  readonly until: Temporal.Instant | null;
}

/** The time of a duty from its days on the calendar of the house; both days are whole. */
// VIS-202: a duty begins today or later and ends with its last day, or when it is ended
export function dutySpan(
  days: { readonly from: string; readonly until?: string | undefined },
  zone: string,
  now: Temporal.Instant,
): DutySpan | Problem {
  const today = dayOf(now, zone);
  const from = Temporal.PlainDate.from(days.from);
  const until = days.until ? Temporal.PlainDate.from(days.until) : undefined;
  if (Temporal.PlainDate.compare(from, today) < 0)
    return problem('invalid', 'invalid', { fields: { from: 'date-past' } });
  if (until && Temporal.PlainDate.compare(until, from) < 0)
    return problem('invalid', 'invalid', { fields: { until: 'date-past' } });
  const midnight = new Temporal.PlainTime();
  return {
    from: from.equals(today) ? now : atCivilTime(from, midnight, zone),
    until: until ? atCivilTime(until.add({ days: 1 }), midnight, zone) : null,
  };
}

// The emergency button of a desk: who presses it, who answers. Nothing of it is about a person.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, mayAct, type Role } from '../../access/decide.ts';

/** An emergency at a desk. */
export interface Alarm {
  readonly id: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly deskId: string;
  readonly accountId: string;
  readonly raisedAt: Temporal.Instant;
  readonly acknowledgedAt: Temporal.Instant | null;
  readonly closedAt: Temporal.Instant | null;
}

const WATCH: readonly Role[] = ['security-guard', 'centre-coordinator'];

/** VIS-75: an alarm of a house is for its security and its coordinator, and nobody behind the fence. */
export function watches(actor: Actor, centreId: string): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: WATCH, centreId });
}

/** VIS-77: an alarm is acknowledged once, while it is open. */
export function refuseAcknowledge(alarm: Alarm): Problem | undefined {
  if (alarm.closedAt) return problem('conflict', 'alarm-over');
  return alarm.acknowledgedAt ? problem('conflict', 'alarm-answered') : undefined;
}

/** VIS-78: an alarm is closed once, by whoever saw to it; that somebody saw to it is said first. */
export function refuseClose(alarm: Alarm): Problem | undefined {
  if (alarm.closedAt) return problem('conflict', 'alarm-over');
  return alarm.acknowledgedAt ? undefined : problem('conflict', 'alarm-unanswered');
}

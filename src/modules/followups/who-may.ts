// Who may make and settle follow-ups: those who serve or receive people, for their own unit.
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct, type Role, unitsAt, WELCOME } from '../access/decide.ts';
import type { TaskFacts } from './facts.ts';

export const PROMISE: readonly Role[] = [...new Set([...DESK, ...WELCOME])];

/** The unit for which somebody promises when she names none: the one of that centre, or her first. */
export function ownUnitOf(actor: Actor, centreId: string | undefined): string | undefined {
  const here = centreId ? unitsAt(actor, centreId) : [];
  return (
    here[0] ??
    actor.memberships.find(({ role }) => (PROMISE as readonly string[]).includes(role))?.unitId
  );
}

/** Where she works for a unit, when that is one centre. */
export function ownCentreOf(actor: Actor, unitId: string): string | undefined {
  const of = actor.memberships.filter((membership) => membership.unitId === unitId);
  return of.length === 1 ? (of[0]?.centreId ?? undefined) : undefined;
}

/**
 * May this actor settle, postpone or assign a task? FOL-7: only the unit whose task it is; behind the
 * fence there are no follow-ups at all, since they say how somebody is reached.
 */
export function maySettle(actor: Actor, { task }: TaskFacts): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: PROMISE, units: [task.unitId] });
}

// Who may promise a time, and change what was promised.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { DESK, mayAct, type Role, unitsAt, WELCOME } from '../access/decide.ts';

const PROMISE: readonly Role[] = [...new Set([...DESK, ...WELCOME])];

interface At {
  readonly centreId: string;
  readonly unitId: string;
}

/**
 * May this actor book at a counter somebody whom she sees? APP-11: whoever serves or receives
 * somebody may book her at any office of the network; an office behind the fence only at itself.
 */
export function mayPromise(actor: Actor, at: At, fenced: boolean): boolean {
  return fenced
    ? mayAct(actor, { roles: PROMISE, units: [at.unitId], centreId: at.centreId })
    : mayAct(actor, { roles: PROMISE });
}

/** May this actor move or cancel it: the office itself, the house, or the unit that promised it? */
// APP-12: a booking is changed by its office, by the welcome of its house, or by the unit that made it
export function mayChange(
  actor: Actor,
  appointment: At & { readonly hostUnitId: string; readonly madeByUnitId: string },
): boolean {
  const { unitId, hostUnitId, madeByUnitId, centreId } = appointment;
  return (
    mayAct(actor, { roles: PROMISE, units: [unitId, hostUnitId], centreId }) ||
    mayAct(actor, { roles: PROMISE, units: [madeByUnitId] })
  );
}

/** May this actor say that she did not come: the office itself, or the welcome of its house? */
// APP-19: that somebody did not come is said where she was expected, and by nobody else
export function mayMiss(actor: Actor, appointment: At & { readonly hostUnitId: string }): boolean {
  const { unitId, hostUnitId, centreId } = appointment;
  return mayAct(actor, { roles: PROMISE, units: [unitId, hostUnitId], centreId });
}

/** For which of her units she promises: the office's own if she is of it, else the first of hers. */
export function unitThatPromises(actor: Actor, at: At): string {
  const here = unitsAt(actor, at.centreId);
  if (here.includes(at.unitId)) return at.unitId;
  const promising = actor.memberships.find(({ role }) =>
    (PROMISE as readonly string[]).includes(role),
  );
  return promising?.unitId ?? at.unitId;
}

/** What the constraints say when two promise the same at once, or she is promised elsewhere then. */
// APP-1: a resource unit is promised once at a time, whoever promises
// APP-2: nobody is promised two places at once
export const TAKEN: Readonly<Record<string, Problem>> = {
  booking_once: problem('conflict', 'time-taken', { fields: { at: 'time-taken' } }),
  appointment_one_place: problem('conflict', 'time-taken', { fields: { at: 'time-taken' } }),
};

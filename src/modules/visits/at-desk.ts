// Who may act on somebody's stop: the desk that has her in hand, and whoever brings her back.
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct, WELCOME } from '../access/decide.ts';
import type { Stop } from './facts.ts';

/**
 * May this actor act at the desk where the stop is? VIS-15: while somebody is served, only the
 * account that serves her acts on her stop; a colleague of the same office does not.
 */
export function mayServe(actor: Actor, { stop }: { readonly stop: Stop }): boolean {
  return (
    (stop.state !== 'serving' || stop.accountId === actor.accountId) &&
    mayAct(actor, { roles: DESK, units: [stop.unitId], centreId: stop.centreId })
  );
}

/**
 * May this actor send her on to another house, or back to reception? VIS-172: nobody behind the fence
 * does: what a unit with a direct enforcement link knows stays with it.
 */
export function maySendOn(actor: Actor, facts: { readonly stop: Stop }): boolean {
  return !isFenced(actor) && mayServe(actor, facts);
}

/** May this actor bring somebody back to the queue: the office itself, or the welcome of the house? */
export function mayBringBack(actor: Actor, { stop }: { readonly stop: Stop }): boolean {
  return (
    mayServe(actor, { stop }) ||
    mayAct(actor, { roles: WELCOME, units: [stop.hostUnitId], centreId: stop.centreId })
  );
}

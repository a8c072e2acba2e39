// Who sends and answers referrals: those who serve or receive people, for their own unit.
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct, type Role, WELCOME } from '../access/decide.ts';
import type { Referral } from './facts.ts';
import { isAddressee } from './rules.ts';

export const REFER: readonly Role[] = [...new Set([...DESK, ...WELCOME])];

/** Units for which somebody sends and answers; none behind the fence. */
export function referringUnits(actor: Actor): string[] {
  if (isFenced(actor)) return [];
  const units = new Set(actor.memberships.map(({ unitId }) => unitId));
  return [...units].filter((unit) => mayAct(actor, { roles: REFER, units: [unit] }));
}

/** May this actor accept, decline or complete it? */
export function mayAnswer(actor: Actor, referral: Referral): boolean {
  return isAddressee(referral, actor.accountId, referringUnits(actor));
}

/** May this actor take it back? */
export function mayTakeBack(actor: Actor, referral: Referral): boolean {
  return referringUnits(actor).includes(referral.fromUnitId);
}

// What commands about one's own open desk share.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { isBusy, lockSession } from '../desk-session.ts';
import type { DeskSession } from '../rules/desk-rules.ts';

export interface OwnDesk {
  readonly desk: DeskSession;
  /** Somebody is called or served there. */
  readonly busy: boolean;
}

/** The desk, locked for change; `desk-closed` when it is not open, or not the actor's. */
export async function loadOwnDesk(
  tx: Transaction,
  { deskId }: { readonly deskId: string },
  actor: Actor,
): Promise<OwnDesk | Problem> {
  const desk = await lockSession(tx, deskId, 'change');
  if (desk?.accountId !== actor.accountId) return problem('not-found', 'desk-closed');
  return { desk, busy: await isBusy(tx, deskId) };
}

/** May this actor still serve there? */
export function mayServeAtDesk(actor: Actor, { desk }: OwnDesk): boolean {
  return mayAct(actor, { roles: DESK, units: [desk.unitId], centreId: desk.centreId });
}

// A proposal that one administrator made, for those who decide about it.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { refuseUnlessAdministrator } from './load-account.ts';
import { findProposal, type ListedProposal } from './queries.ts';

/** The proposal, locked until the transaction ends; for administrators. */
export async function lockProposal(
  tx: Transaction,
  proposalId: string,
  actor: Actor,
): Promise<ListedProposal | Problem> {
  const refused = await refuseUnlessAdministrator(tx, actor);
  if (refused) return refused;
  await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 2))', [proposalId]);
  return (await findProposal(tx, proposalId)) ?? problem('not-found');
}

/** What an event tells about a proposal. */
export function aboutProposal({ id, kind, unitId, accountId }: ListedProposal) {
  return {
    ...(unitId && { unitId }),
    data: { proposalId: id, kind, ...(accountId && { accountId }) },
  };
}

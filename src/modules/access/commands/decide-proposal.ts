// proposal.confirm and proposal.drop: a second administrator agrees with a proposal, or any of them
// takes it off the table.
import { isProblem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isAdministrator, refuseToCarryOut } from '../account-rules.ts';
import { refuseUnlessAdministrator } from '../load-account.ts';
import { findInvitationMakers, findProposal, type ListedProposal } from '../queries.ts';
import { confirmInput, proposalInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const confirmProposal = accountCommand({
  name: 'proposal.confirm',
  summary:
    'Carries out what another administrator proposed; with a code for whom it gives a first role, to open her link with.',
  input: confirmInput,
  async load(tx, { proposalId }, actor) {
    const proposal = await lockProposal(tx, proposalId, actor);
    if (isProblem(proposal)) return proposal;
    const made = proposal.accountId
      ? await findInvitationMakers(tx, proposal.accountId)
      : undefined;
    return { ...proposal, made };
  },
  may: (actor) => isAdministrator(actor),
  decide(proposal, { proposalId, codeHash }, actor, now) {
    const refused = refuseToCarryOut(proposal, actor, now);
    if (refused) return refused;
    const { accountId, kind, made } = proposal;
    // Whoever renewed the link meanwhile gets no code; another administrator makes it (ACC-60).
    const opens =
      kind === 'grant' && codeHash && accountId && made && made.linkBy !== actor.accountId;
    return {
      change: [
        { do: 'carry-out', proposalId },
        ...(opens ? [{ do: 'code' as const, accountId, codeHash }] : []),
      ],
      events: [decided(proposal, 'proposal.carried-out')],
      result: { proposalId, ...(opens && { codeFor: accountId }) },
    };
  },
});

export const dropProposal = accountCommand({
  name: 'proposal.drop',
  summary: 'Takes a proposal off the table.',
  input: proposalInput,
  load: (tx, { proposalId }, actor) => lockProposal(tx, proposalId, actor),
  may: (actor) => isAdministrator(actor),
  decide(proposal, { proposalId }) {
    if (proposal.decided) return problem('conflict', 'proposal-decided');
    return {
      change: [{ do: 'drop', proposalId }],
      events: [decided(proposal, 'proposal.dropped')],
      result: { proposalId },
    };
  },
});

async function lockProposal(tx: Transaction, proposalId: string, actor: Actor) {
  const refused = await refuseUnlessAdministrator(tx, actor);
  if (refused) return refused;
  await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 2))', [proposalId]);
  return (await findProposal(tx, proposalId)) ?? problem('not-found');
}

function decided({ id, kind, unitId, accountId }: ListedProposal, what: string) {
  return {
    kind: what,
    ...(unitId && { unitId }),
    data: { proposalId: id, kind, ...(accountId && { accountId }) },
  };
}

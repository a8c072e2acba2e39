// proposal.confirm and proposal.drop: a second administrator agrees with a proposal, or any of them
// takes it off the table.
import { problem } from '#base/problem.ts';
import { isAdministrator, refuseToCarryOut } from '../account-rules.ts';
import { refuseUnlessAdministrator } from '../load-account.ts';
import { findProposal } from '../queries.ts';
import { proposalInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const confirmProposal = deciding(
  'proposal.confirm',
  'Carries out what another administrator proposed.',
  'carry-out',
);
export const dropProposal = deciding('proposal.drop', 'Takes a proposal off the table.', 'drop');

function deciding(name: string, summary: string, how: 'carry-out' | 'drop') {
  return accountCommand({
    name,
    summary,
    input: proposalInput,
    async load(tx, { proposalId }, actor) {
      const refused = await refuseUnlessAdministrator(tx, actor);
      if (refused) return refused;
      await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 2))', [proposalId]);
      return (await findProposal(tx, proposalId)) ?? problem('not-found');
    },
    may: (actor) => isAdministrator(actor),
    decide(proposal, { proposalId }, actor, now) {
      const refused =
        how === 'carry-out'
          ? refuseToCarryOut(proposal, actor, now)
          : proposal.decided
            ? problem('conflict', 'proposal-decided')
            : undefined;
      if (refused) return refused;
      const { accountId, kind } = proposal;
      return {
        change: [{ do: how, proposalId }],
        events: [
          {
            kind: how === 'carry-out' ? 'proposal.carried-out' : 'proposal.dropped',
            ...(proposal.unitId && { unitId: proposal.unitId }),
            data: { proposalId, kind, ...(accountId && { accountId }) },
          },
        ],
        result: { proposalId },
      };
    },
  });
}

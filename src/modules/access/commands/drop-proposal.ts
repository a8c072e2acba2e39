// proposal.drop: any administrator takes a proposal off the table.
import { problem } from '#base/problem.ts';
import { isAdministrator } from '../account-rules.ts';
import { aboutProposal, lockProposal } from '../load-proposal.ts';
import { proposalInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

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
      events: [{ kind: 'proposal.dropped', ...aboutProposal(proposal) }],
      result: { proposalId },
    };
  },
});

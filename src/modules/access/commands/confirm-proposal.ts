// proposal.confirm: a second administrator agrees with a proposal, and it is carried out.
import { isProblem } from '#base/problem.ts';
import { isAdministrator, refuseToCarryOut } from '../account-rules.ts';
import { aboutProposal, lockProposal } from '../load-proposal.ts';
import { findInvitationMakers } from '../queries.ts';
import { confirmInput } from '../schema.ts';
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
      events: [{ kind: 'proposal.carried-out', ...aboutProposal(proposal) }],
      result: { proposalId, ...(opens && { codeFor: accountId }) },
    };
  },
});

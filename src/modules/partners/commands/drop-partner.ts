// partner.drop: what was proposed about a partner is taken off the table, by whoever keeps the list.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { keepsPartners } from '../keeping-rules.ts';
import { lockPartnerProposal } from '../queries.ts';
import { partnerProposalInput } from '../schema.ts';

export const dropPartner = command({
  name: 'partner.drop',
  summary: 'Takes what was proposed about a partner off the table.',
  input: partnerProposalInput,
  async load(tx, { proposalId }, actor) {
    if (!keepsPartners(actor)) return problem('not-found');
    return (await lockPartnerProposal(tx, proposalId)) ?? problem('not-found');
  },
  may: (actor) => keepsPartners(actor),
  decide({ id, unitId, outcome }) {
    if (outcome) return problem('conflict', 'proposal-decided');
    return {
      change: { id },
      events: [{ kind: 'partner.dropped', data: { proposalId: id, toUnitId: unitId } }],
      result: { proposalId: id },
    };
  },
  apply(tx, { id }, now) {
    tx.text('select directory.drop_partner_proposal($1, $2)', [id, now]).catch(() => {});
  },
});

// partner.confirm: a second agrees with what was proposed about a partner, and it is carried out.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import { keepsPartners, refuseToAgree } from '../keeping-rules.ts';
import { lockPartnerProposal } from '../queries.ts';
import { partnerProposalInput } from '../schema.ts';

export const confirmPartner = command({
  name: 'partner.confirm',
  summary: 'Carries out what another proposed about a partner.',
  input: partnerProposalInput,
  async load(tx, { proposalId }, actor) {
    if (!keepsPartners(actor)) return problem('not-found');
    const proposal = await lockPartnerProposal(tx, proposalId);
    if (!proposal) return problem('not-found');
    return (await isFresh(tx)) ? proposal : problem('not-allowed', 'prove-again');
  },
  may: (actor) => keepsPartners(actor),
  decide(proposal, _input, actor, now) {
    const { id, unitId } = proposal;
    return (
      refuseToAgree(proposal, actor, now) ?? {
        change: { id },
        events: [{ kind: 'partner.changed', data: { proposalId: id, toUnitId: unitId } }],
        result: { proposalId: id, unitId },
      }
    );
  },
  // PAR-10: with another address, links that nobody opened lead nowhere any more: their letters lie in the mailbox
  // before, and the sender sends another. What was opened still takes answers. A letter that has not gone yet goes to
  // the address as it is then, with the same link, where the address stayed
  apply(tx, { id }, now) {
    tx.text('select directory.carry_out_partner($1, $2)', [id, now]).catch(() => {});
  },
  refusals: {
    partner_proposer_left: problem('conflict', 'proposer-left'),
    partner_changed_since: problem('conflict', 'partner-changed'),
    unit_pkey: problem('conflict', 'partner-changed'),
    institution_pkey: problem('conflict', 'partner-changed'),
  },
});

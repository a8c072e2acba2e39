// partner.end: nothing goes to a partner any more, and no link to it leads anywhere; at once, and by one.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { keepsPartners } from '../keeping-rules.ts';
import { findKeptPartner } from '../queries.ts';
import { endPartnerInput } from '../schema.ts';

export const endPartner = command({
  name: 'partner.end',
  summary: 'Ends a partner: nothing goes to it any more, and links to it lead nowhere.',
  input: endPartnerInput,
  async load(tx, { unitId }, actor) {
    if (!keepsPartners(actor)) return problem('not-found');
    await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 2))', [`partner ${unitId}`]);
    return (await findKeptPartner(tx, unitId)) ?? problem('not-found');
  },
  may: (actor) => keepsPartners(actor),
  // PAR-11: one alone ends a partner, with every link to it, opened or not, and what it led to; its senders see why,
  // and answers come otherwise. It comes back by two
  decide({ unitId, ended }) {
    if (ended) return problem('conflict', 'partner-ended');
    return {
      change: { unitId },
      events: [{ kind: 'partner.ended', data: { toUnitId: unitId } }],
      result: { unitId },
    };
  },
  apply(tx, { unitId }, now) {
    tx.text('select directory.end_partner($1, $2)', [unitId, now]).catch(() => {});
  },
});

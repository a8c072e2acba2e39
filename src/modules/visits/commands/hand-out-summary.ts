// summary.hand-out: the paper that she takes along, with a link to the same on her phone. The link
// itself is on the paper alone; the database keeps its hash.
//
// ATT-2: one paper at a time leads to the page: printing another ends the link of the older one.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { linkExpiry } from '../exit-rules.ts';
import { handOutInput } from '../schema.ts';
import { exitCommand, visitEvent } from './at-exit.ts';

export const handOutSummary = exitCommand({
  name: 'summary.hand-out',
  summary: 'Hands out the summary of a visit with a link to it; the link of an older paper ends.',
  input: handOutInput,
  decide: (facts, { linkHash }, now) => ({
    change: {
      visit: facts.visit,
      linkHash,
      expiresAt: linkExpiry(now, facts.visit.day, facts.nextOn),
    },
    events: [visitEvent('summary.handed-out', facts)],
    result: { visitId: facts.visit.id },
  }),
  apply(tx, { visit, linkHash, expiresAt }, now, actor) {
    tx.write(
      build
        .updateTable('visits.summary_link')
        .set({ ended_at: now })
        .where('visit_id', '=', visit.id)
        .where('ended_at', 'is', null),
      'any',
    );
    tx.write(
      build.insertInto('visits.summary_link').values({
        token_hash: Buffer.from(linkHash, 'hex'),
        visit_id: visit.id,
        person_id: visit.personId,
        host_unit_id: visit.hostUnitId,
        made_by: actor.accountId,
        made_at: now,
        expires_at: expiresAt,
      }),
    );
  },
  // The link of another paper.
  refusals: { summary_link_pkey: problem('conflict', 'page-expired') },
});

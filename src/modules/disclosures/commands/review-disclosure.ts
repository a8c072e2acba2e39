// disclosure.review: what the law makes us give of it, what is refused and why.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockDisclosure } from '../queries.ts';
import { refuseReviewing, seesDisclosures, stateAfterReview } from '../rules.ts';
import { reviewDisclosureInput } from '../schema.ts';

export const reviewDisclosure = command({
  name: 'disclosure.review',
  summary:
    'Says what an order makes us give at the least, and what is refused; what was approved before no longer counts.',
  input: reviewDisclosureInput,
  load: async (tx, { disclosureId }) =>
    (await lockDisclosure(tx, disclosureId)) ?? problem('not-found'),
  may: seesDisclosures,
  decide(one, said) {
    const { finding, needed, withheld } = said;
    const sections = finding === 'nothing' ? [] : [...new Set(said.sections)];
    return (
      refuseReviewing(one, said) ?? {
        change: {
          id: one.id,
          state: stateAfterReview(finding),
          finding,
          sections,
          needed,
          withheld,
        },
        events: [],
        result: { disclosureId: one.id },
      }
    );
  },
  apply: (tx, { id, state, finding, sections, needed, withheld }, now) =>
    tx.write(
      sql`select disclosures.review(${id}::uuid, ${state}, ${finding}, ${sections}::text[], ${needed},
            ${withheld ?? null}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});

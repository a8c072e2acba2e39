// erasure.review: whether something of her must be kept, and why.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockClaim } from '../queries.ts';
import { isOfficer, refuseReviewing, stateAfterReview } from '../rules.ts';
import { reviewErasureInput } from '../schema.ts';

export const reviewErasure = command({
  name: 'erasure.review',
  summary:
    'Says whether the law lets a person be erased; if something must be kept, she is refused, also after it was approved, until a row went.',
  input: reviewErasureInput,
  load: async (tx, { claimId }) => (await lockClaim(tx, claimId)) ?? problem('not-found'),
  may: isOfficer,
  decide(claim, { ground, answer }) {
    const state = stateAfterReview(ground);
    return (
      refuseReviewing(claim, state) ?? {
        change: { id: claim.id, ground, answer, state },
        events: [
          {
            kind: 'erasure.reviewed',
            unitId: claim.unitId,
            data: { claimId: claim.id, ground, state },
          },
        ],
        result: { claimId: claim.id },
      }
    );
  },
  apply: (tx, { id, ground, answer, state }, now) =>
    tx.write(
      sql`select rights.review(${id}::uuid, ${ground}, ${state}, ${answer}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});

// erasure.approve: a second one says that a person is erased; the worker does it.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockClaim } from '../queries.ts';
import { isOfficer, refuseApproving } from '../rules.ts';
import { approveErasureInput } from '../schema.ts';

export const approveErasure = command({
  name: 'erasure.approve',
  summary:
    'Approves that a person is erased, by another than who reviewed it; it is carried out at once.',
  input: approveErasureInput,
  load: async (tx, { claimId }) => (await lockClaim(tx, claimId)) ?? problem('not-found'),
  may: isOfficer,
  decide(claim, _input, actor) {
    const refused = refuseApproving(claim, actor.accountId);
    if (refused) return refused;
    const erasureId = newId();
    return {
      change: { id: claim.id, erasureId },
      events: [
        {
          kind: 'erasure.approved',
          unitId: claim.unitId,
          data: { claimId: claim.id, erasureId },
        },
      ],
      result: { claimId: claim.id },
    };
  },
  apply: (tx, { id, erasureId }, now) =>
    tx.write(
      sql`select rights.approve(${id}::uuid, ${erasureId}::uuid, ${now.toString()}::timestamptz)`,
      'any',
    ),
});

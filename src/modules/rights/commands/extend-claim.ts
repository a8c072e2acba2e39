// claim.extend: the answer takes longer, and she is told why.
import { dayOf } from '#base/dates.ts';
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { lockClaim } from '../queries.ts';
import { dueOn, isOfficer, refuseExtending } from '../rules.ts';
import { extendClaimInput } from '../schema.ts';

export const extendClaim = command({
  name: 'claim.extend',
  summary: 'Moves the day by which a person is answered about her data by two months, once.',
  input: extendClaimInput,
  load: async (tx, { claimId }) => (await lockClaim(tx, claimId)) ?? problem('not-found'),
  may: isOfficer,
  decide(claim, { why }, _actor, now) {
    const until = dueOn(claim.askedOn, true);
    return (
      refuseExtending(claim, dayOf(now, NETWORK_ZONE)) ?? {
        change: { id: claim.id, why, until },
        events: [
          {
            kind: 'claim.extended',
            unitId: claim.unitId,
            data: { claimId: claim.id, why, dueOn: until.toString() },
          },
        ],
        result: { claimId: claim.id },
      }
    );
  },
  apply: (tx, { id, why, until }) =>
    tx.write(sql`select rights.extend(${id}::uuid, ${why}, ${until.toString()}::date)`, 'any'),
});

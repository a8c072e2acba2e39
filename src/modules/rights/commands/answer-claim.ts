// claim.answer: what became of what she asked about her data; all but erasure.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockClaim } from '../queries.ts';
import { isOfficer, refuseAnswering } from '../rules.ts';
import { answerClaimInput } from '../schema.ts';

export const answerClaim = command({
  name: 'claim.answer',
  summary: 'Answers what a person asked about her data: granted or refused, with the reason.',
  input: answerClaimInput,
  load: async (tx, { claimId }) => (await lockClaim(tx, claimId)) ?? problem('not-found'),
  may: isOfficer,
  decide: (claim, { outcome, answer }) =>
    refuseAnswering(claim) ?? {
      change: { id: claim.id, outcome, answer },
      events: [
        {
          kind: 'claim.answered',
          unitId: claim.unitId,
          data: { claimId: claim.id, claimKind: claim.kind, outcome },
        },
      ],
      result: { claimId: claim.id },
    },
  apply: (tx, { id, outcome, answer }, now) =>
    tx.write(
      sql`select rights.answer(${id}::uuid, ${outcome}, ${answer}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});

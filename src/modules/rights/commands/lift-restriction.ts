// restriction.lift: her file is worked with again, after she was told (GDPR 18(3)).
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockRestriction } from '../restriction-queries.ts';
import { refuseUnmarking } from '../restriction-rules.ts';
import { isOfficer } from '../rules.ts';
import { liftRestrictionInput } from '../schema.ts';

export const liftRestriction = command({
  name: 'restriction.lift',
  summary: 'Ends the restriction of a file, once she was told that it ends.',
  input: liftRestrictionInput,
  load: async (tx, { restrictionId }) =>
    (await lockRestriction(tx, restrictionId)) ?? problem('not-found'),
  may: isOfficer,
  decide: (restriction, { words }) =>
    refuseUnmarking(restriction) ?? {
      change: { id: restriction.id, words },
      events: [
        {
          kind: 'restriction.lifted',
          unitId: restriction.unitId,
          data: { restrictionId: restriction.id },
        },
      ],
      result: { restrictionId: restriction.id },
    },
  apply: (tx, { id, words }, now) =>
    tx.write(
      sql`select rights.lift_restriction(${id}::uuid, ${words}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});

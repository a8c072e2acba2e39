// restriction.tell: she was told that the restriction of her file will be lifted; it is not lifted yet (GDPR 18(3)).
import { sql } from 'kysely';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { lockRestriction } from '../restriction-queries.ts';
import { refuseTelling } from '../restriction-rules.ts';
import { isOfficer } from '../rules.ts';
import { tellRestrictionInput } from '../schema.ts';

export const tellRestriction = command({
  name: 'restriction.tell',
  summary: 'Says when and how she was told that the restriction of her file will be lifted.',
  input: tellRestrictionInput,
  load: async (tx, { restrictionId }) =>
    (await lockRestriction(tx, restrictionId)) ?? problem('not-found'),
  may: isOfficer,
  decide: (restriction, { toldOn, toldBy }, _actor, now) =>
    refuseTelling(restriction, toldOn, dayOf(now, NETWORK_ZONE)) ?? {
      change: { id: restriction.id, toldOn, toldBy },
      events: [
        {
          kind: 'restriction.told',
          unitId: restriction.unitId,
          data: { restrictionId: restriction.id, toldOn: toldOn.toString(), toldBy },
        },
      ],
      result: { restrictionId: restriction.id },
    },
  apply: (tx, { id, toldOn, toldBy }, now) =>
    tx.write(
      sql`select rights.tell_restriction(${id}::uuid, ${toldOn.toString()}::date, ${toldBy},
            ${now.toString()}::timestamptz)`,
      'any',
    ),
});

// hold.lift: a file need not be kept any more; what she asked is looked at anew.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockHold } from '../queries.ts';
import { isOfficer } from '../rules.ts';
import { liftHoldInput } from '../schema.ts';

export const liftHold = command({
  name: 'hold.lift',
  summary: 'Ends a hold: from now on the file may be erased again, once that is reviewed anew.',
  input: liftHoldInput,
  load: async (tx, { holdId }) => (await lockHold(tx, holdId)) ?? problem('not-found'),
  may: isOfficer,
  decide: (hold) =>
    hold.lifted
      ? problem('conflict', 'hold-lifted')
      : {
          change: { id: hold.id },
          events: [{ kind: 'hold.lifted', unitId: hold.unitId, data: { holdId: hold.id } }],
          result: { holdId: hold.id },
        },
  apply: (tx, { id }, now) =>
    tx.write(sql`select rights.lift_hold(${id}::uuid, ${now.toString()}::timestamptz)`, 'any'),
});

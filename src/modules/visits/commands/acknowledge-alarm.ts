// alarm.acknowledge: somebody is on the way to the desk.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { lockAlarm } from '../alarm-queries.ts';
import { deskEvent } from '../desk-steps.ts';
import { refuseAcknowledge, watches } from '../rules/alarm-rules.ts';
import { alarmInput } from '../schema.ts';

export const acknowledgeAlarm = command({
  name: 'alarm.acknowledge',
  summary: 'Says that somebody is on the way to a desk that raised an alarm.',
  input: alarmInput,
  load: async (tx, { alarmId }) => (await lockAlarm(tx, alarmId)) ?? problem('not-found'),
  may: (actor, alarm) => watches(actor, alarm.centreId),
  decide: (alarm, _input, actor, now) =>
    refuseAcknowledge(alarm) ?? {
      change: { id: alarm.id, by: actor.accountId, at: now },
      events: [deskEvent('alarm.acknowledged', alarm)],
      result: { alarmId: alarm.id },
    },
  apply: (tx, { id, by, at }) =>
    tx.write(
      build
        .updateTable('visits.alarm')
        .set({ acknowledged_at: at, acknowledged_by: by })
        .where('id', '=', id),
    ),
});

// alarm.close: it is over at the desk.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { lockAlarm } from '../alarm-queries.ts';
import { deskEvent } from '../desk-steps.ts';
import { refuseClose, watches } from '../rules/alarm-rules.ts';
import { alarmInput } from '../schema.ts';

export const closeAlarm = command({
  name: 'alarm.close',
  summary: 'Closes an alarm that somebody saw to.',
  input: alarmInput,
  load: async (tx, { alarmId }) => (await lockAlarm(tx, alarmId)) ?? problem('not-found'),
  may: (actor, alarm) => watches(actor, alarm.centreId),
  decide: (alarm, _input, actor, now) =>
    refuseClose(alarm) ?? {
      change: { id: alarm.id, by: actor.accountId, at: now },
      events: [deskEvent('alarm.closed', alarm)],
      result: { alarmId: alarm.id },
    },
  apply: (tx, { id, by, at }) =>
    tx.write(
      build.updateTable('visits.alarm').set({ closed_at: at, closed_by: by }).where('id', '=', id),
    ),
});

// attendance.record: one more act in the same sitting.
import { lockStop } from '../load-facts.ts';
import { actAt, actEvent, refuseAct, refuseUnless } from '../rules.ts';
import { actAtStopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const recordAttendanceCommand = stopCommand({
  name: 'attendance.record',
  summary: 'Records an act for the person who is being served, and goes on serving.',
  input: actAtStopInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  decide({ stop }, input, actor, now) {
    const act = actAt(stop, input, actor.accountId, now);
    return (
      refuseUnless(stop, 'serving') ??
      refuseAct(input, false, stop.day) ?? {
        change: { act },
        events: [actEvent(act)],
        result: { attendanceId: act.id, stopId: stop.id },
      }
    );
  },
});

// attendance.record: one more act in the same sitting.
import { isProblem } from '#base/problem.ts';
import { isOffered, lockStop } from '../load-facts.ts';
import { actAt, actEvent, refuseAct, refuseService, refuseUnless } from '../rules.ts';
import { actAtStopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const recordAttendanceCommand = stopCommand({
  name: 'attendance.record',
  summary: 'Records an act for the person who is being served, and goes on serving.',
  input: actAtStopInput,
  async load(tx, input, actor) {
    const [facts, offered] = await Promise.all([
      lockStop(tx, input.stopId, actor),
      isOffered(tx, input.stopId, input.serviceId),
    ]);
    return isProblem(facts) ? facts : { ...facts, offered };
  },
  decide(facts, input, actor, now) {
    const { stop } = facts;
    const act = actAt(stop, input, actor.accountId, now);
    return (
      refuseUnless(stop, 'serving') ??
      refuseAct(input, false, stop.day) ??
      refuseService(facts) ?? {
        change: { act },
        events: [actEvent(act)],
        result: { attendanceId: act.id, stopId: stop.id },
      }
    );
  },
});

// attendance.record: one more act in the same sitting.
import { type Problem, problem } from '#base/problem.ts';
import { reachesPeople } from '../../access/decide.ts';
import type { StopFacts } from '../facts.ts';
import { findLastAct, isOffered, lockStopRow } from '../load-facts.ts';
import { actAt, actEvent, refuseAct, refuseService, refuseUnless } from '../rules.ts';
import { actAtStopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

type ActFacts = Pick<StopFacts, 'stop' | 'offered' | 'lastActAt'>;

export const recordAttendanceCommand = stopCommand({
  name: 'attendance.record',
  summary: 'Records an act for the person who is being served, and goes on serving.',
  input: actAtStopInput,
  // The act doesn't touch the visit's time, so its period is not asked for.
  ahead: (tx, input) =>
    Promise.all([
      lockStopRow(tx, input.stopId),
      isOffered(tx, input.stopId, input.serviceId),
      findLastAct(tx, input.stopId, input.minutes),
    ]),
  load: async (
    _tx,
    _input,
    actor,
    _now,
    [stop, offered, lastActAt],
  ): Promise<ActFacts | Problem> =>
    stop && reachesPeople(actor) ? { stop, offered, lastActAt } : problem('not-found'),
  decide(facts, input, actor, now) {
    const { stop } = facts;
    const act = actAt(facts, input, actor.accountId, now);
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

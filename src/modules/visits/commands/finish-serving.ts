// stop.finish: the act is recorded, the need settled, and she waits in her other
// queues, or the visit ends.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem } from '#base/problem.ts';
import type { VisitFacts } from '../facts.ts';
import { findLastAct, isOffered, lockVisitOfStop } from '../load-facts.ts';
import {
  actAt,
  actEvent,
  afterStop,
  elsewhere,
  refuseAct,
  refuseService,
  refuseUnless,
  stopEvent,
  visitClosed,
} from '../rules.ts';
import { finishInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const finishServing = stopCommand({
  name: 'stop.finish',
  summary: 'Records the act and ends serving; she waits in her other queues, or the visit closes.',
  input: finishInput,
  async load(tx, input, actor): Promise<VisitFacts | Problem> {
    const [facts, offered, lastActAt] = await Promise.all([
      lockVisitOfStop(tx, input.stopId, actor),
      isOffered(tx, input.stopId, input.serviceId),
      findLastAct(tx, input.stopId, input.minutes),
    ]);
    return isProblem(facts) ? facts : { ...facts, offered, lastActAt };
  },
  decide(facts, input, actor, now) {
    const { stop } = facts;
    const refused =
      refuseUnless(stop, 'serving') ?? refuseAct(input, false, stop.day) ?? refuseService(facts);
    if (refused) return refused;
    const act = actAt(facts, input, actor.accountId, now);
    const after = afterStop(facts, stop, now);
    const need = stop.needId ? { id: stop.needId, state: input.outcome } : undefined;
    const endedAt = after.period.at;
    return {
      change: {
        stops: [{ id: stop.id, state: 'done', endedAt, outcome: input.outcome }, ...after.stops],
        period: after.period,
        ...(after.closed && { closeVisit: { id: stop.visitId, at: endedAt } }),
        act,
        ...(need && { need }),
        ...(input.note !== undefined && { note: { id: newId(), stop, body: input.note } }),
        served: { stopId: stop.id },
      },
      events: [
        actEvent(act),
        stopEvent('stop.finished', stop, {
          outcome: input.outcome,
          deskId: stop.deskId,
          ...elsewhere(facts.elsewhere),
        }),
        ...after.stops.map(({ id }) =>
          stopEvent('stop.queued', facts.stops.find((other) => other.id === id) ?? stop),
        ),
        ...(after.closed ? [visitClosed(facts, 'done', need)] : []),
      ],
      result: { stopId: stop.id, visitId: stop.visitId, closed: after.closed },
    };
  },
});

// stop.forward: on to a second institution with the same ticket. The first desk's time ends and
// its act is counted; the second queue's time begins in the same instant, beside her other queues.
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import type { Stop, VisitFacts } from '../facts.ts';
import { findLastAct, isOffered, lockVisitOfStop } from '../load-facts.ts';
import {
  actAt,
  actEvent,
  elsewhere,
  nextPeriod,
  refuseAct,
  refuseHandover,
  refuseService,
  refuseUnless,
  stopEvent,
} from '../rules.ts';
import { forwardInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

interface ForwardFacts extends VisitFacts {
  readonly to:
    | {
        readonly officeId: string;
        readonly unitId: string;
        readonly serviceId: string;
        readonly subjectId: string;
        /** Its unit has a direct enforcement link. */
        readonly fenced: boolean;
      }
    | undefined;
}

export const forwardStop = stopCommand({
  name: 'stop.forward',
  summary:
    'Records the act and sends the person on to another office of the house with the same ticket.',
  input: forwardInput,
  async load(tx, input, actor): Promise<ForwardFacts | Problem> {
    const target = tx.first(
      build
        .selectFrom('directory.office_service as os')
        .innerJoin('directory.office as o', 'o.id', 'os.office_id')
        .innerJoin('directory.service as s', 's.id', 'os.service_id')
        .innerJoin('access.unit as u', 'u.id', 'o.unit_id')
        .select([
          'o.id as officeId',
          'o.unit_id as unitId',
          'o.centre_id as centreId',
          's.id as serviceId',
          's.subject_id as subjectId',
          sql<boolean>`u.enforcement_link = 'direct'`.as('fenced'),
        ])
        .where('os.office_id', '=', input.toOfficeId)
        .where('os.service_id', '=', input.toServiceId)
        .where('o.closed_on', 'is', null),
    );
    const [facts, to, offered, lastActAt] = await Promise.all([
      lockVisitOfStop(tx, input.stopId, actor),
      target,
      isOffered(tx, input.stopId, input.serviceId),
      findLastAct(tx, input.stopId, input.minutes),
    ]);
    if (isProblem(facts)) return facts;
    const here = to?.centreId === facts.stop.centreId ? to : undefined;
    return { ...facts, offered, lastActAt, to: here };
  },
  decide(facts, input, actor, now) {
    const { stop, to } = facts;
    const refused =
      refuseUnless(stop, 'serving') ?? refuseAct(input, true, stop.day) ?? refuseService(facts);
    if (refused) return refused;
    if (!to) return problem('invalid', 'invalid', { fields: { toServiceId: 'service-not-here' } });
    if (to.officeId === stop.officeId)
      return problem('invalid', 'invalid', { fields: { toOfficeId: 'same-office' } });
    const untold = refuseHandover(input.handover, facts.fenced, to.fenced);
    if (untold) return untold;
    const act = actAt(facts, input, actor.accountId, now, to.officeId);
    const period = nextPeriod(facts, 'waiting', stop, null, now);
    const next: Stop & { fromStopId: string } = {
      ...stop,
      id: newId(),
      officeId: to.officeId,
      unitId: to.unitId,
      serviceId: to.serviceId,
      subjectId: to.subjectId,
      afterNeeds: [],
      state: 'waiting',
      priority: stop.priority,
      misses: 0,
      queuedAt: period.at,
      servedAt: null,
      deskId: null,
      accountId: null,
      fromStopId: stop.id,
    };
    return {
      change: {
        stops: [{ id: stop.id, state: 'done', endedAt: period.at, outcome: 'forwarded' }],
        newStop: next,
        period,
        act,
        ...(input.note !== undefined && { note: { id: newId(), stop, body: input.note } }),
        ...(input.handover !== undefined && {
          handover: { id: newId(), from: stop, to: next, body: input.handover },
        }),
        served: { stopId: stop.id },
      },
      events: [
        actEvent(act),
        stopEvent('stop.forwarded', stop, {
          toOfficeId: to.officeId,
          toStopId: next.id,
          deskId: stop.deskId,
          ...elsewhere(facts.elsewhere),
        }),
        stopEvent('stop.queued', next),
      ],
      result: { stopId: stop.id, toStopId: next.id, visitId: stop.visitId },
    };
  },
  refusals: QUEUE_REFUSALS,
});

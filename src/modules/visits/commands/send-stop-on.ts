// stop.send-on: from a desk to another house. The act is counted and her stop ends here; the other
// house's reception expects her, with her file and a note. Her other places in this house are kept.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command, type Decision } from '#platform/run-command/command.ts';
import { isFenced } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import { maySendOn } from '../at-desk.ts';
import type { VisitChange, VisitFacts } from '../facts.ts';
import { findLastAct, isOffered, lockVisitOfStop } from '../load-facts.ts';
import { findHost } from '../load-reception.ts';
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
import { type Host, refuseHouse } from '../rules/on-rules.ts';
import { sendStopOnInput } from '../schema.ts';

interface SendFacts extends VisitFacts {
  readonly host: Host | undefined;
}

interface SendChange {
  readonly visit: VisitChange;
  readonly expected: {
    readonly id: string;
    readonly stopId: string;
    readonly toCentreId: string;
    readonly note: string | null;
  };
}

export const sendStopOn = command({
  name: 'stop.send-on',
  summary: 'Records the act and sends the person on to another house, which expects her.',
  input: sendStopOnInput,
  async load(tx, input, actor, now): Promise<SendFacts | Problem> {
    if (isFenced(actor)) return problem('not-found');
    const [facts, host, offered, lastActAt] = await Promise.all([
      lockVisitOfStop(tx, input.stopId, actor),
      findHost(tx, input.toCentreId, now),
      isOffered(tx, input.stopId, input.serviceId),
      findLastAct(tx, input.stopId, input.minutes),
    ]);
    return isProblem(facts) ? facts : { ...facts, offered, lastActAt, host };
  },
  may: (actor, facts: SendFacts) => maySendOn(actor, facts),
  // VIS-171: whoever is sent on to another house has her stop ended here in one way, forwarded; she
  // keeps her other places here, and where there are none her visit ends.
  decide(facts, input, actor, now): Decision<SendChange> | Problem {
    const { stop, host } = facts;
    const refused =
      refuseUnless(stop, 'serving') ??
      refuseAct(input, true, stop.day) ??
      refuseService(facts) ??
      refuseHouse(stop, input.toCentreId, host);
    if (refused) return refused;
    const act = actAt(facts, input, actor.accountId, now, host?.officeId);
    const after = afterStop(facts, stop, now);
    const endedAt = after.period.at;
    return {
      change: {
        expected: {
          id: newId(),
          stopId: stop.id,
          toCentreId: input.toCentreId,
          note: input.handover ?? null,
        },
        visit: {
          stops: [{ id: stop.id, state: 'done', endedAt, outcome: 'forwarded' }, ...after.stops],
          period: after.period,
          ...(after.closed && { closeVisit: { id: stop.visitId, at: endedAt } }),
          act,
          ...(input.note !== undefined && { note: { id: newId(), stop, body: input.note } }),
          served: { stopId: stop.id },
        },
      },
      events: [
        actEvent(act),
        stopEvent('stop.forwarded', stop, {
          toCentreId: input.toCentreId,
          deskId: stop.deskId,
          ...elsewhere(facts.elsewhere),
        }),
        {
          kind: 'person.expected',
          centreId: input.toCentreId,
          unitId: host?.unitId,
          personId: stop.personId,
          data: { fromCentreId: stop.centreId },
        },
        ...after.stops.map(({ id }) =>
          stopEvent('stop.queued', facts.stops.find((other) => other.id === id) ?? stop),
        ),
        ...(after.closed ? [visitClosed(facts, 'sent-on')] : []),
      ],
      result: { stopId: stop.id, visitId: stop.visitId, closed: after.closed },
    };
  },
  apply(tx, { visit, expected }, now, actor) {
    const { id, stopId, toCentreId, note } = expected;
    // First: it is whoever serves her that may send her on.
    tx.write(
      sql`select visits.send_on_from_desk(${id}::uuid, ${stopId}::uuid, ${toCentreId}::text, ${note}::text)`,
    );
    applyVisitChange(tx, visit, now, actor);
  },
  refusals: {
    expected_possible: problem('invalid', 'centre-not-possible', {
      fields: { toCentreId: 'centre-not-possible' },
    }),
  },
});

// visit.leave: she goes before all is done. What is left is withdrawn and her time ends.
import { type Problem, problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { build } from '#platform/db/transaction.ts';
import { command, type Decision } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import type { OpenPeriod, Stop, Visit, VisitChange, VisitFacts } from '../facts.ts';
import { lockVisitRows } from '../load-facts.ts';
import { mayFollow, momentAfter, visitClosed } from '../rules.ts';
import { leaveInput } from '../schema.ts';

interface LeaveFacts {
  readonly visit: Visit;
  readonly stops: readonly Stop[];
  readonly needs: VisitFacts['needs'];
  readonly period: OpenPeriod | undefined;
}

export const leaveVisit = command({
  name: 'visit.leave',
  summary: 'Closes the visit of a person who leaves before all is done.',
  input: leaveInput,
  async load(tx, input, actor): Promise<LeaveFacts | Problem> {
    if (!reachesPeople(actor)) return problem('not-found');
    const rows = lockVisitRows(tx, input.visitId);
    const period = tx.first(
      build
        .selectFrom('visits.period')
        .select(['kind', sql<Temporal.Instant>`lower(during)`.as('since')])
        .where('visit_id', '=', input.visitId)
        .where(sql<boolean>`upper_inf(during)`),
    );
    const [found, open] = await Promise.all([rows, period]);
    if (!found.visit) return problem('not-found');
    return { ...found, visit: found.visit, period: open as OpenPeriod | undefined };
  },
  may: (actor, { visit }) =>
    mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
  decide(facts, _input, _actor, now): Decision<VisitChange> | Problem {
    const { visit, stops, period } = facts;
    if (visit.state === 'closed' || !period) return problem('conflict', 'visit-closed');
    if (stops.some((stop) => stop.state === 'serving')) return problem('conflict', 'being-served');
    const at = momentAfter(period, now);
    const left = stops.filter((stop) => mayFollow(stop.state, 'withdrawn'));
    return {
      change: {
        stops: left.map((stop) => ({ id: stop.id, state: 'withdrawn' as const, endedAt: at })),
        period: { visitId: visit.id, at, next: null },
        closeVisit: { id: visit.id, at },
      },
      events: [visitClosed(facts, 'left', undefined, queuesOf(left))],
      result: { visitId: visit.id },
    };
  },
  apply: applyVisitChange,
});

function queuesOf(stops: readonly Stop[]): string[] {
  return [
    ...new Set(stops.filter(({ state }) => state !== 'ahead').map(({ officeId }) => officeId)),
  ];
}

// How a visit ends before all is done: said at the door, or by her own phone. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { OpenPeriod, Stop, Visit, VisitChange, VisitFacts } from './facts.ts';
import { mayFollow, momentAfter, visitClosed } from './rules.ts';

/** What must be known of a visit that ends early. */
export interface LeaveFacts {
  readonly visit: Visit;
  readonly stops: readonly Pick<Stop, 'id' | 'officeId' | 'state'>[];
  readonly needs: VisitFacts['needs'];
  readonly period: OpenPeriod | undefined;
}

/** What is left is withdrawn and her time ends; her needs stay open. Not while she is being served. */
export function leaveNow(
  facts: LeaveFacts,
  now: Temporal.Instant,
): Decision<VisitChange> | Problem {
  const { visit, stops, period } = facts;
  if (visit.state === 'closed' || !period) return problem('conflict', 'visit-closed');
  if (stops.some((stop) => stop.state === 'serving')) return problem('conflict', 'being-served');
  const at = momentAfter(period, now);
  const left = stops.filter((stop) => mayFollow(stop.state, 'withdrawn'));
  const queues = left.filter(({ state }) => state !== 'ahead').map(({ officeId }) => officeId);
  return {
    change: {
      stops: left.map((stop) => ({ id: stop.id, state: 'withdrawn' as const, endedAt: at })),
      period: { visitId: visit.id, at, next: null },
      closeVisit: { id: visit.id, at },
    },
    events: [visitClosed(facts, 'left', undefined, [...new Set(queues)])],
    result: { visitId: visit.id },
  };
}

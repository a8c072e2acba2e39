// What reception changes of a trip that somebody is on: one need more, with the route planned again, or
// one stop less. The ticket stays the same. Pure.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { FoundNeed } from '../../casefiles/steps.ts';
import { type Precedence, whatComesFirst } from '../../planning/rules/precedence.ts';
import type { OpenPeriod, Stop, StopUpdate, VisitChange, VisitFacts } from '../facts.ts';
import { type Answer, quietOrder, whyNoTicket } from '../reception-rules.ts';
import {
  type AfterStop,
  afterStop,
  elsewhere,
  mayFollow,
  momentAfter,
  nextPeriod,
  stopEvent,
  visitClosed,
} from '../rules.ts';
import type { WithdrawReason } from '../schema.ts';
import { refuseKnownNeed } from './need-rules.ts';

/** The trip that somebody is on; `period` is undefined when it is over. */
export interface TripFacts extends Pick<VisitFacts, 'visit' | 'stops' | 'needs'> {
  readonly period: (OpenPeriod & { readonly stopId: string | null }) | undefined;
}

export interface AnotherNeedFacts extends TripFacts {
  /** Who in the house answers the subject best. */
  readonly answer: Answer | undefined;
  readonly precedence: readonly Precedence[];
  /** Signs of protection were noted at this trip (VIS-42). */
  readonly quiet: boolean;
  /** Units with a direct enforcement link. */
  readonly directUnits: ReadonlySet<string>;
  /** Stops that were booked for a time: they are held back by nothing. */
  readonly booked: ReadonlySet<string>;
}

export interface AnotherNeed {
  readonly need: FoundNeed;
  readonly stop: Stop;
  readonly visit: VisitChange;
}

const isOpen = ({ state }: Pick<Stop, 'state'>) => state !== 'done' && state !== 'withdrawn';

/**
 * VIS-220: while a trip goes on, reception adds a need to it: the same ticket, one office more. What is
 * on the route already, is answered by nobody here, or gets no ticket today is said, as at the door
 * (VIS-14, VIS-43). VIS-221: the route is planned again: the new stop waits at once unless something
 * open must be seen to before it, and who waits for something that the new need comes before waits ahead
 * of that queue until it is done, and then at her old place. What was booked for a time, is called or is
 * being served stays as it is.
 */
export function planAnotherNeed(
  facts: AnotherNeedFacts,
  subjectId: string,
  now: Temporal.Instant,
): Decision<AnotherNeed> | Problem {
  const { visit, stops, period } = facts;
  if (visit.state === 'closed' || !period) return problem('conflict', 'visit-closed');
  const answer = refuseKnownNeed(stops, subjectId, facts.answer);
  if (isProblem(answer)) return answer;
  const without = whyNoTicket(answer);
  if (without) return problem('conflict', without, { fields: { subjectId: without } });
  const need: FoundNeed = {
    id: newId(),
    personId: visit.personId,
    unitId: visit.hostUnitId,
    visitId: visit.id,
    subjectId,
  };
  const order = orderWith(facts, need.id, answer);
  const afterNeeds = order.get(need.id) ?? [];
  const waits = afterNeeds.length === 0;
  const at = momentAfter(period, now);
  const added: Stop = {
    id: newId(),
    visitId: visit.id,
    personId: visit.personId,
    centreId: visit.centreId,
    officeId: answer.officeId,
    unitId: answer.unitId,
    hostUnitId: visit.hostUnitId,
    needId: need.id,
    subjectId,
    serviceId: answer.serviceId,
    number: visit.number,
    language: visit.language,
    priority: visit.priority,
    rank: Math.max(0, ...stops.map(({ rank }) => rank)) + 1,
    afterNeeds,
    state: waits ? 'waiting' : 'ahead',
    misses: 0,
    day: visit.day,
    queuedAt: waits ? at : null,
    servedAt: null,
    deskId: null,
    accountId: null,
  };
  const heldBack = stops.filter(
    (stop) =>
      (stop.state === 'waiting' || stop.state === 'ahead') &&
      !facts.booked.has(stop.id) &&
      order.get(stop.needId ?? '')?.includes(need.id),
  );
  const left = heldBack.filter(({ state }) => state === 'waiting').map(({ officeId }) => officeId);
  return {
    change: {
      need,
      stop: added,
      visit: {
        stops: heldBack.map(({ id, needId }) => ({
          id,
          state: 'ahead' as const,
          afterNeeds: order.get(needId ?? '') ?? [],
        })),
      },
    },
    events: [
      stopEvent('need.found', added, {
        needId: need.id,
        subjectId,
        at: 'reception',
        ...elsewhere([...new Set(left)]),
      }),
      ...(waits ? [stopEvent('stop.queued', added)] : []),
    ],
    result: { visitId: visit.id, needId: need.id, stopId: added.id, officeId: answer.officeId },
  };
}

/** For each open need of the route, with the new one, those that are seen to before it. */
function orderWith(
  { stops, precedence, quiet, directUnits }: AnotherNeedFacts,
  needId: string,
  answer: Answer,
): ReadonlyMap<string, readonly string[]> {
  const open = stops.filter((stop) => isOpen(stop) && stop.needId !== null);
  const needs = open.map((stop) => ({ needId: stop.needId ?? '', serviceId: stop.serviceId }));
  const known = new Set(needs.map((need) => need.needId));
  const answers = open.map((stop) => ({ ...stop, direct: directUnits.has(stop.unitId) }));
  return whatComesFirst(
    [...needs, { needId, serviceId: answer.serviceId }],
    [...precedence, ...quietOrder([...answers, answer], quiet ? ['quiet'] : [])],
    new Map(
      open.map((stop) => [stop.needId ?? '', stop.afterNeeds.filter((first) => known.has(first))]),
    ),
  );
}

/**
 * VIS-222: a stop is taken out of a trip at reception, with why, and never while she is being served at
 * it. Left for another day, its need stays open; not wanted or noted by mistake, it is dropped, unless an
 * act saw to it. What waited for it waits no longer. VIS-223: she stands at reception: what she was
 * called to or sent back from ends with its stop, and she waits again for what is left; who is being
 * called or served elsewhere, or is away because of another stop, stays so. With its last stop the visit
 * closes.
 */
export function withdrawStop(
  facts: TripFacts,
  stopId: string,
  why: WithdrawReason,
  now: Temporal.Instant,
): Decision<VisitChange> | Problem {
  const { visit, stops, needs, period } = facts;
  if (visit.state === 'closed' || !period) return problem('conflict', 'visit-closed');
  const stop = stops.find(({ id }) => id === stopId);
  if (!stop) return problem('not-found');
  if (stop.state === 'serving') return problem('conflict', 'being-served');
  if (!mayFollow(stop.state, 'withdrawn')) return problem('conflict', 'already-moved-on');
  const at = momentAfter(period, now);
  const others = stops.filter(({ id }) => id !== stop.id);
  const { stops: moved, period: turned, closed } = goesOn({ ...facts, period }, stop, others, now);
  const dropped =
    why !== 'another-day' &&
    stop.needId !== null &&
    !others.some(({ needId, state }) => needId === stop.needId && state === 'done');
  const need = dropped ? { id: stop.needId ?? '', state: 'dropped' as const } : undefined;
  const queues = others.filter(({ state }) => state === 'waiting').map(({ officeId }) => officeId);
  return {
    change: {
      stops: [{ id: stop.id, state: 'withdrawn', endedAt: at }, ...moved],
      ...(turned && { period: turned }),
      ...(need && { need }),
      ...(closed && { closeVisit: { id: visit.id, at } }),
    },
    events: [
      stopEvent('stop.withdrawn', stop, { why, ...elsewhere([...new Set(queues)]) }),
      ...moved.map(({ id }) =>
        stopEvent('stop.queued', others.find((other) => other.id === id) ?? stop),
      ),
      ...(closed
        ? [visitClosed({ visit, needs }, others.some(wasSeenTo) ? 'done' : 'left', need)]
        : []),
    ],
    result: { visitId: visit.id, stopId: stop.id, closed },
  };
}

const wasSeenTo = ({ state }: Pick<Stop, 'state'>) => state === 'done';

/** What of the others moves, and what her time goes to, when one stop of them is taken out. */
function goesOn(
  facts: Pick<VisitFacts, 'stops'> & { readonly period: NonNullable<TripFacts['period']> },
  stop: Stop,
  others: readonly Stop[],
  now: Temporal.Instant,
): { stops: readonly StopUpdate[]; period: AfterStop['period'] | undefined; closed: boolean } {
  const { period } = facts;
  const after = afterStop(facts, stop, now);
  // Her time is another stop's: it goes on as it is.
  if (period.stopId !== null && period.stopId !== stop.id)
    return { stops: after.stops, period: undefined, closed: false };
  if (after.closed) return { stops: [], period: after.period, closed: true };
  const waiting = after.stops.length > 0 || others.some(({ state }) => state === 'waiting');
  // Nothing but what she was away for is left, and she is here: it waits again.
  const back = waiting ? undefined : others.find(({ state }) => state === 'parked');
  const moved: readonly StopUpdate[] = back
    ? [{ id: back.id, state: 'waiting', queuedAt: back.queuedAt ?? now, deskId: null }]
    : after.stops;
  return {
    stops: moved,
    period: period.kind === 'waiting' ? undefined : nextPeriod(facts, 'waiting', stop, null, now),
    closed: false,
  };
}

// What a ticket says on her own phone, and what she may ask for there. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { orderQueue } from '../planning/rules/order.ts';
import type { QueuedHere, TicketFacts } from './own-ticket.ts';

/** For how long she is not called when she asks for time. */
export const DELAY_MINUTES = 10;
/** So often in one visit. */
export const DELAYS = 2;

/** She needs time: what is written of it. */
export interface Delay {
  readonly until: Temporal.Instant;
}

/**
 * VIS-150: whoever waits may say that she needs ten more minutes: nobody calls her until then, and her
 * places are kept. Twice in a visit; not while a desk waits for her or serves her, nor while she is
 * away already.
 */
export function delayCalls(facts: TicketFacts, now: Temporal.Instant): Decision<Delay> | Problem {
  const { visit, period, delays, awayUntil } = facts;
  if (visit.state === 'closed' || !period) return problem('conflict', 'visit-closed');
  if (period.kind !== 'waiting') return problem('conflict', 'not-waiting');
  if (isAway(awayUntil, now)) return problem('conflict', 'away-already');
  if (delays >= DELAYS) return problem('conflict', 'delays-used-up');
  const queues = facts.stops.filter(({ state }) => state === 'waiting');
  const [first, ...others] = [...new Set(queues.map(({ officeId }) => officeId))];
  const event: NewEvent = {
    kind: 'ticket.delayed',
    centreId: visit.centreId,
    ...(first && { officeId: first }),
    unitId: visit.hostUnitId,
    visitId: visit.id,
    personId: visit.personId,
    data: { delays: delays + 1, ...(others.length > 0 && { elsewhere: others }) },
  };
  const until = now.add({ minutes: DELAY_MINUTES });
  return { change: { until }, events: [event], result: { visitId: visit.id } };
}

/** VIS-151: whoever asked for time is called by nobody until it is over. */
export function isAway(awayUntil: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return awayUntil !== null && Temporal.Instant.compare(now, awayUntil) < 0;
}

/** Minutes, from and to. */
export interface WaitRange {
  readonly from: number;
  readonly to: number;
}

/** One queue in which she stands. */
export interface OwnQueue {
  readonly officeId: string;
  /** People who would be called before her if nobody else came. */
  readonly ahead: number;
  /** Undefined while nobody sits at a desk there: no honest number exists. */
  readonly wait: WaitRange | undefined;
  /** How long she will be served there, usually. */
  readonly serviceMinutes: number;
}

/**
 * VIS-152: her wait is told as a range, both ends rounded up to five minutes: from the work of those
 * who are free to be called before her, to that of all who stand before her and a third more. While no
 * desk is open there is none. The one who is being served counts half.
 */
export function queuesOf(
  places: readonly QueuedHere[],
  minutesOf: (serviceId: string) => number,
  nowMinutes: number,
): readonly OwnQueue[] {
  const offices = [...new Set(places.filter(({ mine }) => mine).map((place) => place.officeId))];
  return offices.map((officeId) => {
    const here = places.filter((place) => place.officeId === officeId);
    const order = orderQueue(
      here
        .filter(({ state }) => state === 'waiting')
        .map((place) => ({ ...place, stopId: `${place.number}` })),
      { languages: [], now: nowMinutes },
    );
    const before = order.slice(
      0,
      order.findIndex(({ mine }) => mine),
    );
    const sum = (some: readonly QueuedHere[]) =>
      some.reduce((minutes, { serviceId }) => minutes + minutesOf(serviceId), 0);
    const served = sum(here.filter(({ state, mine }) => state !== 'waiting' && !mine)) / 2;
    const desks = here[0]?.desks ?? 0;
    const least = (served + sum(before.filter(({ doing }) => doing === 'waiting'))) / (desks || 1);
    const most = ((served + sum(before)) / (desks || 1)) * 1.33;
    const own = here.find(({ mine }) => mine);
    return {
      officeId,
      ahead: before.length,
      wait: desks > 0 ? rounded(least, most) : undefined,
      serviceMinutes: own ? minutesOf(own.serviceId) : 0,
    };
  });
}

function rounded(least: number, most: number): WaitRange {
  const from = Math.ceil(least / 5) * 5;
  return { from, to: Math.max(from + 5, Math.ceil(most / 5) * 5) };
}

/**
 * VIS-153: she will be free when her last queue has served her: no sooner than the longest of her
 * waits with its service, no later than the longest wait and all services one after the other, and a
 * third more. Undefined while one of her queues has no open desk, or none is left.
 */
export function freeIn(queues: readonly OwnQueue[], laterMinutes = 0): WaitRange | undefined {
  const waits = queues.flatMap(({ wait, serviceMinutes }) =>
    wait ? [{ ...wait, serviceMinutes }] : [],
  );
  if (waits.length === 0 || waits.length < queues.length) return undefined;
  const service = waits.reduce((sum, one) => sum + one.serviceMinutes, laterMinutes);
  const least = Math.max(
    Math.min(...waits.map(({ from }) => from)) + service,
    ...waits.map((one) => one.from + one.serviceMinutes + laterMinutes),
  );
  const most = Math.max(...waits.map(({ to }) => to)) + service * 1.33;
  return rounded(least, most);
}

/**
 * VIS-154: whether her turn comes before the doors close: surely, perhaps, or no more today. Nobody is
 * left in doubt: *perhaps* and *no* send her to the welcome for a booking or a call-back.
 */
export function reachedBefore(
  closes: Temporal.Instant,
  queues: readonly OwnQueue[],
  now: Temporal.Instant,
): 'yes' | 'perhaps' | 'no' {
  const left = now.until(closes).total('minutes');
  if (queues.some(({ wait }) => wait && wait.from > left) || left <= 0) return 'no';
  return queues.every(({ wait }) => wait && wait.to <= left) ? 'yes' : 'perhaps';
}

// What a ticket says on her own phone, and what she may ask for there. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { OwnQueue } from './outlook-rules.ts';
import type { TicketFacts } from './own-ticket.ts';

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

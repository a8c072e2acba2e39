// Who is called next. Pure, in minutes since any common beginning: a desk, its screen, the simulator
// and a property test order the same queue in the same way.
//
// A person stands in all her queues at once, and her places must not be paid for by the person with
// a single need. So the order weighs how long she waits since she was last given something nearly as
// much as how long she is in the house, and lets those go first who have fewer stops left. Why these
// numbers: docs/decisions/0028 and 0044.

/** Somebody who waits at an office. */
export interface Candidate {
  readonly stopId: string;
  readonly number: number;
  readonly language: string;
  /** 0 in her turn; 1 by law, or for a reason that is nobody's business; 2 at once. */
  readonly priority: number;
  /** Since when she waits here; in the future for who missed a call. */
  readonly queued: number;
  /** Since when she is in the house. */
  readonly arrived: number;
  /** When her last stop of today ended; null before the first. */
  readonly served: number | null;
  /** Stops that are left to her after this one. */
  readonly stopsLeft: number;
  /** For which minute she is booked here; nothing for whoever came without a time. */
  readonly booked?: number | null;
  /** When she must leave, if she said so. */
  readonly leaveBy?: number | null;
}

/** What weighs how much. Minutes, or shares of a minute of waiting. */
export interface OrderPolicy {
  /** Share of the waiting since she was last given something. */
  readonly sinceLast: number;
  /** Share of the waiting since she came. */
  readonly sinceFirst: number;
  /** Minutes that the first stop left to her after this one takes off. */
  readonly eachStopLeft: number;
  /** How further stops count: so many left count as that number to this power. */
  readonly further: number;
  /** Minutes for who speaks a language of the desk: a head start, never a right. */
  readonly language: number;
  /** Minutes for who must leave, growing over the last hour before it. */
  readonly leaving: number;
  /** So many with priority are called for each one in her turn. */
  readonly priorityCalls: number;
  /** Nobody waits longer than this because of others' priority or booking. */
  readonly mostWait: number;
}

export const ORDER: OrderPolicy = {
  sinceLast: 0.43,
  sinceFirst: 0.57,
  eachStopLeft: 16,
  further: 0.9,
  language: 10,
  leaving: 20,
  priorityCalls: 2,
  mostWait: 90,
};

/** The desk that asks, and what it is to know of its office. */
export interface Asking {
  readonly languages: readonly string[];
  readonly now: number;
  /** How many with priority the office called since the last one in her turn. */
  readonly priorityRun?: number | undefined;
  readonly policy?: OrderPolicy | undefined;
}

/**
 * PLN-1: the higher, the sooner: her waiting, 0.43 of it counted since she was last given something
 * and 0.57 since she came; less sixteen minutes for the first stop that is left to her and a little less
 * for each further one (30 for two, 43 for three); ten more for a language of the desk; up to twenty more
 * as the hour comes near at which she must leave.
 */
export function scoreOf(one: Candidate, { languages, now, policy = ORDER }: Asking): number {
  const hour = one.leaveBy == null ? 0 : Math.min(1, Math.max(0, 1 - (one.leaveBy - now) / 60));
  const left = one.stopsLeft > 1 ? one.stopsLeft ** policy.further : one.stopsLeft;
  return (
    policy.sinceLast * (now - lastGiven(one)) +
    policy.sinceFirst * (now - Math.min(one.arrived, one.queued)) -
    policy.eachStopLeft * left +
    (languages.includes(one.language) ? policy.language : 0) +
    policy.leaving * hour
  );
}

/** Since when she waits for something: her place here, or the end of her last stop. */
function lastGiven(one: Candidate): number {
  return one.served === null ? one.queued : Math.max(one.queued, one.served);
}

/** The queue in the order in which it would be called if nobody else came; at most so many of it. */
export function orderQueue<One extends Candidate>(
  waiting: readonly One[],
  asking: Asking,
  most = waiting.length,
): One[] {
  const left = [...waiting];
  const scores = left.map((one) => scoreOf(one, asking));
  const order: One[] = [];
  let priorityRun = asking.priorityRun ?? 0;
  while (order.length < most) {
    const at = firstOf(left, isAnyone, (place) => scores[place] as number, {
      ...asking,
      priorityRun,
    });
    const next = left[at];
    if (!next) break;
    priorityRun = runAfter(next, priorityRun);
    left.splice(at, 1);
    scores.splice(at, 1);
    order.push(next);
  }
  return order;
}

const isAnyone = () => true;

/** How many with priority were called in a row, once this one is. */
export function runAfter(called: Candidate, run: number): number {
  if (called.priority > 1) return run;
  return called.priority === 1 ? run + 1 : 0;
}

/** Whoever is called next, of those who are free. */
export function nextOf<One extends Candidate>(
  waiting: readonly One[],
  isFree: (one: One) => boolean,
  asking: Asking,
): One | undefined {
  const weigh = (at: number) => scoreOf(waiting[at] as One, asking);
  return waiting[firstOf(waiting, isFree, weigh, asking)];
}

/**
 * PLN-3: first those who must be seen at once (safety, a child alone, a medical reason); then
 * bookings whose time has come, the earliest first; then two with a priority of the law for each one
 * in her turn, each by their waiting (PLN-1); of two who weigh the same, the lower number.
 * APP-16: whoever is booked comes before the others once her time has come, and until then waits like
 * anyone.
 * PLN-4: while somebody in her turn has waited more than ninety minutes, priority of the law and
 * bookings give nobody precedence at that office.
 */
function firstOf<One extends Candidate>(
  waiting: readonly One[],
  isFree: (one: One) => boolean,
  weigh: (at: number) => number,
  { now, policy = ORDER, priorityRun = 0 }: Asking,
): number {
  // Written out and without lists of its own, because a forecast asks it of some hundred thousand.
  const precedence = giveWay(waiting, isFree, now, policy);
  const lawFirst = priorityRun < policy.priorityCalls;
  let best = -1;
  let rank = 4;
  let most = 0;
  for (let at = 0; at < waiting.length; at++) {
    const one = waiting[at] as One;
    if (!isFree(one)) continue;
    const own = precedence || one.priority > 1 ? rankOf(one, now, precedence, lawFirst) : 2;
    if (own > rank) continue;
    const weight = own === 1 ? -(one.booked ?? 0) : weigh(at);
    if (own === rank) {
      if (weight < most) continue;
      if (weight === most && comesBefore(waiting[best] as One, one)) continue;
    }
    best = at;
    rank = own;
    most = weight;
  }
  return best;
}

/** Is there anybody with precedence, and nobody in her turn who has waited too long? */
function giveWay<One extends Candidate>(
  waiting: readonly One[],
  isFree: (one: One) => boolean,
  now: number,
  { mostWait }: OrderPolicy,
): boolean {
  let some = false;
  for (const one of waiting) {
    if (one.priority > 1 || !isFree(one)) continue;
    if (one.priority === 1 || isDue(one, now)) some = true;
    else if (now - lastGiven(one) > mostWait) return false;
  }
  return some;
}

function rankOf(one: Candidate, now: number, precedence: boolean, lawFirst: boolean): number {
  if (one.priority > 1) return 0;
  if (!precedence) return 2;
  if (isDue(one, now)) return 1;
  return (one.priority === 1) === lawFirst ? 2 : 3;
}

function isDue(one: Candidate, now: number): boolean {
  return one.booked != null && one.booked <= now;
}

function comesBefore(one: Candidate, other: Candidate): boolean {
  return one.number === other.number ? one.stopId < other.stopId : one.number < other.number;
}

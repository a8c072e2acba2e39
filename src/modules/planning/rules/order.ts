// Who is called next. Pure, in minutes since any common beginning: a desk, its screen, the simulator
// and a property test order the same queue in the same way.
//
// A person stands in all her queues at once, and her places must not be paid for by the person with
// a single need. So the order weighs how long she waits since she was last given something as much
// as how long she is in the house, and brings forward who has more stops to make.

/** Somebody who waits at an office. */
export interface Candidate {
  readonly stopId: string;
  readonly number: number;
  readonly language: string;
  /** 0 in her turn; 1 by law or for a reason that is nobody's business; 2 at once. */
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
}

/** What weighs how much. Minutes, or shares of a minute of waiting. */
export interface OrderPolicy {
  /** Share of the waiting since she was last given something. */
  readonly sinceLast: number;
  /** Share of the waiting since she came. */
  readonly sinceFirst: number;
  /** Minutes for each stop that is left to her after this one. */
  readonly eachStopLeft: number;
  /** Minutes for who speaks a language of the desk: a head start, never a right. */
  readonly language: number;
}

export const ORDER: OrderPolicy = {
  sinceLast: 0.5,
  sinceFirst: 0.5,
  eachStopLeft: 10,
  language: 10,
};

/** Minutes that somebody's wait counts for at a desk: the higher, the sooner she is called. */
export function scoreOf(
  one: Candidate,
  languages: readonly string[],
  now: number,
  policy: OrderPolicy = ORDER,
): number {
  const last = Math.max(one.queued, one.served ?? one.queued);
  return (
    policy.sinceLast * (now - last) +
    policy.sinceFirst * (now - Math.min(one.arrived, one.queued)) +
    policy.eachStopLeft * one.stopsLeft +
    (languages.includes(one.language) ? policy.language : 0)
  );
}

/**
 * PLN-1: whoever has waited longest comes first, half of it counted since she was last given
 * something and half since she came, with ten minutes for each stop that is left to her and ten for
 * a language of the desk; of two who weigh the same, the one with the lower number.
 * APP-16: whoever is booked comes before the others once her time has come, and until then waits like
 * anyone.
 */
export function orderQueue<One extends Candidate>(
  waiting: readonly One[],
  languages: readonly string[],
  now: number,
  policy: OrderPolicy = ORDER,
): One[] {
  return waiting
    .map((one) => ({ one, score: scoreOf(one, languages, now, policy) }))
    .sort(
      (a, b) =>
        Number(isDue(b.one, now)) - Number(isDue(a.one, now)) ||
        b.score - a.score ||
        a.one.number - b.one.number ||
        (a.one.stopId < b.one.stopId ? -1 : 1),
    )
    .map(({ one }) => one);
}

function isDue({ booked }: Candidate, now: number): boolean {
  return typeof booked === 'number' && booked <= now;
}

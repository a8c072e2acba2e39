// Who comes before whom by right, as pure functions. The queue of an office asks them; why somebody
// comes first is said nowhere.

/** In her turn. */
export const ORDINARY = 0;
/** Before those who come in their turn. */
export const FIRST = 1;

/** A reason of the law for which somebody comes first, on the days on which it is in force. */
export interface PriorityGround {
  readonly id: string;
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
}

/** What of a person's ticket decides her place by right. */
export interface Place {
  readonly priority: number;
  readonly queuedAt: Temporal.Instant | null;
  readonly number: number;
}

/** Whether a ground is in force on a day: from its first day until the day before its last. */
export function isInForce(ground: PriorityGround, day: Temporal.PlainDate): boolean {
  return (
    (!ground.from || Temporal.PlainDate.compare(ground.from, day) <= 0) &&
    (!ground.until || Temporal.PlainDate.compare(day, ground.until) < 0)
  );
}

/**
 * VIS-40: whoever has a ground of the law in force on that day, or a sign that she must not wait
 * alone, comes first; two reasons don't count twice, so that the number tells no reason.
 */
export function priorityOf(
  said: { readonly grounds: readonly string[]; readonly signs?: readonly string[] },
  known: readonly PriorityGround[],
  day: Temporal.PlainDate,
): number {
  const byLaw = known.some((each) => said.grounds.includes(each.id) && isInForce(each, day));
  return byLaw || (said.signs?.length ?? 0) > 0 ? FIRST : ORDINARY;
}

/**
 * VIS-41: in a queue those who come first stand before the others; among equals whoever waits longer,
 * and of two who began at the same moment the lower number. Negative: `a` comes before `b`.
 */
export function comparePlaces(a: Place, b: Place): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.queuedAt === null || b.queuedAt === null)
    return Number(a.queuedAt === null) - Number(b.queuedAt === null) || a.number - b.number;
  return Temporal.Instant.compare(a.queuedAt, b.queuedAt) || a.number - b.number;
}

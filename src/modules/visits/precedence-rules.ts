// Who comes before whom by right, as pure functions. The queue of an office asks them; why somebody
// comes first is said nowhere.
import type { ProtectionSign } from './schema.ts';

/** In her turn. */
export const ORDINARY = 0;
/** Before those who come in their turn, two for each of them. */
export const FIRST = 1;
/** Before everybody: safety, a child alone, a medical reason. */
export const AT_ONCE = 2;

/** Signs with which nobody is let wait: one class for all, so that it tells none of them. */
const AT_ONCE_SIGNS: readonly ProtectionSign[] = [
  'minor-alone',
  'violence',
  'exploitation',
  'medical',
];

/** A reason of the law for which somebody comes first, on the days on which it is in force. */
export interface PriorityGround {
  readonly id: string;
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
}

/** Whether a ground is in force on a day: from its first day until the day before its last. */
export function isInForce(ground: PriorityGround, day: Temporal.PlainDate): boolean {
  return (
    (!ground.from || Temporal.PlainDate.compare(ground.from, day) <= 0) &&
    (!ground.until || Temporal.PlainDate.compare(day, ground.until) < 0)
  );
}

/**
 * VIS-40: whoever has a ground of the law in force on that day, or a sign of protection, comes first;
 * with signs of danger, of a child alone or of a medical need, at once. Two reasons don't count twice:
 * the number tells no reason, and no screen of a desk shows it.
 */
export function priorityOf(
  said: { readonly grounds: readonly string[]; readonly signs?: readonly ProtectionSign[] },
  known: readonly PriorityGround[],
  day: Temporal.PlainDate,
): number {
  const signs = said.signs ?? [];
  if (signs.some((sign) => AT_ONCE_SIGNS.includes(sign))) return AT_ONCE;
  const byLaw = known.some((each) => said.grounds.includes(each.id) && isInForce(each, day));
  return byLaw || signs.length > 0 ? FIRST : ORDINARY;
}

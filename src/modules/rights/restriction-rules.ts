// When a restriction of a file is lifted. What it forbids meanwhile is said in access/restriction.ts. Pure.
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '../access/schema.ts';

/** A restriction, as far as it decides. */
export interface Marked {
  readonly id: string;
  readonly unitId: string;
  readonly since: Temporal.Instant;
  /** That it will be lifted. */
  readonly told: boolean;
  readonly lifted: boolean;
}

/** Why it isn't written down so that she was told, or nothing. */
// RIG-20: that she was told is said once, with the way and the day: since it was granted, not in the future
export function refuseTelling(
  { since, told, lifted }: Marked,
  toldOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Problem | undefined {
  if (lifted) return problem('conflict', 'restriction-lifted');
  if (told) return problem('conflict', 'restriction-told');
  const late = Temporal.PlainDate.compare(toldOn, today) > 0;
  const early = Temporal.PlainDate.compare(toldOn, dayOf(since, NETWORK_ZONE)) < 0;
  if (!late && !early) return undefined;
  return problem('invalid', 'invalid', {
    fields: { toldOn: late ? 'in-the-future' : 'before-restriction' },
  });
}

/** Why a restriction isn't lifted, or nothing. */
// RIG-21: a restriction is lifted once, by an officer, after it was written down that she was told (GDPR 18(3))
export function refuseUnmarking({ told, lifted }: Marked): Problem | undefined {
  if (lifted) return problem('conflict', 'restriction-lifted');
  return told ? undefined : problem('conflict', 'restriction-untold');
}

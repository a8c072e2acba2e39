// Break-glass: a file is opened in an emergency, and looked at afterwards. Pure.
import { z } from 'zod';
import { idField, textField } from '#base/fields.ts';
import { type Problem, problem } from '#base/problem.ts';

/** Why somebody opens a file that she doesn't reach. */
export const GLASS_REASONS = [
  'life-in-danger',
  'health-emergency',
  'child-in-danger',
  'missing-person',
  'desk-unreachable',
] as const;
export const VERDICTS = ['right', 'wrong'] as const;

/** For how long it is open. */
export const GLASS_MINUTES = 30;
/** So often in seven days. */
export const GLASS_A_WEEK = 3;

export const breakGlassInput = z.strictObject({
  /** The number of the file, as `7QK2-93MX`. */
  fileNumber: textField({ max: 20 }),
  reason: z.enum(GLASS_REASONS),
  /** What happened, in words of her own. */
  words: textField({ max: 1000, multiline: true }).refine((said) => said.length >= 20, {
    params: { code: 'too-short' },
  }),
});
export const reviewGlassInput = z.strictObject({
  glassId: idField(),
  verdict: z.enum(VERDICTS),
  words: textField({ max: 1000, multiline: true }),
});
export const suspendGlassInput = z.strictObject({ glassId: idField() });

/** What decides whether a file is opened. */
export interface GlassFacts {
  readonly personId: string;
  readonly unitId: string;
  /** She reaches the file without it. */
  readonly reached: boolean;
  /** How often she did it in the last seven days. */
  readonly used: number;
  /** Custodians and data-protection officers who can be told, herself not counted. */
  readonly told: number;
  /** She proved a second factor within the last minutes. */
  readonly fresh: boolean;
}

/** Why a file isn't opened, or nothing. */
// GLA-1: only who proved herself anew within ten minutes opens a file in an emergency
// GLA-2: whoever reaches the file anyway needs no emergency for it
// GLA-3: an account does it three times in seven days, however urgent the fourth
// GLA-4: somebody else must be there to be told, before anything is shown; who is told does not open
export function refuseGlass(facts: GlassFacts): Problem | undefined {
  if (!facts.fresh) return problem('not-allowed', 'prove-again');
  if (facts.reached) return problem('conflict', 'reached-already');
  if (facts.used >= GLASS_A_WEEK) return problem('conflict', 'glass-used-up');
  return facts.told === 0 ? problem('conflict', 'nobody-to-tell') : undefined;
}

/** Why it isn't looked at by this account, or nothing. */
// GLA-6: one of those who were told looks at it, once, and never whoever opened it; what was not right
// closes the account at once
export function refuseReview(
  glass: { readonly accountId: string; readonly reviewed: boolean },
  by: string,
): Problem | undefined {
  if (glass.accountId === by) return problem('not-allowed', 'not-for-yourself');
  return glass.reviewed ? problem('conflict', 'glass-reviewed') : undefined;
}

/** Whether an account is closed because nobody looked at what it opened. */
// GLA-7: what nobody looked at within 72 hours closes the account that opened it; two administrators
// open it again
export function suspends(
  glass: {
    readonly reviewed: boolean;
    readonly suspended: boolean;
    readonly reviewDueAt: Temporal.Instant;
  },
  now: Temporal.Instant,
): boolean {
  return (
    !glass.reviewed && !glass.suspended && Temporal.Instant.compare(glass.reviewDueAt, now) <= 0
  );
}

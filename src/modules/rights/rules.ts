// When a person is answered, who erases, and what keeps a file from being erased. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, mayAct, type Role } from '../access/decide.ts';
import type { ClaimKind, ClaimState, Ground } from './schema.ts';

/** Who answers a claim: by the number of a file, without opening it. */
export const OFFICERS: readonly Role[] = ['data-protection-officer', 'custodian'];

/** Whether an actor looks at claims and holds. */
export function isOfficer(actor: Actor): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: OFFICERS });
}

/** A claim as the rules look at it. */
export interface Claim {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly state: ClaimState;
  readonly unitId: string;
  readonly askedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly extendedFor: string | null;
  readonly recordedBy: string;
  readonly reviewedBy: string | null;
  /** Something of hers must be kept. */
  readonly held: boolean;
  /** She is in a house now. */
  readonly here: boolean;
  /** She waits for an answer to something else that she asked. */
  readonly waits: boolean;
  /** Whoever asks proved herself anew within ten minutes. */
  readonly fresh: boolean;
}

/** The day by which she is answered. */
// RIG-1: whoever asks about her data is answered within a month of the day on which she asked, at most two
// months later if it is complex or they are many (GDPR 12(3))
export function dueOn(askedOn: Temporal.PlainDate, extended = false): Temporal.PlainDate {
  return askedOn.add({ months: extended ? 3 : 1 });
}

/** Why a claim is not written down so, or nothing. */
// RIG-2: she asked today or within the last year, whichever way she said it
export function refuseRecording(
  askedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Problem | undefined {
  const late = Temporal.PlainDate.compare(askedOn, today) > 0;
  const old = Temporal.PlainDate.compare(askedOn, today.subtract({ years: 1 })) < 0;
  if (!late && !old) return undefined;
  return problem('invalid', 'invalid', { fields: { askedOn: late ? 'in-the-future' : 'too-old' } });
}

/** Why the day isn't moved, or nothing. */
// RIG-3: the day is moved once, while it has not passed and she waits for an answer
export function refuseExtending(claim: Claim, today: Temporal.PlainDate): Problem | undefined {
  if (!WAITS.has(claim.state)) return problem('conflict', 'claim-answered');
  if (claim.extendedFor) return problem('conflict', 'claim-extended');
  return Temporal.PlainDate.compare(claim.dueOn, today) < 0
    ? problem('too-late', 'claim-overdue')
    : undefined;
}
const WAITS: ReadonlySet<ClaimState> = new Set(['open', 'reviewed', 'approved']);

/** Why she isn't answered so, or nothing. */
// RIG-4: she is answered once, with words; whether she is erased is looked at by a review of its own
export function refuseAnswering(claim: Claim): Problem | undefined {
  if (claim.kind === 'erasure') return problem('conflict', 'erasure-needs-review');
  return claim.state === 'open' ? undefined : problem('conflict', 'claim-answered');
}

/** Why a review of an erasure is not taken, or nothing. */
// RIG-5: a legal review says whether something must be kept and why; until it is approved it may be said anew,
// and until she is erased it may still be refused
export function refuseReviewing(claim: Claim, becomes: ClaimState): Problem | undefined {
  if (claim.kind !== 'erasure') return problem('conflict', 'not-an-erasure');
  const tookBack = claim.state === 'approved' && becomes === 'refused';
  return claim.state === 'open' || claim.state === 'reviewed' || tookBack
    ? undefined
    : problem('conflict', 'claim-answered');
}

/** What a review makes of a claim. */
export function stateAfterReview(ground: Ground): ClaimState {
  return ground === 'nothing-to-keep' ? 'reviewed' : 'refused';
}

/** Why somebody doesn't approve an erasure, or nothing. */
// RIG-6: an erasure is approved by an officer who neither reviewed it nor wrote it down, and who proved
// herself anew within ten minutes
// RIG-7: what is under a legal hold is not erased, whoever asks, until it is lifted and a review after that
// says so
// RIG-8: nobody is erased while she is in a house, nor before she is answered what else she asked
export function refuseApproving(claim: Claim, by: string): Problem | undefined {
  if (!claim.fresh) return problem('not-allowed', 'prove-again');
  if (claim.kind !== 'erasure' || claim.state !== 'reviewed')
    return problem('conflict', claim.state === 'open' ? 'erasure-needs-review' : 'claim-answered');
  if (claim.reviewedBy === by || claim.recordedBy === by)
    return problem('not-allowed', 'needs-another');
  if (claim.held) return problem('conflict', 'under-hold');
  if (claim.here) return problem('conflict', 'person-is-here');
  return claim.waits ? problem('conflict', 'claims-open') : undefined;
}

/** Why an erasure is not carried out now, or nothing. */
// RIG-9: what was approved is carried out when it is due, once the ledger knows of it; a hold that was placed
// and a visit that began in the meantime stop it
export function refuseCarryingOut(
  erasure: {
    readonly dueAt: Temporal.Instant;
    readonly begun: boolean;
    readonly rowsDone: boolean;
    readonly held: boolean;
    readonly here: boolean;
  },
  now: Temporal.Instant,
): Problem | undefined {
  if (erasure.rowsDone) return problem('conflict', 'erasure-done');
  if (!erasure.begun || Temporal.Instant.compare(erasure.dueAt, now) > 0)
    return problem('conflict', 'erasure-not-due');
  if (erasure.held) return problem('conflict', 'under-hold');
  return erasure.here ? problem('conflict', 'person-is-here') : undefined;
}

/** Why a hold isn't placed so, or nothing. */
// RIG-10: a hold has a reason and a day within a year on which somebody looks at it again; one for a file
export function refuseHolding(
  held: boolean,
  reviewOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Problem | undefined {
  if (held) return problem('conflict', 'held-already');
  const soon = Temporal.PlainDate.compare(reviewOn, today) <= 0;
  const far = Temporal.PlainDate.compare(reviewOn, today.add({ years: 1 })) > 0;
  if (!soon && !far) return undefined;
  return problem('invalid', 'invalid', {
    fields: { reviewOn: soon ? 'not-in-the-future' : 'too-far' },
  });
}

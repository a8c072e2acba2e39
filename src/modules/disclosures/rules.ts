// Who answers an authority, in which order, and what is never given. Pure.
import { FEWEST } from '#base/fewest.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, mayAct, type Role } from '../access/decide.ts';
import type { DisclosedSection, DisclosureState, Finding } from './schema.ts';

const OFFICERS: readonly Role[] = ['data-protection-officer', 'custodian'];
const managesAccounts = (actor: Actor) =>
  actor.memberships.some(({ role }) => role === 'administrator');

/** Whether an actor looks at the register. */
// DIS-1: the register is there for data-protection officers and custodians, and for nobody who manages accounts
export function seesDisclosures(actor: Actor): boolean {
  return !isFenced(actor) && !managesAccounts(actor) && mayAct(actor, { roles: OFFICERS });
}

/** Whether an actor writes down what an authority orders. */
export function registersDisclosures(actor: Actor): boolean {
  return seesDisclosures(actor) && mayAct(actor, { roles: ['data-protection-officer'] });
}

/** A disclosure as the rules look at it. */
export interface Disclosure {
  readonly id: string;
  readonly state: DisclosureState;
  /** Goes up with each review. */
  readonly round: number;
  readonly registeredBy: string;
  readonly reviewedBy: string | null;
  readonly firstBy: string | null;
  readonly secondBy: string | null;
  readonly receivedOn: Temporal.PlainDate;
  readonly told: boolean;
  /** The person was erased. */
  readonly gone: boolean;
  /** Whoever asks proved herself anew within ten minutes. */
  readonly fresh: boolean;
}

const OPEN: ReadonlySet<DisclosureState> = new Set(['registered', 'reviewed', 'approved']);

/** Whether it still waits for an answer. */
export const isOpen = (state: DisclosureState): boolean => OPEN.has(state);

/** Why an order isn't registered so, or nothing. */
// DIS-2: an order was received within the last year, and its deadline is not before that day
export function refuseRegistering(
  { receivedOn, deadline }: Record<'receivedOn' | 'deadline', Temporal.PlainDate>,
  today: Temporal.PlainDate,
): Problem | undefined {
  const { compare } = Temporal.PlainDate;
  if (compare(receivedOn, today) > 0) return wrong('receivedOn', 'in-the-future');
  if (compare(receivedOn, today.subtract({ years: 1 })) < 0) return wrong('receivedOn', 'too-old');
  return compare(deadline, receivedOn) < 0 ? wrong('deadline', 'before-received') : undefined;
}

/** Why a review is not taken, or nothing. */
// DIS-3: a legal review says what must be given at the least, by sections, and what is refused and why; anew
// until it was given, and then what was approved before no longer counts
export function refuseReviewing(
  one: Disclosure,
  said: {
    readonly round: number;
    readonly finding: Finding;
    readonly sections: readonly DisclosedSection[];
    readonly withheld?: string | undefined;
  },
): Problem | undefined {
  if (!isOpen(one.state)) return problem('conflict', 'disclosure-closed');
  if (one.round !== said.round) return problem('conflict', 'disclosure-changed');
  if (said.finding !== 'nothing' && said.sections.length === 0)
    return wrong('sections', 'required');
  return said.finding !== 'whole' && !said.withheld ? wrong('withheld', 'required') : undefined;
}

/** What a review makes of it. */
export function stateAfterReview(finding: Finding): DisclosureState {
  return finding === 'nothing' ? 'refused' : 'reviewed';
}

/** Why somebody doesn't approve it, or nothing. */
// DIS-4: it is approved by two, each freshly proved: neither who registered it, nor who reviewed it, nor twice
// the same; and each approves the review that she read
export function refuseApproving(one: Disclosure, round: number, by: string): Problem | undefined {
  if (!one.fresh) return problem('not-allowed', 'prove-again');
  if (!isOpen(one.state)) return problem('conflict', 'disclosure-closed');
  if (one.state === 'registered') return problem('conflict', 'disclosure-unreviewed');
  if (one.state === 'approved') return problem('conflict', 'disclosure-approved');
  if (one.round !== round) return problem('conflict', 'disclosure-changed');
  return [one.registeredBy, one.reviewedBy, one.firstBy].includes(by)
    ? problem('not-allowed', 'needs-another')
    : undefined;
}

/** Why it isn't given, or nothing. */
// DIS-5: nothing is given before two approved it; once, by somebody freshly proved, with a reason
export function refuseGiving(one: Disclosure, round: number): Problem | undefined {
  if (!one.fresh) return problem('not-allowed', 'prove-again');
  if (!isOpen(one.state)) return problem('conflict', 'disclosure-closed');
  if (one.state !== 'approved' || !one.secondBy)
    return problem('conflict', 'disclosure-unapproved');
  if (one.round !== round) return problem('conflict', 'disclosure-changed');
  return one.gone ? problem('conflict', 'disclosure-erased') : undefined;
}

/** Why it isn't closed without giving, or nothing. */
// DIS-6: until it was given it may be refused, or withdrawn by whoever ordered it, with words
export function refuseClosing(one: Disclosure): Problem | undefined {
  return isOpen(one.state) ? undefined : problem('conflict', 'disclosure-closed');
}

/** The longest that she is left untold before somebody says anew why. */
const UNTOLD_DAYS = 180;

/** Why that is not noted of telling her, or nothing. */
// DIS-7: she is told by the deadline of the order, or it says why not yet and by which day, at most half a year
// ahead; past its day that stands on top until she is told
export function refuseTelling(
  one: Disclosure,
  {
    outcome,
    on,
    why,
  }: { outcome: 'told' | 'later'; on: Temporal.PlainDate; why?: string | undefined },
  today: Temporal.PlainDate,
): Problem | undefined {
  const { compare } = Temporal.PlainDate;
  if (!isOpen(one.state) && one.state !== 'given') return problem('conflict', 'disclosure-closed');
  if (one.told) return problem('conflict', 'disclosure-told');
  if (outcome === 'told') {
    if (compare(on, today) > 0) return wrong('on', 'in-the-future');
    return compare(on, one.receivedOn) < 0 ? wrong('on', 'before-received') : undefined;
  }
  if (!why) return wrong('why', 'required');
  if (compare(on, today) <= 0) return wrong('on', 'not-in-the-future');
  return compare(on, today.add({ days: UNTOLD_DAYS })) > 0
    ? wrong('on', 'untold-too-far')
    : undefined;
}

/** What is overdue of it: the answer to the authority, and that she is told. */
export function overdueOf(
  one: {
    readonly state: DisclosureState;
    readonly deadline: Temporal.PlainDate;
    readonly tellBy: Temporal.PlainDate;
    readonly toldOn: Temporal.PlainDate | null;
  },
  today: Temporal.PlainDate,
): { readonly answer: boolean; readonly telling: boolean } {
  const past = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, today) < 0;
  return {
    answer: isOpen(one.state) && past(one.deadline),
    telling: awaitsTelling(one) && past(one.tellBy),
  };
}

/** Whether she is still to be told. */
export function awaitsTelling({
  state,
  toldOn,
}: {
  readonly state: DisclosureState;
  readonly toldOn: Temporal.PlainDate | null;
}): boolean {
  return toldOn === null && (isOpen(state) || state === 'given');
}

/** A year's orders are published from so many on, and each part of them too. */
// DIS-8: published are years that are over, of which nothing was let go of yet; never a number below three, nor
// one that another would give away
export const PUBLISHED_FROM = FEWEST.orders;

const wrong = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

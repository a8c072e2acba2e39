// What may become of a hand-over, by whom, and when it is overdue. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent, Plain } from '#platform/event-log/events.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import { type Agreed, refuseSharing } from '../casefiles/consent-rules.ts';
import type { ShareSection } from '../casefiles/consent-schema.ts';
import type { HeldReferral, Referral, TiedReferral } from './facts.ts';
import type { ReferralReason, ReferralState } from './schema.ts';

/** Days in which a referral is answered. */
export const ANSWER_DAYS = 3;
/** Days after which what is overdue is told to those who answer for it. */
export const ESCALATE_DAYS = 2;

type Addressed = Pick<Referral, 'toUnitId' | 'toAccountId' | 'standInId'>;

/** Months after which an assignment is looked at again, when nothing else is said. */
export const ASSIGNED_MONTHS = 6;

/** Whether somebody who works for these units is the one to whom it is addressed. */
// REF-2: only the addressee accepts, declines or completes: anyone of the unit, or, where somebody is
// named, she alone and her stand-in
export function isAddressee(
  referral: Addressed,
  accountId: string,
  unitIds: readonly string[],
): boolean {
  return (
    unitIds.includes(referral.toUnitId) &&
    (referral.toAccountId === null ||
      referral.toAccountId === accountId ||
      referral.standInId === accountId)
  );
}

/** Why it can't be answered any more, or nothing. */
// REF-3: what was answered stays answered; the second to answer is told so, and nothing changes
// REF-4: nobody accepts what has run out
export function refuseAnswer(
  referral: Pick<Referral, 'state' | 'expiresOn'>,
  answer: 'accept' | 'decline',
  today: Temporal.PlainDate,
): Problem | undefined {
  if (referral.state !== 'requested') return problem('conflict', 'referral-answered');
  return answer === 'accept' && Temporal.PlainDate.compare(referral.expiresOn, today) < 0
    ? problem('too-late', 'referral-over')
    : undefined;
}

/** Why it can't be completed like this, or nothing. */
// REF-5: completed is what was accepted; that it was tried and not possible needs its reason, that it is
// done needs none
export function refuseCompletion(
  referral: Pick<Referral, 'state'>,
  said: { readonly outcome: 'done' | 'not-possible'; readonly reason?: string | undefined },
): Problem | undefined {
  if (referral.state !== 'accepted') return problem('conflict', 'referral-answered');
  return (said.outcome === 'not-possible') === (said.reason !== undefined)
    ? undefined
    : problem('invalid', 'invalid', {
        fields: { reason: said.reason === undefined ? 'required' : 'invalid' },
      });
}

/** Whether something may still become of it. */
export function isOpen({ state }: { readonly state: ReferralState }): boolean {
  return state === 'requested' || state === 'accepted';
}

/** Why it can't be taken back, or nothing. */
// REF-6: whoever sent it takes it back while it is not over; what is over stays as it ended
// REF-12: a case that another unit carries is not taken back: it gives it back, or she withdraws
export function refuseTakingBack(referral: Pick<Referral, 'state' | 'kind'>): Problem | undefined {
  if (!isOpen(referral)) return problem('conflict', 'referral-answered');
  return referral.kind === 'transfer' && referral.state === 'accepted'
    ? problem('conflict', 'case-is-theirs')
    : undefined;
}

/** Why it can't go to this addressee, or nothing. */
// REF-9: nothing is referred to a unit with a direct link to enforcement: that a person is known is not
// told to it. And whoever is named works at the unit, and her stand-in is somebody else
export function refuseAddressee(
  to: {
    readonly toAccountId?: string | undefined;
    readonly standInId?: string | undefined;
    readonly toUnitId: string;
  },
  known: {
    readonly link: EnforcementLink;
    readonly fromUnitId: string;
    readonly addresseeKnown: boolean;
    readonly standInKnown: boolean;
  },
): Problem | undefined {
  const fields: Record<string, string> = {};
  if (known.link === 'direct') fields['toUnitId'] = 'behind-the-fence';
  else if (to.toUnitId === known.fromUnitId) fields['toUnitId'] = 'own-unit';
  if (!known.addresseeKnown) fields['toAccountId'] = 'not-of-the-unit';
  if (!known.standInKnown || (to.standInId && to.standInId === to.toAccountId))
    fields['standInId'] = 'not-of-the-unit';
  else if (to.standInId && !to.toAccountId) fields['toAccountId'] = 'required';
  return Object.keys(fields).length > 0 ? problem('invalid', 'invalid', { fields }) : undefined;
}

/** Why it can't go this way, or nothing. */
// REF-17: what goes to a partner without accounts leaves the house as a package; whoever has accounts is
// sent an envelope. A partner carries no case, and nobody of it is named
export function refuseWay(by: 'envelope' | 'package', partner: boolean): Problem | undefined {
  if (partner === (by === 'package')) return undefined;
  const code = partner ? 'partner-without-accounts' : 'not-a-partner';
  return problem('invalid', 'invalid', { fields: { toUnitId: code } });
}

/** Why a colleague can't be named for a case, or nothing. */
// REF-13: named for a case is a colleague of the unit that has it, and so is her stand-in, who is somebody
// else; it opens nothing that the unit does not have
export function refuseAssignee(
  to: { readonly toAccountId: string; readonly standInId?: string | undefined },
  known: { readonly assigneeKnown: boolean; readonly standInKnown: boolean },
): Problem | undefined {
  const fields: Record<string, string> = {};
  if (!known.assigneeKnown) fields['toAccountId'] = 'not-of-the-unit';
  if (!known.standInKnown || to.standInId === to.toAccountId)
    fields['standInId'] = 'not-of-the-unit';
  return Object.keys(fields).length > 0 ? problem('invalid', 'invalid', { fields }) : undefined;
}

/** Why these sections can't be shared by whoever shares them, or nothing. */
// REF-10: nobody passes on more than she sees herself
export function refuseMoreThanHeld(
  sections: readonly ShareSection[],
  held: readonly ShareSection[],
): Problem | undefined {
  return sections.every((section) => held.includes(section))
    ? undefined
    : problem('invalid', 'invalid', { fields: { sections: 'more-than-held' } });
}

/** Why it can't last until this day, or nothing. */
export function refuseUntil(
  expiresOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  endsOn?: Temporal.PlainDate | null,
): Problem | undefined {
  const code =
    Temporal.PlainDate.compare(expiresOn, today) < 0
      ? 'date-past'
      : endsOn && Temporal.PlainDate.compare(expiresOn, endsOn) > 0
        ? 'beyond-agreement'
        : undefined;
  return code ? problem('invalid', 'invalid', { fields: { until: code } }) : undefined;
}

/** Why what was asked for can't be opened by this entry of the ledger, or nothing. */
// REF-16: what is asked for opens when whoever holds it says yes: by her agreement or another article, that
// it asked for itself, for this unit and at least these sections; no longer than that counts
export function refuseGiving(
  request: Pick<Referral, 'fromUnitId' | 'toUnitId' | 'personId'> & {
    readonly sections: readonly ShareSection[];
  },
  consent: Agreed | undefined,
  today: Temporal.PlainDate,
): Problem | undefined {
  const { fromUnitId: toUnitId, personId = '', sections } = request;
  return consent && consent.unitId !== request.toUnitId
    ? problem('conflict', 'not-agreed')
    : refuseSharing(consent, { personId, toUnitId, sections, until: today }, today);
}

/** The earlier of two days. */
export function earlierOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

/** When an answer is due. */
// REF-7: an answer is due within three days, and never after the last day; what was accepted is due at
// the end of its last day
export function answerDue(now: Temporal.Instant, expiresOn: Temporal.PlainDate): Temporal.Instant {
  const soon = now.add({ hours: 24 * ANSWER_DAYS });
  const end = endOf(expiresOn);
  return Temporal.Instant.compare(soon, end) < 0 ? soon : end;
}

/** The first instant after a referral’s last day: what it opened ends here by itself. */
export function endOf(expiresOn: Temporal.PlainDate): Temporal.Instant {
  return expiresOn.add({ days: 1 }).toZonedDateTime({ timeZone: NETWORK_ZONE }).toInstant();
}

/** What the chase of a waiting referral does now, or nothing. */
// REF-8: what waits beyond its time is overdue, and two days later told to those who answer for it; no
// third time
export function chaseStep(
  referral: Pick<Referral, 'state' | 'dueAt' | 'chased'>,
  now: Temporal.Instant,
):
  | {
      readonly kind: 'referral.overdue' | 'referral.escalated';
      readonly chased: number;
      readonly dueAt: Temporal.Instant | null;
    }
  | undefined {
  const { dueAt, chased } = referral;
  if (!isOpen(referral) || !dueAt || Temporal.Instant.compare(dueAt, now) > 0) return undefined;
  return chased === 0
    ? { kind: 'referral.overdue', chased: 1, dueAt: now.add({ hours: 24 * ESCALATE_DAYS }) }
    : { kind: 'referral.escalated', chased: 2, dueAt: null };
}

type Kind =
  | 'referral.sent'
  | 'referral.accepted'
  | 'referral.declined'
  | 'referral.completed'
  | 'referral.withdrawn'
  | 'referral.passed-on'
  | 'referral.overdue'
  | 'referral.escalated';

/** An event about a referral: ids and codes; the person only where whoever did it knows her. */
export function referralEvent(
  kind: Kind,
  referral: Pick<Referral, 'id' | 'kind' | 'fromUnitId' | 'toUnitId'> & {
    readonly personId?: string | undefined;
  },
  data: Readonly<Record<string, Plain>> = {},
): NewEvent {
  return {
    kind,
    unitId: referral.fromUnitId,
    ...(referral.personId && { personId: referral.personId }),
    data: {
      referralId: referral.id,
      handover: referral.kind,
      toUnitId: referral.toUnitId,
      ...data,
    },
  };
}

/** How a hand-over ended. */
export interface Ended {
  readonly state: 'done' | 'not-possible' | 'declined' | 'withdrawn' | 'passed-on';
  readonly reason: ReferralReason | null;
}

/** How what rests on a hand-over ends with it. The database does the same (`referrals.close_envelope`). */
// REF-14: what rests on a hand-over ends as it ended; what nobody had accepted yet is withdrawn
export function endOfResting({ state }: Pick<TiedReferral, 'state'>, ended: Ended): Ended {
  if (state === 'accepted') return ended;
  const reason = ended.state === 'withdrawn' ? ended.reason : ('no-longer-needed' as const);
  return { state: 'withdrawn', reason };
}

const ENDED_AS = {
  done: 'referral.completed',
  'not-possible': 'referral.completed',
  declined: 'referral.declined',
  withdrawn: 'referral.withdrawn',
  'passed-on': 'referral.passed-on',
} as const satisfies Record<Ended['state'], Kind>;

/** What happened when it ended, and to each that rested on it. */
export function endEvents(
  referral: Referral | HeldReferral,
  ended: Ended,
  today: Temporal.PlainDate,
): NewEvent[] {
  const said = (one: TiedReferral & { readonly personId?: string | undefined }, how: Ended) =>
    referralEvent(ENDED_AS[how.state], one, {
      ...(how.state === 'done' || how.state === 'not-possible' ? { outcome: how.state } : {}),
      reason: how.reason,
      day: today.toString(),
    });
  const resting = 'resting' in referral ? referral.resting : [];
  return [said(referral, ended), ...resting.map((one) => said(one, endOfResting(one, ended)))];
}

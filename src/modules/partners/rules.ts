// What may become of a package, and who said so. Pure.
//
// A package is *sent*; a mail server took its letter (*delivered*); somebody with link and code *opened* it;
// the partner says that it *received* it. None of these is an answer. Its referral waits (*requested*) until
// the partner *accepts* or *declines*; what was accepted is *done* or *not possible*.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent, Plain } from '#platform/event-log/events.ts';
import { refuseAnswer, refuseCompletion } from '../referrals/rules.ts';
import {
  DECLINE_REASONS,
  NOT_POSSIBLE_REASONS,
  type ReferralReason,
  type ReferralState,
} from '../referrals/schema.ts';
import type { PackageStand, PartnerAnswer, SentPackage } from './schema.ts';

/** For so long whoever opened a package may look at it again, in the same browser. */
export const LOOK_MINUTES = 30;
/** A link that nobody opened for so long leads nowhere. */
export const UNOPENED_DAYS = 14;

/** Why it can't be opened, or nothing. */
// PAR-2: a package opens once. A connection that broke does not lose it: the browser that opened it shows
// it for half an hour; after that the link takes answers and shows nothing of her
export function refuseOpening({ openedAt }: Pick<PackageStand, 'openedAt'>): Problem | undefined {
  return openedAt ? problem('conflict', 'package-opened') : undefined;
}

/** Why it can't be said to be received, or nothing. */
// PAR-1: received says who has read it: what nobody opened was received by nobody, and once is enough
export function refuseReceiving(
  stand: Pick<PackageStand, 'openedAt' | 'receivedAt'>,
): Problem | undefined {
  if (!stand.openedAt) return problem('conflict', 'package-unopened');
  return stand.receivedAt ? problem('conflict', 'package-received') : undefined;
}

/** Why the partner can't answer like this, or nothing. */
// PAR-3: only the partner's own word accepts, declines or completes a referral to it; that a letter was
// delivered or a package opened never does. What was answered stays answered
export function refusePartnerAnswer(
  stand: Pick<PackageStand, 'openedAt' | 'state' | 'expiresOn'>,
  said: { readonly answer: PartnerAnswer; readonly reason?: ReferralReason | undefined },
  today: Temporal.PlainDate,
): Problem | undefined {
  if (!stand.openedAt) return problem('conflict', 'package-unopened');
  const { answer, reason } = said;
  if (answer === 'done' || answer === 'not-possible') {
    return (
      refuseCompletion(stand, { outcome: answer, reason }) ??
      refuseReason(reason, answer === 'done' ? [] : NOT_POSSIBLE_REASONS)
    );
  }
  return (
    refuseAnswer(stand, answer === 'accepted' ? 'accept' : 'decline', today) ??
    (answer === 'declined' && !reason ? wrongReason('required') : undefined) ??
    refuseReason(reason, answer === 'accepted' ? [] : DECLINE_REASONS)
  );
}

function refuseReason(
  reason: ReferralReason | undefined,
  known: readonly ReferralReason[],
): Problem | undefined {
  return reason && !known.includes(reason) ? wrongReason('invalid') : undefined;
}

const wrongReason = (code: string) => problem('invalid', 'invalid', { fields: { reason: code } });

/** Whether its link still leads anywhere, as far as it tells itself. The database says the same. */
// PAR-4: five wrong codes end a link
// PAR-5: a link that nobody opened ends after fourteen days; an opened one with its referral
// PAR-6: another link ends the one before: of two, only the later one opens
export function isLinkLive(
  sent: Pick<SentPackage, 'endedAt' | 'endsAt' | 'openedAt' | 'madeAt'>,
  state: ReferralState,
  now: Temporal.Instant,
): boolean {
  const before = (until: Temporal.Instant) => Temporal.Instant.compare(now, until) < 0;
  return (
    sent.endedAt === null &&
    before(sent.endsAt) &&
    (sent.openedAt !== null || before(sent.madeAt.add({ hours: 24 * UNOPENED_DAYS }))) &&
    (state === 'requested' || state === 'accepted')
  );
}

/** The furthest that a package has come, as its sender is told. */
export type PackageStep = 'sent' | 'failed' | 'delivered' | 'opened' | 'received';
export function stepOf(sent: Pick<SentPackage, 'mail' | 'openedAt' | 'receivedAt'>): PackageStep {
  if (sent.receivedAt) return 'received';
  if (sent.openedAt) return 'opened';
  return sent.mail ?? 'sent';
}

type Kind = `package.${'sent' | 'delivered' | 'failed' | 'opened' | 'received'}`;

/** An event about a package: ids and codes. */
export function packageEvent(
  kind: Kind,
  one: {
    readonly id: string;
    readonly fromUnitId: string;
    readonly toUnitId: string;
    readonly referralId?: string;
    /** Left out by the worker, which knows nobody. */
    readonly personId?: string;
  },
  day: Temporal.PlainDate,
  data: Readonly<Record<string, Plain>> = {},
): NewEvent {
  return {
    kind,
    unitId: one.fromUnitId,
    ...(one.personId && { personId: one.personId }),
    data: {
      packageId: one.id,
      toUnitId: one.toUnitId,
      day: day.toString(),
      ...(one.referralId && { referralId: one.referralId }),
      ...data,
    },
  };
}

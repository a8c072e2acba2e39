// What may be agreed, and for how long it counts. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import type { RestrictedUse } from '../access/restriction.ts';
import { AGREED, type LegalBasis, SHARE_SECTIONS, type ShareSection } from './consent-schema.ts';

/** Longest that one agreement counts. */
export const CONSENT_MONTHS = 12;

/** An entry of the ledger, as far as it decides. */
export interface Agreed {
  readonly personId: string;
  /** The unit that asked. */
  readonly unitId: string;
  readonly toUnitId: string;
  readonly sections: readonly string[];
  readonly basis: LegalBasis;
  readonly until: Temporal.PlainDate;
  readonly ended: boolean;
  /** She took such an agreement back in another file of hers, and was not asked again. */
  readonly held?: boolean;
}

/** Why something can't be agreed like this, or nothing. */
// CON-1: an agreement ends by itself, within twelve months and not before today; she is asked again
// CON-2: nothing is agreed for a unit with a direct link to enforcement: such a unit gets only what the
// person shows it herself. And a unit needs no agreement with itself
export function refuseConsent(
  asked: { readonly until: string; readonly ownUnitId: string; readonly toUnitId: string },
  link: EnforcementLink,
  today: Temporal.PlainDate,
): Problem | undefined {
  const fields: Record<string, string> = {};
  if (Temporal.PlainDate.compare(asked.until, today) < 0) fields['until'] = 'date-past';
  else if (Temporal.PlainDate.compare(asked.until, today.add({ months: CONSENT_MONTHS })) > 0)
    fields['until'] = 'agreed-too-long';
  if (link === 'direct') fields['toUnitId'] = 'behind-the-fence';
  else if (asked.toUnitId === asked.ownUnitId) fields['toUnitId'] = 'own-unit';
  return Object.keys(fields).length > 0 ? problem('invalid', 'invalid', { fields }) : undefined;
}

/** The sections that an agreement opens, in their order. */
// CON-3: whoever gets anything gets to know that she is known, so `name` goes with every section
export function sectionsOf(chosen: readonly ShareSection[]): ShareSection[] {
  return SHARE_SECTIONS.filter((section) => section === 'name' || chosen.includes(section));
}

/** Why this agreement can't be withdrawn, or nothing. */
// CON-4: what she agreed to she takes back in one act, at any time; twice changes nothing
// CON-5: what rests on another article was not hers to agree to, and is not hers to withdraw
export function refuseWithdrawal(agreed: Agreed): Problem | undefined {
  if (agreed.basis !== AGREED) return problem('conflict', 'not-agreed-by-her');
  return agreed.ended ? problem('conflict', 'consent-withdrawn') : undefined;
}

/** Whether an agreement counts on a day. */
// CON-7: when two files are one person the stricter word holds: what she agreed to in one of them does
// not count while the other says that she took back what she agreed to for the same recipient
export function isLive(
  agreed: Pick<Agreed, 'ended' | 'held' | 'until'>,
  today: Temporal.PlainDate,
): boolean {
  return !agreed.ended && !agreed.held && Temporal.PlainDate.compare(agreed.until, today) >= 0;
}

/** Why sharing is not allowed by an entry of the ledger, or nothing. */
// CON-6: shared is what the ledger says and no more: this person, this recipient, these sections, while
// it counts; there is no way around it
export function refuseSharing(
  agreed: Agreed | undefined,
  share: {
    readonly personId: string;
    readonly toUnitId: string;
    readonly sections: readonly ShareSection[];
    readonly until: Temporal.PlainDate;
  },
  today: Temporal.PlainDate,
): Problem | undefined {
  const covers =
    agreed &&
    isLive(agreed, today) &&
    agreed.personId === share.personId &&
    agreed.toUnitId === share.toUnitId &&
    share.sections.every((section) => agreed.sections.includes(section));
  if (!covers) return problem('conflict', 'not-agreed');
  return Temporal.PlainDate.compare(share.until, agreed.until) > 0
    ? problem('invalid', 'invalid', { fields: { until: 'beyond-agreement' } })
    : undefined;
}

/** For what a restricted file is shared by an entry that is made now: she agrees, or somebody is in danger. */
export function useOfBasis(basis: LegalBasis): RestrictedUse | undefined {
  if (basis === AGREED) return 'her-request';
  return basis === 'gdpr-6-1-d' ? 'protection' : undefined;
}

/** As `useOfBasis`, by an entry of the ledger: what she agreed to before her file was restricted does not count. */
export function useOfConsent(
  agreed: { readonly basis: LegalBasis; readonly givenAt: Temporal.Instant } | undefined,
  restricted: Temporal.Instant | undefined,
): RestrictedUse | undefined {
  if (!agreed || !restricted) return undefined;
  const before = Temporal.Instant.compare(agreed.givenAt, restricted) <= 0;
  return agreed.basis === AGREED && before ? undefined : useOfBasis(agreed.basis);
}

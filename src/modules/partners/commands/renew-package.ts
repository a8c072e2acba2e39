// package.renew: the link was lost, or ended: the partner is sent another, with what stands in her file now.
// The one before it opens nothing any more, and what it led to is destroyed.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import {
  refuseRestricted,
  RESTRICTED_MEANWHILE,
  restrictedSince,
} from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { type Consent, lockConsent } from '../../casefiles/consent-queries.ts';
import { refuseSharing, sectionsOf, useOfConsent } from '../../casefiles/consent-rules.ts';
import { SHARE_SECTIONS, type ShareSection } from '../../casefiles/consent-schema.ts';
import type { HeldReferral } from '../../referrals/facts.ts';
import { lockReferral } from '../../referrals/load-facts.ts';
import { listHeldSections } from '../../referrals/queries.ts';
import { isOpen, refuseMoreThanHeld } from '../../referrals/rules.ts';
import { mayTakeBack } from '../../referrals/who-may.ts';
import { readContent } from '../content.ts';
import { keepPackage } from '../keep-package.ts';
import { findPartner } from '../queries.ts';
import { packageEvent } from '../rules.ts';
import { renewPackageInput } from '../schema.ts';
import { type SealedPackage, sealPackage } from '../sealing.ts';

interface Facts extends HeldReferral {
  readonly personId: string;
  readonly consent: Consent;
  readonly sections: readonly ShareSection[];
  readonly held: readonly ShareSection[];
  readonly sealed: SealedPackage | undefined;
  readonly restricted: Temporal.Instant | undefined;
  /** A partner once, and none any more. */
  readonly ended: boolean;
}

/** Why no other link can be sent, or nothing. */
function refuse(facts: Omit<Facts, 'sealed'>, today: Temporal.PlainDate): Problem | undefined {
  const { consent, personId, toUnitId, sections, held, expiresOn: until, restricted } = facts;
  if (!isOpen(facts)) return problem('conflict', 'referral-answered');
  if (facts.ended) return problem('conflict', 'partner-ended');
  if (Temporal.PlainDate.compare(until, today) < 0) return problem('too-late', 'referral-over');
  return (
    refuseRestricted(restricted, useOfConsent(consent, restricted)) ??
    refuseSharing(consent, { personId, toUnitId, sections, until }, today) ??
    refuseMoreThanHeld(sections, held)
  );
}
const dayOf = (now: Temporal.Instant) => now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();

export const renewPackage = command({
  name: 'package.renew',
  summary: 'Sends a partner another package in the place of one whose link was lost or ended.',
  input: renewPackageInput,
  async load(tx, { referralId }, actor, now, _ahead, ports): Promise<Facts | Problem> {
    const envelope = await tx.first(
      build
        .selectFrom('referrals.envelope as e')
        .innerJoin('referrals.referral as r', 'r.id', 'e.referral_id')
        .innerJoin('partners.package as p', 'p.referral_id', 'r.id')
        .select(['e.consent_id as consentId', 'e.sections', 'e.body', 'r.subject_id as subjectId'])
        .where('e.referral_id', '=', referralId)
        .limit(1),
    );
    if (!envelope?.consentId || !envelope.subjectId) return problem('not-found');
    // The entry before the row: a withdrawal locks in the same order.
    const consent = await lockConsent(tx, envelope.consentId);
    const referral = await lockReferral(tx, referralId, actor);
    if (isProblem(referral)) return referral;
    const { personId, fromUnitId, toUnitId } = referral;
    if (!personId || !consent) return problem('not-found');
    const held = await listHeldSections(tx, personId);
    const restricted = await restrictedSince(tx, personId);
    const facts = {
      ...referral,
      personId,
      consent,
      restricted,
      ended: !(await findPartner(tx, toUnitId)),
      sections: sectionsOf(envelope.sections as ShareSection[]),
      held: held.includes('spine') ? SHARE_SECTIONS : sectionsOf(held as ShareSection[]),
    };
    if (!mayTakeBack(actor, referral) || refuse(facts, dayOf(now)))
      return { ...facts, sealed: undefined };
    const content = await readContent(
      tx,
      {
        id: newId(),
        personId,
        fromUnitId,
        toUnitId,
        subjectId: envelope.subjectId,
        purpose: consent.purpose,
        basis: consent.basis,
        until: referral.expiresOn,
        sections: facts.sections,
        asked: envelope.body,
      },
      now,
    );
    const sealed = content && (await sealPackage(content, { personId, toUnitId }, ports));
    return isProblem(sealed) ? sealed : { ...facts, sealed };
  },
  may: (actor, referral) => mayTakeBack(actor, referral),
  decide(facts, _input, _actor, now) {
    const refused = refuse(facts, dayOf(now));
    if (refused) return refused;
    const { sealed, id: referralId } = facts;
    if (!sealed) throw new Error('a package that is allowed was not sealed');
    return {
      change: { referralId, sealed },
      events: [
        packageEvent('package.sent', { ...facts, id: sealed.id, referralId }, dayOf(now), {
          renewed: true,
        }),
      ],
      result: { referralId, packageId: sealed.id },
    };
  },
  apply: (tx, { referralId, sealed }) => keepPackage(tx, referralId, sealed),
  refusals: RESTRICTED_MEANWHILE,
});

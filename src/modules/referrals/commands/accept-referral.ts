// referral.accept: the addressee takes a hand-over on. Of a referral she sees from now on what the envelope
// holds; a transfer is hers to carry; an assignment is hers; a request opens to whoever asked, by an entry
// of the ledger.
import type { Problem } from '#base/problem.ts';
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { RESTRICTED_MEANWHILE } from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { type Consent, lockConsent } from '../../casefiles/consent-queries.ts';
import type { ShareSection } from '../../casefiles/consent-schema.ts';
import { applyReferral } from '../apply-change.ts';
import type { HeldReferral, TiedReferral } from '../facts.ts';
import { holdReplaced, lockReferral } from '../load-facts.ts';
import { earlierOf, endOf, referralEvent, refuseAnswer, refuseGiving } from '../rules.ts';
import { acceptReferralInput } from '../schema.ts';
import { mayAnswer } from '../who-may.ts';

interface Facts extends HeldReferral {
  /** Whether whoever sent a transfer carries the case still. */
  readonly still: boolean;
  readonly replaced: readonly TiedReferral[];
  /** Of a request: what was asked for, and by what it is to be opened. */
  readonly sections: readonly ShareSection[];
  readonly consent: Consent | undefined;
}

export const acceptReferral = command({
  name: 'referral.accept',
  summary: 'Takes a hand-over on; a request is opened by an entry of the ledger of consent.',
  input: acceptReferralInput,
  async load(tx, { referralId, consentId }, actor): Promise<Facts | Problem> {
    // The entry before the row: a withdrawal locks in the same order.
    const consent = consentId ? await lockConsent(tx, consentId) : undefined;
    const referral = await lockReferral(tx, referralId, actor);
    if ('problem' in referral) return referral;
    const [tied, envelope] = await Promise.all([
      holdReplaced(tx, referralId),
      tx.first(
        build
          .selectFrom('referrals.envelope')
          .select('sections')
          .$narrowType<{ sections: ShareSection[] }>()
          .where('referral_id', '=', referralId),
      ),
    ]);
    return { ...referral, ...tied, consent, sections: envelope?.sections ?? [] };
  },
  may: (actor, referral) => mayAnswer(actor, referral),
  decide(referral, _input, _actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const { id, kind, consent, expiresOn, replaced, still } = referral;
    const asked = kind === 'request';
    const refused =
      refuseAnswer(referral, 'accept', today) ??
      (still ? undefined : problem('conflict', 'case-moved')) ??
      (asked ? refuseGiving(referral, consent, today) : undefined);
    if (refused) return refused;
    const lastDay = asked && consent ? earlierOf(expiresOn, consent.until) : expiresOn;
    const day = today.toString();
    return {
      change: {
        accept: {
          id,
          dueAt: endOf(lastDay),
          ...(asked && consent && { consentId: consent.id }),
        },
      },
      events: [
        referralEvent('referral.accepted', referral, { day }),
        ...replaced.map((one) => referralEvent('referral.passed-on', one, { day })),
      ],
      result: { referralId: id },
    };
  },
  apply: applyReferral,
  // Whoever accepts may not see her before; the database asks the rule when it opens.
  refusals: RESTRICTED_MEANWHILE,
});

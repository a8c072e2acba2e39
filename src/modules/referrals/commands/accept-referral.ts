// referral.accept: the addressee takes it on, and from now on sees what the envelope holds.
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { applyReferral } from '../apply-change.ts';
import { lockReferral } from '../load-facts.ts';
import { endOf, referralEvent, refuseAnswer } from '../rules.ts';
import { acceptReferralInput } from '../schema.ts';
import { mayAnswer } from '../who-may.ts';

export const acceptReferral = command({
  name: 'referral.accept',
  summary: 'Takes a referral on: the addressee sees what is shared for it until it is over.',
  input: acceptReferralInput,
  load: (tx, { referralId }, actor) => lockReferral(tx, referralId, actor),
  may: mayAnswer,
  decide(referral, _input, _actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    return (
      refuseAnswer(referral, 'accept', today) ?? {
        change: { accept: { id: referral.id, dueAt: endOf(referral.expiresOn) } },
        events: [referralEvent('referral.accepted', referral, { day: today.toString() })],
        result: { referralId: referral.id },
      }
    );
  },
  apply: applyReferral,
});

// referral.decline: the addressee can't take it on, and says why. She never sees what it held.
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { applyReferral } from '../apply-change.ts';
import { lockReferral } from '../load-facts.ts';
import { endEvents, refuseAnswer } from '../rules.ts';
import { declineReferralInput } from '../schema.ts';
import { mayAnswer } from '../who-may.ts';

export const declineReferral = command({
  name: 'referral.decline',
  summary: 'Declines a referral, with a reason.',
  input: declineReferralInput,
  load: (tx, { referralId }, actor) => lockReferral(tx, referralId, actor),
  may: mayAnswer,
  decide(referral, { reason }, _actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    return (
      refuseAnswer(referral, 'decline', today) ?? {
        change: { end: [{ id: referral.id, state: 'declined' as const, reason }] },
        events: endEvents(referral, { state: 'declined', reason }, today),
        result: { referralId: referral.id },
      }
    );
  },
  apply: applyReferral,
});

// referral.withdraw: whoever sent it takes it back. What it opened ends with the same commit.
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { applyReferral } from '../apply-change.ts';
import { lockReferral } from '../load-facts.ts';
import { endEvents, refuseTakingBack } from '../rules.ts';
import { withdrawReferralInput } from '../schema.ts';
import { mayTakeBack } from '../who-may.ts';

export const withdrawReferral = command({
  name: 'referral.withdraw',
  summary: 'Takes a referral back; whoever had accepted it sees nothing of it any more.',
  input: withdrawReferralInput,
  load: (tx, { referralId }, actor) => lockReferral(tx, referralId, actor),
  may: mayTakeBack,
  decide(referral, { reason }, _actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    return (
      refuseTakingBack(referral) ?? {
        change: { end: [{ id: referral.id, state: 'withdrawn' as const, reason }] },
        events: endEvents(referral, { state: 'withdrawn', reason }, today),
        result: { referralId: referral.id },
      }
    );
  },
  apply: applyReferral,
});

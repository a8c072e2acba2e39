// referral.complete: what was accepted is done, or was tried and not possible. What it opened ends.
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { applyReferral } from '../apply-change.ts';
import { lockReferral } from '../load-facts.ts';
import { endEvents, refuseCompletion } from '../rules.ts';
import { completeReferralInput } from '../schema.ts';
import { mayAnswer } from '../who-may.ts';

export const completeReferral = command({
  name: 'referral.complete',
  summary: 'Notes that a referral is done, or was tried and is not possible, with the reason.',
  input: completeReferralInput,
  load: (tx, { referralId }, actor) => lockReferral(tx, referralId, actor),
  may: mayAnswer,
  decide(referral, input, _actor, now) {
    const { outcome, reason = null } = input;
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    return (
      refuseCompletion(referral, input) ?? {
        change: { end: [{ id: referral.id, state: outcome, reason }] },
        events: endEvents(referral, { state: outcome, reason }, today),
        result: { referralId: referral.id },
      }
    );
  },
  apply: applyReferral,
});

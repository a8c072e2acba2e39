// package.answer: the partner takes on what it is asked, declines it, or says what became of it. Whoever
// answers has received it, too. When it is over the link leads nowhere any more.
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import type { Referral } from '../../referrals/facts.ts';
import { endEvents, endOf, referralEvent } from '../../referrals/rules.ts';
import { holdOwnPackage, type OwnPackage } from '../load-facts.ts';
import { packageEvent, refusePartnerAnswer } from '../rules.ts';
import { answerPackageInput } from '../schema.ts';

/** The referral to a partner: to nobody of it by name. */
function referralOf(one: OwnPackage): Referral {
  const { referralId: id, ...rest } = one;
  return { ...rest, id, kind: 'referral', toAccountId: null, standInId: null };
}

export const answerPackage = command({
  name: 'package.answer',
  summary: 'Accepts, declines or completes what was asked by the package of the link that asks.',
  input: answerPackageInput,
  load: (tx) => holdOwnPackage(tx),
  // The facts are those of the link that asks, or there are none.
  may: () => true,
  decide(one, { answer, reason }, _actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const refused = refusePartnerAnswer(one, { answer, reason }, today);
    if (refused) return refused;
    const referral = referralOf(one);
    const day = today.toString();
    const received = one.receivedAt === null;
    return {
      change: {
        received,
        answer,
        reason: reason ?? null,
        due: answer === 'accepted' ? endOf(one.expiresOn) : null,
      },
      events: [
        ...(received ? [packageEvent('package.received', one, today)] : []),
        ...(answer === 'accepted'
          ? [referralEvent('referral.accepted', referral, { day })]
          : endEvents(referral, { state: answer, reason: reason ?? null }, today)),
      ],
      result: { packageId: one.id, answer },
    };
  },
  apply(tx, { received, answer, reason, due }) {
    if (received) tx.text('select partners.receive()', []).catch(() => {});
    tx.text('select partners.answer($1, $2, $3)', [answer, reason, due?.toString() ?? null]).catch(
      () => {},
    );
  },
});

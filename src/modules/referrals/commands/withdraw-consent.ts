// consent.withdraw: she takes back what she agreed to. Whatever rests on it ends in the same
// transaction: referrals that wait, and those that were accepted with the access that they gave. It
// stands here and not with the ledger because it reaches over what was handed over.
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { type Consent, lockConsent } from '../../casefiles/consent-queries.ts';
import { refuseWithdrawal } from '../../casefiles/consent-rules.ts';
import { withdrawConsentInput } from '../../casefiles/consent-schema.ts';
import { endConsent } from '../../casefiles/consent-steps.ts';
import { applyReferral } from '../apply-change.ts';
import type { HeldReferral } from '../facts.ts';
import { lockResting } from '../load-facts.ts';
import { endEvents } from '../rules.ts';
import { referringUnits } from '../who-may.ts';

interface Facts {
  readonly consent: Consent;
  /** What rests on it. */
  readonly resting: readonly HeldReferral[];
  /** Where it is heard: the unit that asked her, or where she is at home. */
  readonly unitId: string;
}

export const withdrawConsent = command({
  name: 'consent.withdraw',
  summary:
    'Enters that a person takes back what she agreed to; what was shared by it ends at once.',
  input: withdrawConsentInput,
  async load(tx, { consentId }, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const consent = await lockConsent(tx, consentId);
    const unitId = referringUnits(actor).find(
      (unit) => unit === consent?.unitId || unit === consent?.homeUnitId,
    );
    if (!consent || !unitId) return problem('not-found');
    return { consent, unitId, resting: await lockResting(tx, consentId) };
  },
  may: (actor, { unitId }) => referringUnits(actor).includes(unitId),
  decide({ consent, resting, unitId }, _input, _actor, now) {
    const refused = refuseWithdrawal(consent);
    if (refused) return refused;
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const reason = 'consent-withdrawn' as const;
    return {
      change: {
        consent,
        unitId,
        referrals: {
          end: resting.map(({ id }) => ({ id, state: 'withdrawn' as const, reason })),
        },
      },
      events: [
        {
          kind: 'consent.withdrawn',
          unitId,
          personId: consent.personId,
          data: { consentId: consent.id, referrals: resting.length },
        },
        ...resting.flatMap((one) => endEvents(one, { state: 'withdrawn', reason }, today)),
      ],
      result: { consentId: consent.id, personId: consent.personId, referrals: resting.length },
    };
  },
  apply(tx, { consent, unitId, referrals }, now, actor) {
    endConsent(tx, consent, { unitId, accountId: actor.accountId }, now);
    applyReferral(tx, referrals, now, actor);
  },
});

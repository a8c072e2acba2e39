// package.send: a partner without accounts is asked to do something for a person who agreed to it. What she
// agreed to share is written out now, signed and sealed; it does not change any more.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { RESTRICTED_MEANWHILE } from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { sectionsOf } from '../../casefiles/consent-rules.ts';
import type { ShareSection } from '../../casefiles/consent-schema.ts';
import { applyReferral } from '../../referrals/apply-change.ts';
import type { ReferralChange } from '../../referrals/facts.ts';
import { decideSending, loadSending, type SendingFacts } from '../../referrals/sending.ts';
import { referringUnits } from '../../referrals/who-may.ts';
import { readContent } from '../content.ts';
import { keepPackage } from '../keep-package.ts';
import { findPartner } from '../queries.ts';
import { packageEvent } from '../rules.ts';
import { sendPackageInput } from '../schema.ts';
import { type SealedPackage, sealPackage } from '../sealing.ts';

interface Facts extends SendingFacts {
  /** A partner once, and none any more. */
  readonly ended: boolean;
  /** Undefined where nothing allows it: then nothing of her is even read. */
  readonly sealed: SealedPackage | undefined;
}
interface Change extends ReferralChange {
  readonly sealed: SealedPackage;
}

export const sendPackage = command({
  name: 'package.send',
  summary: 'Sends a partner without accounts a signed package that opens once.',
  input: sendPackageInput,
  async load(tx, input, actor, now, _ahead, ports): Promise<Facts | Problem> {
    const sending = await loadSending(tx, input, actor);
    if (isProblem(sending)) return sending;
    const ended = sending.partner && !(await findPartner(tx, input.toUnitId));
    const facts = { ...sending, ended };
    const by = (sealed: SealedPackage | undefined) => ({ ...facts, sealed });
    const { consent, personId, fromUnitId } = facts;
    const may = referringUnits(actor).includes(fromUnitId);
    const refused =
      !consent ||
      !may ||
      ended ||
      isProblem(decideSending('referral', facts, input, actor, now, 'package'));
    if (refused) return by(undefined);
    const { toUnitId, subjectId, body } = input;
    const content = await readContent(
      tx,
      {
        id: newId(),
        personId,
        fromUnitId,
        toUnitId,
        subjectId,
        purpose: consent.purpose,
        basis: consent.basis,
        until: input.until ? Temporal.PlainDate.from(input.until) : consent.until,
        sections: sectionsOf(input.sections ?? (consent.sections as ShareSection[])),
        asked: body,
      },
      now,
    );
    const sealed = content && (await sealPackage(content, { personId, toUnitId }, ports));
    return isProblem(sealed) ? sealed : by(sealed);
  },
  // PAR-7: a package goes out as a referral does: by what its unit asked her itself, to one partner
  may: (actor, { fromUnitId }) => referringUnits(actor).includes(fromUnitId),
  decide(facts, input, actor, now) {
    const decided = decideSending('referral', facts, input, actor, now, 'package');
    if (isProblem(decided)) return decided;
    if (facts.ended)
      return problem('invalid', 'invalid', { fields: { toUnitId: 'partner-ended' } });
    const { add } = decided.change;
    const { sealed } = facts;
    // What is refused above was not sealed; what is not refused was.
    if (!add || !sealed) throw new Error('a package that is allowed was not sealed');
    const day = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const of = { ...add, id: sealed.id, referralId: add.id };
    return {
      change: { add, sealed } satisfies Change,
      events: [...decided.events, packageEvent('package.sent', of, day)],
      result: { ...decided.result, packageId: sealed.id },
    };
  },
  apply(tx, { sealed, ...change }, now, actor) {
    applyReferral(tx, change, now, actor);
    if (change.add) keepPackage(tx, change.add.id, sealed);
  },
  refusals: RESTRICTED_MEANWHILE,
});

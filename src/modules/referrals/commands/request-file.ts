// file.request: a unit that sees a person in part asks the one where she is at home for sections of her
// file. Nothing opens by it: whoever holds the file accepts by an entry of the ledger, or declines.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import {
  refuseRestricted,
  RESTRICTED_MEANWHILE,
  restrictedSince,
} from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { sectionsOf } from '../../casefiles/consent-rules.ts';
import { survivorOf } from '../../people/one-person.ts';
import { applyReferral } from '../apply-change.ts';
import type { NewReferral } from '../facts.ts';
import { answerDue, referralEvent, refuseUntil } from '../rules.ts';
import { requestFileInput } from '../schema.ts';
import { referringUnits } from '../who-may.ts';

interface Facts {
  readonly personId: string;
  readonly language: string;
  readonly homeUnitId: string;
  readonly fromUnitId: string;
  readonly restricted: Temporal.Instant | undefined;
}

export const requestFile = command({
  name: 'file.request',
  summary: 'Asks the unit where a person is at home for sections of her file; nothing opens by it.',
  input: requestFileInput,
  // REF-15: asked for are sections of a file of which one sees a part now; of any other the answer is
  // that there is none
  async load(tx, input, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const personId = await survivorOf(tx, input.personId);
    const [person, subject] = await Promise.all([
      tx.first(
        build
          .selectFrom('people.person')
          .select(['language', 'unit_id as homeUnitId'])
          .where('id', '=', personId),
      ),
      tx.first(
        build.selectFrom('directory.subject').select('id').where('id', '=', input.subjectId),
      ),
    ]);
    const units = referringUnits(actor);
    // Whoever holds it has it.
    const [fromUnitId] = units;
    return person && subject && fromUnitId && !units.includes(person.homeUnitId)
      ? { ...person, personId, fromUnitId, restricted: await restrictedSince(tx, personId) }
      : problem('not-found');
  },
  may: (actor, { fromUnitId }) => referringUnits(actor).includes(fromUnitId),
  decide({ personId, language, homeUnitId, fromUnitId, restricted }, input, actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const expiresOn = Temporal.PlainDate.from(input.until);
    const refused = refuseRestricted(restricted) ?? refuseUntil(expiresOn, today);
    if (refused) return refused;
    const add: NewReferral = {
      id: newId(),
      kind: 'request',
      personId,
      fromUnitId,
      homeUnitId,
      toUnitId: homeUnitId,
      toAccountId: null,
      standInId: null,
      state: 'requested',
      expiresOn,
      dueAt: answerDue(now, expiresOn),
      chased: 0,
      madeBy: actor.accountId,
      consentId: null,
      subjectId: input.subjectId,
      language,
      purpose: input.purpose,
      sections: sectionsOf(input.sections),
      body: input.body,
    };
    return {
      change: { add },
      events: [
        referralEvent('referral.sent', add, { subjectId: add.subjectId, day: today.toString() }),
      ],
      result: { referralId: add.id, personId },
    };
  },
  apply: applyReferral,
  refusals: RESTRICTED_MEANWHILE,
});

// file.assign: within a unit a colleague is named for a person’s case, with a stand-in. It opens nothing:
// she sees what her unit has. It is hers when she accepts.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { survivorOf } from '../../people/one-person.ts';
import { applyReferral } from '../apply-change.ts';
import type { NewReferral } from '../facts.ts';
import { findHolding } from '../load-facts.ts';
import { worksAt } from '../queries.ts';
import {
  answerDue,
  ASSIGNED_MONTHS,
  referralEvent,
  refuseAssignee,
  refuseUntil,
} from '../rules.ts';
import { assignFileInput } from '../schema.ts';
import { referringUnits } from '../who-may.ts';

interface Facts {
  readonly personId: string;
  readonly language: string;
  readonly homeUnitId: string;
  /** The unit that has her. */
  readonly unitId: string;
  readonly restsOn: string | null;
  /** The last day of what it rests on. */
  readonly endsOn: Temporal.PlainDate | null;
  readonly assigneeKnown: boolean;
  readonly standInKnown: boolean;
}

export const assignFile = command({
  name: 'file.assign',
  summary: 'Names a colleague of one’s own unit, with a stand-in, for the case of a person.',
  input: assignFileInput,
  async load(tx, input, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const personId = await survivorOf(tx, input.personId);
    const person = await tx.first(
      build
        .selectFrom('people.person')
        .select(['language', 'unit_id as homeUnitId'])
        .where('id', '=', personId),
    );
    if (!person) return problem('not-found');
    const { unitId: wished } = input;
    const units = referringUnits(actor).filter((unit) => !wished || unit === wished);
    const holding = await findHolding(tx, personId, units);
    if (!holding) return problem('not-found');
    const { unitId, restsOn, endsOn } = holding;
    const [assigneeKnown, standInKnown] = await Promise.all([
      worksAt(tx, input.toAccountId, unitId),
      worksAt(tx, input.standInId, unitId),
    ]);
    return {
      ...person,
      personId,
      unitId,
      restsOn,
      endsOn,
      assigneeKnown,
      standInKnown,
    };
  },
  may: (actor, { unitId }) => referringUnits(actor).includes(unitId),
  decide(facts, input, actor, now) {
    const { personId, unitId, restsOn, endsOn } = facts;
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const expiresOn = input.until
      ? Temporal.PlainDate.from(input.until)
      : (endsOn ?? today.add({ months: ASSIGNED_MONTHS }));
    const refused = refuseAssignee(input, facts) ?? refuseUntil(expiresOn, today, endsOn);
    if (refused) return refused;
    const add: NewReferral = {
      id: newId(),
      kind: 'assignment',
      personId,
      fromUnitId: unitId,
      homeUnitId: facts.homeUnitId,
      toUnitId: unitId,
      toAccountId: input.toAccountId,
      standInId: input.standInId ?? null,
      state: 'requested',
      expiresOn,
      dueAt: answerDue(now, expiresOn),
      chased: 0,
      madeBy: actor.accountId,
      consentId: null,
      subjectId: null,
      language: facts.language,
      purpose: null,
      restsOn,
      sections: ['name'],
      body: input.body,
    };
    return {
      change: { add },
      events: [referralEvent('referral.sent', add, { day: today.toString() })],
      result: { referralId: add.id, personId },
    };
  },
  apply: applyReferral,
});

// consent.record: what a person agreed to share, with whom, for what, until when; or which article
// allows it without her. Nothing else follows from it, and no service asks for it.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, isFenced, mayAct, reachesPeople, type Role, WELCOME } from '../../access/decide.ts';
import {
  refuseRestricted,
  RESTRICTED_MEANWHILE,
  restrictedSince,
} from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { build } from '#platform/db/transaction.ts';
import { survivorOf } from '../../people/one-person.ts';
import { refuseConsent, sectionsOf, useOfBasis } from '../consent-rules.ts';
import { recordConsentInput } from '../consent-schema.ts';

const ASK: readonly Role[] = [...DESK, ...WELCOME];

interface Facts {
  readonly personId: string;
  readonly homeUnitId: string;
  /** The unit for which she is asked. */
  readonly unitId: string;
  readonly link: EnforcementLink;
  readonly mediatorKnown: boolean;
  readonly restricted: Temporal.Instant | undefined;
}

export const recordConsent = command({
  name: 'consent.record',
  summary:
    'Enters what a person agreed to share: with which unit, for what, which sections, until when.',
  input: recordConsentInput,
  async load(tx, { personId: named, toUnitId, mediatorId }, actor): Promise<Facts | Problem> {
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    const personId = await survivorOf(tx, named);
    const [person, unit, mediator] = await Promise.all([
      tx.first(
        build
          .selectFrom('people.person')
          .select('unit_id as homeUnitId')
          .where('id', '=', personId),
      ),
      tx.first(
        build
          .selectFrom('access.unit')
          .select('enforcement_link as link')
          .$narrowType<{ link: EnforcementLink }>()
          .where('id', '=', toUnitId),
      ),
      mediatorId
        ? tx.first(
            build
              .selectFrom('access.account')
              .select('id')
              .where('id', '=', mediatorId)
              .where('kind', '=', 'person'),
          )
        : { id: '' },
    ]);
    const unitId = actor.memberships.find(({ role }) =>
      (ASK as readonly string[]).includes(role),
    )?.unitId;
    if (!person || !unit || !unitId) return problem('not-found');
    return {
      ...person,
      ...unit,
      personId,
      unitId,
      mediatorKnown: mediator !== undefined,
      restricted: await restrictedSince(tx, personId),
    };
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: ASK, units: [unitId] }),
  decide({ personId, homeUnitId, unitId, link, mediatorKnown, restricted }, input, _actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const refused =
      refuseRestricted(restricted, useOfBasis(input.basis)) ??
      refuseConsent({ ...input, ownUnitId: unitId }, link, today);
    if (refused) return refused;
    if (!mediatorKnown)
      return problem('invalid', 'invalid', { fields: { mediatorId: 'unknown-choice' } });
    const id = newId();
    return {
      change: { id, personId, homeUnitId, unitId, input },
      events: [
        {
          kind: 'consent.recorded',
          unitId,
          personId,
          data: { consentId: id, basis: input.basis, until: input.until },
        },
      ],
      result: { consentId: id, personId },
    };
  },
  apply(tx, { id, personId, homeUnitId, unitId, input }, now, actor) {
    tx.write(
      build.insertInto('casefiles.consent').values({
        id,
        person_id: personId,
        home_unit_id: homeUnitId,
        unit_id: unitId,
        account_id: actor.accountId,
        recipient_unit_id: input.toUnitId,
        purpose: input.purpose,
        sections: sectionsOf(input.sections),
        basis: input.basis,
        language: input.language,
        mediator_id: input.mediatorId ?? null,
        until: Temporal.PlainDate.from(input.until),
        given_at: now,
      }),
    );
  },
  refusals: RESTRICTED_MEANWHILE,
});

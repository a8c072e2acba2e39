// conference.call: named people of several units speak of the files of one person, or of her household, on
// one day. What is opened to them is opened for those hours, by what she agreed to or another article.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import {
  refuseRestricted,
  RESTRICTED_MEANWHILE,
  restrictedSince,
} from '../../access/restriction.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { type Consent, lockConsent } from '../../casefiles/consent-queries.ts';
import { sectionsOf, useOfConsent } from '../../casefiles/consent-rules.ts';
import { SHARE_SECTIONS, type ShareSection } from '../../casefiles/consent-schema.ts';
import { listHouseholds } from '../../people/household-queries.ts';
import { listHeldSections } from '../../referrals/queries.ts';
import { refuseMoreThanHeld } from '../../referrals/rules.ts';
import { referringUnits } from '../../referrals/who-may.ts';
import { listAsked, listLedgerIds } from '../queries.ts';
import { type Asked, hoursOf, placesOf, refuseFiles } from '../rules.ts';
import { callConferenceInput } from '../schema.ts';

interface Facts {
  readonly unitId: string;
  readonly personIds: readonly string[];
  /** The others of each household in which she stands. */
  readonly households: readonly (readonly string[])[];
  /** What the calling unit reaches of all of them. */
  readonly held: readonly ShareSection[];
  readonly asked: readonly Asked[];
  /** Those that count: of a restricted file only what she agreed to since, or where somebody is in danger. */
  readonly ledger: readonly Consent[];
  /** Since when one of the files is restricted so that an entry doesn't count. */
  readonly restricted: Temporal.Instant | undefined;
}

export const callConference = command({
  name: 'conference.call',
  summary:
    'Calls named people of several units to speak of a person, and opens her file to them for those hours.',
  input: callConferenceInput,
  async load(tx, input, actor): Promise<Facts | Problem> {
    const [unitId] = referringUnits(actor);
    if (isFenced(actor) || !reachesPeople(actor) || !unitId) return problem('not-found');
    const personIds = [...new Set([input.personId, ...input.familyIds])].toSorted();
    const known = await tx.all(
      build.selectFrom('people.person').select('id').where('id', 'in', personIds),
    );
    if (known.length < personIds.length) return problem('not-found');
    const accountIds = [...new Set([...input.accountIds, actor.accountId])].toSorted();
    const [households, asked, ledgerIds, ...helds] = await Promise.all([
      listHouseholds(tx, input.personId),
      listAsked(tx, accountIds, personIds, unitId),
      listLedgerIds(tx, personIds, unitId),
      ...personIds.map((id) => listHeldSections(tx, id)),
    ]);
    const since = new Map<string, Temporal.Instant>();
    for (const id of personIds) {
      const restricted = await restrictedSince(tx, id);
      if (restricted) since.set(id, restricted);
    }
    const ledger: Consent[] = [];
    let left: Temporal.Instant | undefined;
    // One after the other, in the order of ids: a withdrawal comes before or after, never between.
    for (const id of ledgerIds) {
      const consent = await lockConsent(tx, id);
      const marked = consent && since.get(consent.personId);
      if (marked && !useOfConsent(consent, marked)) left = marked;
      else if (consent) ledger.push(consent);
    }
    const held = SHARE_SECTIONS.filter((section) =>
      helds.every((one) => one.includes('spine') || one.includes(section)),
    );
    return {
      unitId,
      personIds,
      households: households.map(({ others }) => others.map(({ personId }) => personId)),
      held,
      asked,
      ledger,
      restricted: left,
    };
  },
  may: (actor, { unitId }) => referringUnits(actor).includes(unitId),
  decide({ unitId, personIds, households, held, asked, ledger, restricted }, input, _actor, now) {
    const sections = sectionsOf(input.sections);
    const hours = hoursOf(input, now);
    if (isProblem(hours)) return hours;
    const refused =
      refuseFiles(
        input.familyIds.filter((id) => id !== input.personId),
        households,
      ) ?? refuseMoreThanHeld(sections, held);
    if (refused) return refused;
    const places = placesOf(
      asked,
      {
        unitId,
        personIds,
        sections,
        until: Temporal.PlainDate.from(input.day),
        today: now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate(),
      },
      ledger,
    );
    // What isn't allowed might be, were her file not restricted.
    if (isProblem(places)) return refuseRestricted(restricted) ?? places;
    const id = newId();
    return {
      change: { id, unitId, personIds, sections, places, hours, input },
      events: personIds.map((personId) => ({
        kind: 'conference.called',
        unitId,
        personId,
        data: {
          conferenceId: id,
          purpose: input.purpose,
          invited: places.length,
          units: [...new Set(places.map((place) => place.unitId))].toSorted(),
        },
      })),
      result: { conferenceId: id, personId: input.personId },
    };
  },
  apply(tx, { id, unitId, personIds, sections, places, hours, input }) {
    const seats = places.flatMap(({ accountId, unitId: of, consents }) =>
      consents.map((one) => ({ ...one, accountId, of, seatId: newId() })),
    );
    const { purpose, question } = input;
    const { startsAt, endsAt } = hours;
    tx.text(
      `select conferences.call($1, $2, $3, $4, $5::text[], $6::uuid[], $7, $8, $9::uuid[], $10::uuid[],
         $11::uuid[], $12::text[], $13::uuid[])`,
      [
        id,
        unitId,
        purpose,
        question,
        [...sections],
        [...personIds],
        startsAt.toString(),
        endsAt.toString(),
        seats.map(({ seatId }) => seatId),
        seats.map(({ personId }) => personId),
        seats.map(({ accountId }) => accountId),
        seats.map(({ of }) => of),
        seats.map(({ consentId }) => consentId),
      ],
    ).catch(() => {});
  },
  refusals: RESTRICTED_MEANWHILE,
});

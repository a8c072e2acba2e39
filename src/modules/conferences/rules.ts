// Who may come to a conference, when it is, and what ends it. Pure.
import { type Problem, problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import { type Agreed, refuseSharing } from '../casefiles/consent-rules.ts';
import type { ShareSection } from '../casefiles/consent-schema.ts';
import type { ConferenceOutcome } from './schema.ts';

/** Longest that files are open for one. */
export const CONFERENCE_HOURS = 8;
/** How far ahead one is called. */
export const CONFERENCE_DAYS = 60;
/** A beginning that has just passed is now: the form was being filled in. */
const GRACE_MINUTES = 4;

/** From when to when, exactly. */
export interface Hours {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

/** The hours of a conference on one day, or what is wrong with them. */
// CNF-1: a conference is at one stretch of one day, eight hours at most, not in the past and within sixty
// days; what it opens is open for those hours and no longer
export function hoursOf(
  asked: { readonly day: string; readonly from: string; readonly to: string },
  now: Temporal.Instant,
): Hours | Problem {
  const day = Temporal.PlainDate.from(asked.day);
  const at = (time: string) =>
    day.toZonedDateTime({ timeZone: NETWORK_ZONE, plainTime: Temporal.PlainTime.from(time) });
  const [starts, ends] = [at(asked.from), at(asked.to)];
  const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
  const fields: Record<string, string> = {};
  if (Temporal.PlainDate.compare(day, today) < 0) fields['day'] = 'date-past';
  else if (Temporal.PlainDate.compare(day, today.add({ days: CONFERENCE_DAYS })) > 0)
    fields['day'] = 'conference-too-far';
  else if (
    Temporal.Instant.compare(starts.toInstant(), now.subtract({ minutes: GRACE_MINUTES })) < 0
  )
    fields['from'] = 'time-past';
  if (Temporal.ZonedDateTime.compare(ends, starts) <= 0) fields['to'] = 'hours-end-first';
  else if (ends.since(starts).total('hours') > CONFERENCE_HOURS)
    fields['to'] = 'conference-too-long';
  return Object.keys(fields).length > 0
    ? problem('invalid', 'invalid', { fields })
    : { startsAt: starts.toInstant(), endsAt: ends.toInstant() };
}

/** Somebody who is asked to come, and for which units she could. */
export interface Asked {
  readonly accountId: string;
  /** None: she does not work there, polices borders, or may not come for another cause. */
  readonly unitIds: readonly string[];
}
/** Her place at it: for which unit, and for each file the entry of the ledger that allows it. */
export interface Place {
  readonly accountId: string;
  readonly unitId: string;
  readonly consents: readonly { readonly personId: string; readonly consentId: string | null }[];
}

/** The places of those who are asked, or why they can't all come. */
// CNF-2: whoever comes from another unit is covered by the ledger, for each of the files: her agreement or
// another article, for that unit, these sections and that day; colleagues of the calling unit need none
// CNF-3: nobody from behind the fence comes, nobody who serves no one, and nobody whom she keeps away; all
// are answered alike, so that none of it is told
// CNF-4: a conference is of several units: somebody comes from another
export function placesOf(
  asked: readonly Asked[],
  call: {
    readonly unitId: string;
    readonly personIds: readonly string[];
    readonly sections: readonly ShareSection[];
    readonly until: Temporal.PlainDate;
    readonly today: Temporal.PlainDate;
  },
  ledger: readonly (Agreed & { readonly id: string })[],
): Place[] | Problem {
  const refuse = (code: string) => problem('invalid', 'invalid', { fields: { accountIds: code } });
  if (asked.some(({ unitIds }) => unitIds.length === 0)) return refuse('cannot-come');
  const allowed = (personId: string, toUnitId: string) =>
    ledger.find(
      (one) =>
        one.unitId === call.unitId &&
        !refuseSharing(
          one,
          { personId, toUnitId, sections: call.sections, until: call.until },
          call.today,
        ),
    )?.id;
  const places = asked.map(({ accountId, unitIds }): Place | undefined => {
    if (unitIds.includes(call.unitId)) {
      const consents = call.personIds.map((personId) => ({ personId, consentId: null }));
      return { accountId, unitId: call.unitId, consents };
    }
    for (const unitId of unitIds) {
      const consents = call.personIds.flatMap((personId) => {
        const consentId = allowed(personId, unitId);
        return consentId ? [{ personId, consentId }] : [];
      });
      if (consents.length === call.personIds.length) return { accountId, unitId, consents };
    }
    return undefined;
  });
  if (places.includes(undefined)) return refuse('not-agreed-for-all');
  const whole = places.filter((place) => place !== undefined);
  return whole.some(({ unitId }) => unitId !== call.unitId) ? whole : refuse('one-unit-alone');
}

/** Why these files are not spoken of together, or nothing. */
// CNF-5: several files are of one household, as whoever calls knows it; of two homes of a child one
export function refuseFiles(
  familyIds: readonly string[],
  households: readonly (readonly string[])[],
): Problem | undefined {
  const ofOne = households.some((others) => familyIds.every((id) => others.includes(id)));
  return familyIds.length === 0 || ofOne
    ? undefined
    : problem('invalid', 'invalid', { fields: { familyIds: 'not-of-the-household' } });
}

/** A conference, as far as it decides what becomes of it. */
export interface Conference extends Hours {
  readonly id: string;
  readonly unitId: string;
  readonly outcome: ConferenceOutcome | null;
  readonly accountIds: readonly string[];
  readonly personIds: readonly string[];
}

/** Why it can't be ended like this, or nothing. */
// CNF-6: what began is ended once, by the unit that called it, with those of the invited who came and what
// was agreed; also after its hours, when what it opened has ended by itself
export function refuseEnding(
  conference: Conference,
  attended: readonly string[],
  now: Temporal.Instant,
): Problem | undefined {
  if (conference.outcome !== null) return problem('conflict', 'conference-over');
  if (Temporal.Instant.compare(now, conference.startsAt) < 0)
    return problem('conflict', 'conference-not-begun');
  return attended.every((id) => conference.accountIds.includes(id))
    ? undefined
    : problem('invalid', 'invalid', { fields: { attended: 'unknown-choice' } });
}

/** Why it can't be called off, or nothing. */
// CNF-7: what has not been ended is called off; what it opened is closed at once
export function refuseCallingOff(conference: Conference): Problem | undefined {
  return conference.outcome === null ? undefined : problem('conflict', 'conference-over');
}

/** How it stands at a moment. */
export function stateOf(
  conference: Hours & { readonly outcome: ConferenceOutcome | null },
  now: Temporal.Instant,
): 'to-come' | 'open' | 'to-be-recorded' | ConferenceOutcome {
  if (conference.outcome !== null) return conference.outcome;
  if (Temporal.Instant.compare(now, conference.startsAt) < 0) return 'to-come';
  return Temporal.Instant.compare(now, conference.endsAt) < 0 ? 'open' : 'to-be-recorded';
}

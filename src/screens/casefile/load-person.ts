// What is known of a person, as far as the asking account may know it. An office with a direct
// enforcement link sees what she brought to it and its own acts: nothing of the rest is even asked.
import { listRestrictions, type Restriction } from '#modules/access/restriction.ts';
import { listOwnActs, type OwnAct } from '#modules/attendances/queries.ts';
import { listNeeds, listOwnNotes, type Need, type OwnNote } from '#modules/casefiles/queries.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { findPerson, type Person } from '#modules/people/queries.ts';
import {
  listStopsOf,
  listVisitsOf,
  type PersonStop,
  type PersonVisit,
} from '#modules/visits/desk-queries.ts';
import type { Transaction } from '#platform/db/transaction.ts';

export interface KnownPerson {
  readonly person: Person | undefined;
  /** Needs that may be seen here, the oldest first. */
  readonly needs: readonly Need[];
  readonly notes: readonly OwnNote[];
  readonly acts: readonly OwnAct[];
  readonly stops: readonly PersonStop[];
  /** The newest first; none behind the fence. */
  readonly visits: readonly PersonVisit[];
  /** Marks that say that her file is kept and not worked with. */
  readonly restrictions: readonly Restriction[];
  /** Whether a subject may be known here: what could put her in danger only where she took it. */
  readonly shows: (subjectId: string) => boolean;
}

/** Reads what is known of a person. Note the reading before showing any of it. */
export async function loadPerson(
  tx: Transaction,
  personId: string,
  own: { readonly unitIds: readonly string[]; readonly fenced: boolean },
  directory: Directory,
): Promise<KnownPerson> {
  const [person, notes, acts, allStops, allNeeds, visits, restrictions] = await Promise.all([
    findPerson(tx, personId),
    listOwnNotes(tx, personId),
    listOwnActs(tx, personId),
    own.fenced ? [] : listStopsOf(tx, personId),
    own.fenced ? [] : listNeeds(tx, personId),
    own.fenced ? [] : listVisitsOf(tx, personId),
    own.fenced ? [] : listRestrictions(tx, personId),
  ]);
  const ours = new Set(
    allStops.filter((stop) => own.unitIds.includes(stop.unitId)).map((stop) => stop.subjectId),
  );
  // What could put her in danger if it were known is known only where she took it.
  const shown = (subjectId: string) =>
    !directory.subjects.get(subjectId)?.sensitive || ours.has(subjectId);
  return {
    shows: shown,
    person,
    notes,
    acts,
    visits,
    restrictions,
    stops: allStops.filter((stop) => shown(stop.subjectId)),
    needs: allNeeds.filter((need) => shown(need.subjectId)),
  };
}

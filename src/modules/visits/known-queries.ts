// Known or new? What tells people apart at the door who may be meant by a name, the number of a file,
// today's ticket or the code of a summary. For those who receive people; row security leaves out whoever is out of reach.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import { type FoundPerson, listFound, searchPeople } from '../people/queries.ts';
import { type Fit, fileNumberOf, ticketNumberOf } from '../people/search-rules.ts';
import { findPersonOfSummary } from './link-queries.ts';

/** How somebody was found. */
export type FoundBy = Fit | 'file' | 'ticket' | 'summary';

/** Somebody who may be meant. */
export interface KnownPerson extends FoundPerson {
  readonly foundBy: FoundBy;
  /** She was born in the year that was typed beside the name. */
  readonly sameYear: boolean;
  /** Number of her file. */
  readonly file: string | null;
  /** Her open visit, when she is in a house now. */
  readonly hereVisitId: string | null;
  readonly hereNumber: number | null;
  /** Her last visit, and the office that served her then; never one of a matter to be kept quiet. */
  readonly lastDay: Temporal.PlainDate | null;
  readonly lastOfficeId: string | null;
  /** Needs of earlier visits that are not over, by subject; none that is to be kept quiet. */
  readonly openSubjects: readonly string[];
}

type Details = Pick<
  KnownPerson,
  'file' | 'hereVisitId' | 'hereNumber' | 'lastDay' | 'lastOfficeId' | 'openSubjects'
> & { readonly personId: string };

/** People who may be meant by what was typed or scanned, the likeliest first. Note whom you show. */
export async function findKnown(
  tx: Transaction,
  typed: string,
  house: { readonly centreId: string; readonly day: Temporal.PlainDate },
): Promise<KnownPerson[]> {
  const shown = await findPersonOfSummary(tx, typed);
  if (shown) {
    const found = await listFound(tx, [shown]);
    return tellApart(
      tx,
      found.map((one) => ({ ...one, foundBy: 'summary' as const, sameYear: false })),
    );
  }
  const file = fileNumberOf(typed);
  const ticket = ticketNumberOf(typed);
  if (file !== undefined || ticket !== undefined) {
    const ids = await tx.all(
      file === undefined
        ? sql<{ id: string }>`select person_id as id from visits.visit
            where centre_id = ${house.centreId} and day = ${house.day.toString()}::date
              and number = ${ticket}`
        : sql<{ id: string }>`select person_id as id from casefiles.case_file
            where number = ${file}`,
    );
    const by = file === undefined ? 'ticket' : 'file';
    const found = await listFound(
      tx,
      ids.map(({ id }) => id),
    );
    if (found.length > 0)
      return tellApart(
        tx,
        found.map((one) => ({ ...one, foundBy: by, sameYear: false })),
      );
  }
  const ranked = await searchPeople(tx, typed);
  return tellApart(
    tx,
    ranked.map(({ candidate, fit, sameYear }) => ({ ...candidate, foundBy: fit, sameYear })),
  );
}

/** One person by her id, as somebody found; undefined: not there, or out of reach. */
export async function findKnownById(
  tx: Transaction,
  personId: string,
): Promise<KnownPerson | undefined> {
  const found = await listFound(tx, [personId]);
  return (
    await tellApart(
      tx,
      found.map((one) => ({ ...one, foundBy: 'file' as const, sameYear: false })),
    )
  )[0];
}

async function tellApart(
  tx: Transaction,
  found: readonly (FoundPerson & Pick<KnownPerson, 'foundBy' | 'sameYear'>)[],
): Promise<KnownPerson[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ personId }) => personId);
  const rows = await tx.all(sql<Details>`
    select p.id as "personId", f.number as file, here.id as "hereVisitId",
           here.number as "hereNumber", last.day as "lastDay", served.office_id as "lastOfficeId",
           coalesce(left_over.subjects, '{}') as "openSubjects"
    from unnest(${ids}::uuid[]) p (id)
    cross join lateral (select people.files_of(p.id) as ids) one
    left join casefiles.case_file f on f.person_id = p.id
    left join lateral (select v.id, v.number from visits.visit v
      where v.person_id = any (one.ids) and v.closed_at is null limit 1) here on true
    left join lateral (select v.id, v.day from visits.visit v
      where v.person_id = any (one.ids) and v.state = 'closed'
      order by v.arrived_at desc limit 1) last on true
    left join lateral (select s.office_id from visits.stop s
      join directory.subject sub on sub.id = s.subject_id and not sub.sensitive
      where s.visit_id = last.id and s.state = 'done' order by s.rank desc limit 1) served on true
    left join lateral (select array_agg(distinct n.subject_id) as subjects from casefiles.need n
      join directory.subject sub on sub.id = n.subject_id and not sub.sensitive
      where n.person_id = any (one.ids) and n.state in ('open', 'in-progress', 'something-missing')
        and n.visit_id is distinct from here.id) left_over on true`);
  const details = new Map(rows.map((row) => [row.personId, row]));
  return found.flatMap((one) => {
    const more = details.get(one.personId);
    return more ? [{ ...one, ...more }] : [];
  });
}

// Known or new? What tells people apart at the door who may be meant by a name, the number of a file,
// today's ticket, the code of a summary, a telephone number or one of her household. For those who receive people; row security leaves out whoever is out of reach.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import { readFileNumber, readPhone, ticketNumberOf } from '../people/search-numbers.ts';
import {
  findByPhone,
  findRelatives,
  type FoundPerson,
  listFound,
  searchPeople,
} from '../people/search-queries.ts';
import type { Fit } from '../people/search-rules.ts';
import { findPersonOfSummary } from './link-queries.ts';

/** How somebody was found. */
export type FoundBy = Fit | 'file' | 'ticket' | 'summary' | 'phone' | 'household' | 'further';

/** Somebody who may be meant. */
export interface KnownPerson extends FoundPerson {
  readonly foundBy: FoundBy;
  /** She was born in the year that was typed beside the name. */
  readonly sameYear: boolean;
  /** Found in one household with this person, who was found by what was typed. */
  readonly through?: string | undefined;
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

/** A household is shown while no more than these were found by what was typed. */
const FEW = 3;

/**
 * People who may be meant by what was typed or scanned, the likeliest first. Note whom you show.
 *
 * A number may be one of several things, and a file's may look like a name: whoever is found by any of
 * them is shown, in this order: file, ticket, telephone, name.
 * PEO-28: who stands in one household with somebody found comes after all of them, when at most three
 * were found: a mother's name leads to her child's ticket, and Maria's doesn't list a hundred families.
 */
export async function findKnown(
  tx: Transaction,
  typed: string,
  house: { readonly centreId: string; readonly day: Temporal.PlainDate },
): Promise<KnownPerson[]> {
  const shown = await findPersonOfSummary(tx, typed);
  if (shown) return tellApart(tx, foundBy('summary', await listFound(tx, [shown])));
  const met: Met[] = [];
  const file = readFileNumber(typed);
  if (file !== undefined)
    met.push(...foundBy('file', await listFound(tx, await idsOfFile(tx, file))));
  const ticket = ticketNumberOf(typed);
  if (ticket !== undefined)
    met.push(...foundBy('ticket', await listFound(tx, await idsOfTicket(tx, ticket, house))));
  const phone = readPhone(typed);
  if (phone) met.push(...foundBy('phone', await findByPhone(tx, phone)));
  if (met.length === 0 || file !== undefined)
    for (const { candidate, fit, sameYear, byFurther } of await searchPeople(tx, typed))
      met.push({ ...candidate, foundBy: byFurther ? 'further' : fit, sameYear });
  const once = [
    ...new Map(met.toReversed().map((one) => [one.personId, one])).values(),
  ].toReversed();
  if (once.length > 0 && once.length <= FEW)
    for (const one of await findRelatives(
      tx,
      once.map(({ personId }) => personId),
    ))
      once.push({ ...one, foundBy: 'household', sameYear: false });
  return tellApart(tx, once);
}

type Met = FoundPerson & Pick<KnownPerson, 'foundBy' | 'sameYear' | 'through'>;

const foundBy = (by: FoundBy, found: readonly FoundPerson[]): Met[] =>
  found.map((one) => ({ ...one, foundBy: by, sameYear: false }));

async function idsOfFile(tx: Transaction, number: string): Promise<string[]> {
  const rows = await tx.all(
    sql<{ id: string }>`select person_id as id from casefiles.case_file where number = ${number}`,
  );
  return rows.map(({ id }) => id);
}

async function idsOfTicket(
  tx: Transaction,
  number: number,
  house: { readonly centreId: string; readonly day: Temporal.PlainDate },
): Promise<string[]> {
  const rows = await tx.all(sql<{ id: string }>`select person_id as id from visits.visit
    where centre_id = ${house.centreId} and day = ${house.day.toString()}::date
      and number = ${number}`);
  return rows.map(({ id }) => id);
}

/** One person by her id, as somebody found; undefined: not there, or out of reach. */
export async function findKnownById(
  tx: Transaction,
  personId: string,
): Promise<KnownPerson | undefined> {
  return (await tellApart(tx, foundBy('file', await listFound(tx, [personId]))))[0];
}

async function tellApart(tx: Transaction, found: readonly Met[]): Promise<KnownPerson[]> {
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

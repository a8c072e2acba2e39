// Who is on her way to a house, and who is in it without her paper.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';

/** Somebody whom another house sent on. */
export interface ExpectedPerson {
  readonly id: string;
  readonly personId: string;
  readonly name: string | null;
  readonly language: string;
  readonly fromCentreId: string;
  /** What the desk that sent her on tells whoever receives her here. */
  readonly note: string | null;
  /** What she needs still, of the pictures that anyone may see. */
  readonly subjectIds: readonly string[];
}

/** Whom a house expects, the longest expected first. Names are read: note it. */
export function listExpected(
  tx: Transaction,
  centreId: string,
  now: Temporal.Instant,
): Promise<ExpectedPerson[]> {
  return tx.all(sql<ExpectedPerson>`
    select e.id, e.person_id as "personId", p.name, e.language,
           e.from_centre_id as "fromCentreId", e.note,
           array(select distinct n.subject_id from casefiles.need n
                 join directory.subject s on s.id = n.subject_id and not s.sensitive
                 where n.visit_id = e.from_visit_id and n.state not in ('solved', 'dropped')
                   and (e.need_id is null or n.id = e.need_id)) as "subjectIds"
    from visits.expected e join people.person p on p.id = e.person_id
    where e.to_centre_id = ${centreId} and e.arrived_visit_id is null
      and e.until > ${now.toString()}::timestamptz
    order by e.sent_at limit 20`);
}

/** What somebody remembers who lost her paper. */
export interface Remembered {
  readonly personIds?: readonly string[] | undefined;
  readonly language?: string | undefined;
  /** She came at this time or later; times of the house's day. */
  readonly from?: Temporal.Instant | undefined;
  readonly to?: Temporal.Instant | undefined;
}

/** Open visits of a house's day that may be hers, by their ids, the newest first. */
export async function listRemembered(
  tx: Transaction,
  house: { readonly centreId: string; readonly day: Temporal.PlainDate },
  { personIds, language, from, to }: Remembered,
): Promise<readonly string[]> {
  const rows = await tx.all(sql<{ id: string }>`
    select v.id from visits.visit v
    where v.centre_id = ${house.centreId} and v.day = ${house.day.toString()}::date
      and v.state = 'open'
      and (${personIds === undefined} or v.person_id = any (${[...(personIds ?? [])]}::uuid[]))
      and (${language ?? null}::text is null or v.language = ${language ?? null})
      and v.arrived_at >= coalesce(${from?.toString() ?? null}::timestamptz, '-infinity')
      and v.arrived_at <= coalesce(${to?.toString() ?? null}::timestamptz, 'infinity')
    order by v.number desc limit 60`);
  return rows.map(({ id }) => id);
}

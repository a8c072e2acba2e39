// Who in a house answers a subject, the best first: for the door, and for a need found at a desk.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Answer } from './reception-rules.ts';

/**
 * DIR-8 in SQL: for each subject, the services of this house that answer it, the best first; with the
 * tickets that each has left on a day, when one is named.
 */
export async function listAnswers(
  tx: Transaction,
  centreId: string,
  subjectIds: readonly string[],
  day?: Temporal.PlainDate,
): Promise<Answer[]> {
  const rows = await tx.all(sql<Answer & { left: number | null }>`
    select asked.id as "subjectId", o.id as "officeId", o.unit_id as "unitId", s.id as "serviceId",
           s.booking = 'appointment' as "byAppointment", u.enforcement_link = 'direct' as direct,
           (os.tickets_per_day - (case when os.tickets_per_day is not null then (
              select count(*) from visits.stop st where st.office_id = o.id
                and st.service_id = s.id and st.day = ${day?.toString() ?? null}::date
                and st.from_stop_id is null) end))::int as "left"
    from unnest(${[...subjectIds]}::text[]) with ordinality as asked (id, place)
    join directory.subject sub on sub.id = asked.id
    join directory.subject own on coalesce(own.parent_id, own.id) = coalesce(sub.parent_id, sub.id)
    join directory.service s on s.subject_id = own.id
    join directory.office_service os on os.service_id = s.id
    join directory.office o on o.id = os.office_id and o.centre_id = ${centreId}
      and o.closed_on is null
    join access.unit u on u.id = o.unit_id
    cross join lateral (select s.subject_id = sub.id or exists (
      select from directory.service_subject ss
      where ss.service_id = s.id and ss.subject_id = sub.id) as exactly) e
    where sub.parent_id is null or e.exactly or s.subject_id = sub.parent_id
    order by asked.place, sub.parent_id is not null and e.exactly desc, os.rank, o.position, s.id`);
  return rows.map(({ left, ...answer }) => ({ ...answer, left: left ?? undefined }));
}

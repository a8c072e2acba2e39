// The house as it is now, as the forecast wants it: read for those who receive people in it, whom row
// security shows every stop of the house.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Precedence } from '../planning/rules/precedence.ts';
import type { BookedAhead, DeskRow, StopNow } from './house-rules.ts';

/** Every stop of the day that has not ended, of people who are in the house. */
export function listStopsNow(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
): Promise<StopNow[]> {
  return tx.all(sql<StopNow>`
    select s.id as "stopId", s.visit_id as "visitId", s.number, s.language, s.priority,
           s.office_id as "officeId", s.service_id as "serviceId", s.state, s.desk_id as "deskId",
           s.need_id as "needId", s.after_needs as "afterNeeds",
           date_part('epoch', s.queued_at) / 60 as queued,
           date_part('epoch', v.arrived_at) / 60 as arrived,
           date_part('epoch', o.ended) / 60 as served,
           date_part('epoch', s.booked_for) / 60 as booked,
           date_part('epoch', v.leave_by) / 60 as "leaveBy",
           date_part('epoch', v.away_until) / 60 as "awayUntil",
           date_part('epoch', lower(p.during)) / 60 as since
    from visits.stop s
    join visits.visit v on v.id = s.visit_id and v.closed_at is null
    left join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
    left join (select t.visit_id, max(t.ended_at) as ended from visits.stop t
               where t.state = 'done' and t.visit_id in (
                 select w.id from visits.visit w
                 where w.centre_id = ${centreId} and w.day = ${day.toString()}::date
                   and w.state = 'open')
               group by t.visit_id) o on o.visit_id = s.visit_id
    where s.centre_id = ${centreId} and s.day = ${day.toString()}::date
      and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked')
    order by s.visit_id, s.rank, s.id`);
}

/** Bookings of a house that are still to come today, of whoever sees them; nobody is named. */
export function listBookedAhead(
  tx: Transaction,
  centreId: string,
  now: Temporal.Instant,
  until: Temporal.Instant,
): Promise<BookedAhead[]> {
  return tx.all(sql<BookedAhead>`
    select office_id as "officeId", service_id as "serviceId", language,
           date_part('epoch', starts_at) / 60 as at
    from appointments.appointment
    where centre_id = ${centreId} and state = 'booked'
      and starts_at > ${now.toString()}::timestamptz and starts_at < ${until.toString()}::timestamptz
    order by starts_at, id`);
}

/** What must be seen to before what, for all services. */
export function listPrecedence(tx: Transaction): Promise<Precedence[]> {
  return tx.text(
    'select service_id as "serviceId", after_service_id as "afterServiceId" from directory.service_precedence',
  );
}

/**
 * The house in which a ticket's link is good: everyone by the number on the wall, who is called by it as
 * `visitId`, too. No person and no visit is named (db/migrations/0152).
 */
export async function readHouseByLink(
  tx: Transaction,
  link: Uint8Array,
): Promise<{
  readonly stops: readonly StopNow[];
  readonly desks: readonly DeskRow[];
  readonly booked: readonly BookedAhead[];
}> {
  type Row = Omit<StopNow, 'stopId' | 'visitId' | 'needId' | 'afterNeeds'> & {
    readonly at: number;
    readonly after: readonly number[];
  };
  const [rows, desks, booked] = await Promise.all([
    tx.text<Row>(
      `select number, at, after, language, priority, office_id as "officeId",
              service_id as "serviceId", state, desk_id as "deskId", queued, arrived, served, booked,
              leave_by as "leaveBy", away_until as "awayUntil", since from visits.house_by_link($1)`,
      [link],
    ),
    tx.text<DeskRow>(
      `select desk_id as "deskId", office_id as "officeId", languages, works_from as "worksFrom",
              rests_from as "restsFrom", rests_to as "restsTo" from visits.desks_by_link($1)`,
      [link],
    ),
    tx.text<BookedAhead>(
      `select office_id as "officeId", service_id as "serviceId", language, at
       from visits.booked_by_link($1)`,
      [link],
    ),
  ]);
  const stops = rows.map(({ at, after, ...row }) => ({
    ...row,
    stopId: `${row.number}:${at}`,
    visitId: `${row.number}`,
    needId: `${row.number}:${at}`,
    afterNeeds: after.map((first) => `${row.number}:${first}`),
  }));
  return { stops, desks, booked };
}

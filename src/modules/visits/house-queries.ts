// What those ask who receive people in a house: who is here, what stands before somebody new, and
// what a visit came to. Row security shows the house to its welcome, and a trip to whoever serves.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { StopState } from './schema.ts';
import type { SummaryAct } from './summary-rules.ts';

/** Somebody who is in the house, and where her ticket stands. */
export interface PersonHere {
  readonly visitId: string;
  readonly personId: string;
  readonly number: number;
  readonly language: string;
  readonly name: string | null;
  readonly arrivedAt: Temporal.Instant;
  readonly officeId: string | null;
  readonly deskId: string | null;
  readonly state: StopState | null;
}

/**
 * Everyone whose visit of that day is still open, the newest ticket first. Names are read: note it.
 * @param most how many at the most
 * @param only of these visits
 */
export function listPeopleHere(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
  most = 60,
  only?: readonly string[],
): Promise<PersonHere[]> {
  return tx.all(sql<PersonHere>`
    select v.id as "visitId", v.person_id as "personId", v.number, v.language, p.name,
           v.arrived_at as "arrivedAt", s.office_id as "officeId", s.desk_id as "deskId", s.state
    from (
      select id, person_id, number, language, arrived_at from visits.visit
      where centre_id = ${centreId} and day = ${day.toString()}::date and state = 'open'
        and (${only === undefined} or id = any (${[...(only ?? [])]}::uuid[]))
      order by number desc limit ${most}) v
    join people.person p on p.id = v.person_id
    left join lateral (
      select office_id, desk_id, state from visits.stop
      where visit_id = v.id and state not in ('ahead', 'done', 'withdrawn')
      order by state = 'parked', rank limit 1) s on true
    order by v.number desc`);
}

/** How many people came to a house on a day, and how many of them are still here. */
export async function countVisits(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
): Promise<{ readonly today: number; readonly here: number }> {
  const row = await tx.first(sql<{ today: number; here: number }>`
    select count(*)::int as today, count(*) filter (where state = 'open')::int as here
    from visits.visit where centre_id = ${centreId} and day = ${day.toString()}::date`);
  return row ?? { today: 0, here: 0 };
}

/** Tickets that were taken on a day, by office and service: `<office> <service>` → how many. */
export async function countTickets(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.all(sql<{ key: string; taken: number }>`
    select s.office_id || ' ' || s.service_id as key, count(*)::int as taken
    from directory.office o
    join directory.office_service os on os.office_id = o.id and os.tickets_per_day is not null
    join visits.stop s on s.office_id = o.id and s.service_id = os.service_id
      and s.day = ${day.toString()}::date and s.from_stop_id is null
    where o.centre_id = ${centreId} group by 1`);
  return new Map(rows.map(({ key, taken }) => [key, taken]));
}

/** What was done at a visit, as far as the asking account may be told (db/migrations/0009). */
export function listSummaryActs(tx: Transaction, visitId: string): Promise<SummaryAct[]> {
  return tx.all(sql<SummaryAct>`
    select stop_id as "stopId", office_id as "officeId", service_id as "serviceId", outcome, detail,
           next_on as "nextOn", forwarded_to as "forwardedTo"
    from visits.summary(${visitId})`);
}

/** How many joined each office's queue within the last hour; nothing for who does not coordinate. */
export function listCameLastHour(
  tx: Transaction,
  centreId: string,
): Promise<{ readonly officeId: string; readonly came: number }[]> {
  return tx.text('select office_id as "officeId", came from visits.came_last_hour($1)', [centreId]);
}

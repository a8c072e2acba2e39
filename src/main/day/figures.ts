// What a played day came to, from the tables that the product wrote.
import type pg from 'pg';
import { withClient } from '#platform/embedded-postgres/roles.ts';

/** Minutes are rounded to tenths, shares to thousandths. */
export interface Figures {
  readonly visits: number;
  readonly persons: number;
  readonly acts: number;
  readonly stops: number;
  /** In a queue, for each stop that came to an end at a desk. */
  readonly waitMean: number;
  readonly waitP90: number;
  readonly serviceMean: number;
  /** From the ticket to the end of the visit. */
  readonly tripMean: number;
  /** Of all visits, those that ended with every need solved on that day. */
  readonly solvedInOneTrip: number;
  readonly sentOn: number;
  readonly missedCalls: number;
  readonly parked: number;
  readonly languages: number;
  readonly refusedCommands: number;
  /** Minutes from the ticket to the end of the last stop, or until she left: nine in ten took less. */
  readonly houseP90: number;
  /** Of those who got a ticket, those of whom every stop was done by closing time. */
  readonly sameDay: number;
  /** Of calls, those to which nobody came; of sittings, those that were parked; of visits, those sent on. */
  readonly shares: Shares;
  /** How often each command worked. */
  readonly actions: Readonly<Record<string, number>>;
}

export interface Shares {
  readonly noShows: number;
  readonly parked: number;
  readonly sentOn: number;
  readonly severalActs: number;
  readonly outOfTurn: number;
  readonly inFamilies: number;
  readonly known: number;
  readonly byMediator: number;
}

export interface OfficeFigures {
  readonly office: string;
  readonly acts: number;
  readonly persons: number;
  readonly waitMean: number;
  readonly waitP90: number;
  readonly serviceMean: number;
}

const MINUTES = `
  told as (
    -- Waiting is at no stop: it is counted for the one that called her next.
    select p.kind, p.during,
           case p.kind when 'waiting'
             then lead(p.stop_id) over (partition by p.visit_id order by lower(p.during))
             else p.stop_id end as stop_id
    from visits.period p
  ), minutes as (
    select p.stop_id, s.office_id,
           sum(extract(epoch from upper(p.during) - lower(p.during))) filter (where p.kind = 'waiting') / 60 as waited,
           sum(extract(epoch from upper(p.during) - lower(p.during))) filter (where p.kind = 'serving') / 60 as served
    from told p join visits.stop s on s.id = p.stop_id
    where s.centre_id = $1 and s.day = $2 group by p.stop_id, s.office_id
    having bool_or(p.kind = 'serving')
  )`;

const SPREAD = `
  round(avg(waited)::numeric, 1)::float8 as "waitMean",
  round(percentile_cont(0.9) within group (order by waited)::numeric, 1)::float8 as "waitP90",
  round(avg(served)::numeric, 1)::float8 as "serviceMean"`;

/** Of everybody who got a ticket and was not sent elsewhere. */
const WHOLE_TRIPS = `
  (select round((percentile_cont(0.9) within group (order by minutes))::numeric, 1)::float8
   from trips) as "houseP90",
  (select round(avg((not left_some and closed_at <= $3::timestamptz)::int), 3)::float8
   from trips) as "sameDay"`;

const TRIPS = `
  with trips as (
    select v.closed_at,
           extract(epoch from v.closed_at - v.arrived_at) / 60 as minutes,
           exists (select from visits.stop s
                   where s.visit_id = v.id and s.state <> 'done') as left_some
    from visits.visit v
    where v.centre_id = $1 and v.day = $2
      and exists (select from visits.stop s where s.visit_id = v.id)
      and not exists (select from visits.expected x where x.from_visit_id = v.id)
  )`;

/** Figures of a house's day. @param closes when it closed */
export function readFigures(
  ownerUrl: string,
  centreId: string,
  date: Temporal.PlainDate,
  closes: Temporal.Instant,
): Promise<{ house: Figures; offices: OfficeFigures[] }> {
  const values = [centreId, date.toString()];
  return withClient(ownerUrl, async (client) => ({
    house: {
      ...(await readCounts(client, [...values, closes.toString()])),
      ...(await readMinutes(client, values)),
      shares: await readShares(client),
      actions: await readActions(client),
    } as Figures,
    offices: await readOffices(client, values),
  }));
}

async function readCounts(client: pg.Client, values: readonly string[]) {
  const { rows } = await client.query(
    `${TRIPS}
     select count(*)::int as visits, count(distinct v.person_id)::int as persons,
            (select count(*)::int from attendances.attendance a where a.centre_id = $1 and a.day = $2) as acts,
            (select count(*)::int from visits.stop s where s.centre_id = $1 and s.day = $2) as stops,
            round((select count(*) from statistics.departure d where d.centre_id = $1 and d.day = $2
                   and d.needs > 0 and d.solved = d.needs) / greatest(count(*), 1)::numeric, 3)::float8 as "solvedInOneTrip",
            (select count(*)::int from log.event where kind = 'stop.forwarded' and centre_id = $1) as "sentOn",
            (select count(*)::int from log.event where kind = 'stop.missed' and centre_id = $1) as "missedCalls",
            (select count(*)::int from log.event where kind = 'stop.parked' and centre_id = $1) as parked,
            count(distinct v.language)::int as languages,
            (select count(*)::int from log.command where outcome ->> 'ok' = 'false') as "refusedCommands",
            ${WHOLE_TRIPS}
     from visits.visit v where v.centre_id = $1 and v.day = $2`,
    [...values],
  );
  return rows[0] as object;
}

async function readMinutes(client: pg.Client, values: readonly string[]) {
  const { rows } = await client.query(
    `with ${MINUTES}
     select ${SPREAD},
            (select round(avg(extract(epoch from closed_at - arrived_at) / 60)::numeric, 1)::float8
             from visits.visit where centre_id = $1 and day = $2) as "tripMean"
     from minutes`,
    [...values],
  );
  return rows[0] as object;
}

/** Shares of the only day that was ever played in the database. */
async function readShares(client: pg.Client): Promise<Shares> {
  const { rows } = await client.query<Shares>(
    `with n as (
       select count(*) filter (where kind = 'stop.called') as calls,
              count(*) filter (where kind = 'stop.missed') as missed,
              count(*) filter (where kind = 'stop.chosen') as chosen,
              count(*) filter (where kind = 'stop.parked') as parked,
              count(distinct visit_id) filter (where kind = 'stop.forwarded') as forwarded,
              count(*) filter (where kind in ('stop.finished', 'stop.forwarded')) as sittings,
              count(*) filter (where kind = 'mediator.joined') as mediated,
              count(*) filter (where kind = 'visit.opened') as visits
       from log.event
     ), several as (
       select count(*) as sittings from (
         select from attendances.attendance where stop_id is not null
         group by stop_id having count(*) > 1) s
     ), together as (
       select count(*) as visits from visits.visit v
       where exists (select from people.household_member m
                     where m.person_id = v.person_id and m.left_at is null)
     ), again as (
       select count(*) as visits from visits.visit v
       where exists (select from visits.visit e where e.person_id = v.person_id and e.id < v.id)
     )
     select ${per('missed', 'calls')} as "noShows", ${per('parked', 'n.sittings')} as parked,
            ${per('forwarded', 'n.visits')} as "sentOn",
            ${per('several.sittings', 'n.sittings')} as "severalActs",
            ${per('chosen', 'calls')} as "outOfTurn",
            ${per('together.visits', 'n.visits')} as "inFamilies",
            ${per('again.visits', 'n.visits')} as known,
            ${per('mediated', 'n.sittings')} as "byMediator"
     from n, several, together, again`,
  );
  return rows[0] as Shares;
}

function per(some: string, of: string): string {
  return `round(${some} / greatest(${of}, 1)::numeric, 3)::float8`;
}

async function readActions(client: pg.Client): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<{ name: string; times: number }>(
    `select name, count(*)::int as times from log.command where outcome ->> 'ok' = 'true'
     group by name order by name`,
  );
  return Object.fromEntries(rows.map(({ name, times }) => [name, times]));
}

async function readOffices(client: pg.Client, values: readonly string[]): Promise<OfficeFigures[]> {
  const { rows } = await client.query<OfficeFigures>(
    `with ${MINUTES},
     acts as (select office_id, count(*)::int as acts, count(distinct person_id)::int as persons
              from attendances.attendance where centre_id = $1 and day = $2 group by office_id)
     select o.short_name ->> 'pt' as office, a.acts, a.persons, ${SPREAD}
     from acts a join directory.office o on o.id = a.office_id
     left join minutes m on m.office_id = a.office_id
     group by o.id, a.acts, a.persons order by o.position`,
    [...values],
  );
  return rows;
}

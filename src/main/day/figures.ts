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

/** Figures of a house's day. */
export function readFigures(
  ownerUrl: string,
  centreId: string,
  date: Temporal.PlainDate,
): Promise<{ house: Figures; offices: OfficeFigures[] }> {
  const values = [centreId, date.toString()];
  return withClient(ownerUrl, async (client) => ({
    house: {
      ...(await readCounts(client, values)),
      ...(await readMinutes(client, values)),
    } as Figures,
    offices: await readOffices(client, values),
  }));
}

async function readCounts(client: pg.Client, values: readonly string[]) {
  const { rows } = await client.query(
    `select count(*)::int as visits, count(distinct v.person_id)::int as persons,
            (select count(*)::int from attendances.attendance a where a.centre_id = $1 and a.day = $2) as acts,
            (select count(*)::int from visits.stop s where s.centre_id = $1 and s.day = $2) as stops,
            round((select count(*) from statistics.departure d where d.centre_id = $1 and d.day = $2
                   and d.needs > 0 and d.solved = d.needs) / greatest(count(*), 1)::numeric, 3)::float8 as "solvedInOneTrip",
            (select count(*)::int from log.event where kind = 'stop.forwarded' and centre_id = $1) as "sentOn",
            (select count(*)::int from log.event where kind = 'stop.missed' and centre_id = $1) as "missedCalls",
            (select count(*)::int from log.event where kind = 'stop.parked' and centre_id = $1) as parked,
            count(distinct v.language)::int as languages,
            (select count(*)::int from log.command where outcome ->> 'ok' = 'false') as "refusedCommands"
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

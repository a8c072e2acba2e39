// The people of a played day as they happened, from the tables that the product wrote: when each came,
// what she needed, how long it took, who was not there, sent on or away. Nobody's name.
import type pg from 'pg';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { PeopleFile, PersonOfDay, StopOfDay } from '../simulate/people-file.ts';
import type { World } from './world.ts';

export interface PlayedHouse {
  readonly centreId: string;
  readonly date: Temporal.PlainDate;
  readonly opens: Temporal.Instant;
  readonly closes: Temporal.Instant;
  readonly zone: string;
  readonly world: World;
}

interface StopRow {
  readonly id: string;
  readonly visitId: string;
  readonly officeId: string;
  readonly needId: string;
  readonly afterNeeds: readonly string[];
  /** The stop from which it came. */
  readonly fromId: string | null;
  readonly bookedFor: number | null;
  /** When it became hers. */
  readonly made: number;
  readonly absences: number;
  readonly withdrawn: boolean;
}

interface PeriodRow {
  readonly visitId: string;
  readonly stopId: string | null;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** Reads the day that was played in a house. */
export function readPeopleOfDay(ownerUrl: string, played: PlayedHouse): Promise<PeopleFile> {
  return withClient(ownerUrl, (client) => read(client, played));
}

async function read(client: pg.Client, played: PlayedHouse): Promise<PeopleFile> {
  const { centreId, date, closes, opens, zone, world } = played;
  const midnight = date.toZonedDateTime(zone).toInstant().toString();
  const values = [centreId, date.toString(), midnight];
  const minute = (moment: Temporal.Instant) =>
    moment.since(Temporal.Instant.from(midnight)).total('minutes');
  const visits = await rows<{ id: string; language: string; priority: number } & Span>(
    client,
    VISITS,
    values,
  );
  const stops = Map.groupBy(await rows<StopRow>(client, STOPS, values), (stop) => stop.visitId);
  const periods = Map.groupBy(await rows<PeriodRow>(client, PERIODS, values), (one) => one.visitId);
  const sessions = await rows<SessionRow>(client, SESSIONS, values);
  const offices = [...new Set(sessions.map(({ officeId }) => officeId))].toSorted();
  const people = visits.map(({ id, language, priority, from, to }): PersonOfDay => {
    const own = stops.get(id) ?? [];
    const times = periods.get(id) ?? [];
    const left = own.some(({ withdrawn }) => withdrawn) && to < minute(closes);
    // Who went without a word went when she was not there for the second time.
    const last = times.at(-1);
    const leaves = left ? (last?.kind === 'parked' ? last.from : to) : null;
    const told = own.map((stop) => stopOf(stop, own, times, from, offices));
    return { ready: from, language, priority, leaves, stops: told };
  });
  const served = people.flatMap((person) => person.stops);
  const { notThereWhenCalled, behaviour } = world;
  const { min, max } = behaviour.seconds.betweenPeople;
  return {
    centre: centreId,
    date: date.toString(),
    opens: minute(opens),
    closes: minute(closes),
    between: (min + max) / 2 / 60,
    missed: {
      deskLoses: notThereWhenCalled.deskLoses,
      backAfter: notThereWhenCalled.backInQueueAfter,
    },
    offices: offices.map((officeId, index) => ({
      code: officeId.slice(centreId.length + 1),
      usual: usualOf(served.filter(({ office }) => office === index)),
      desks: desksOf(
        sessions.filter((one) => one.officeId === officeId),
        minute(closes),
      ),
    })),
    people,
  };
}

function stopOf(
  stop: StopRow,
  all: readonly StopRow[],
  times: readonly PeriodRow[],
  ready: number,
  offices: readonly string[],
): StopOfDay {
  const own = times.filter(({ stopId }) => stopId === stop.id);
  const sat = own.filter(({ kind }) => kind === 'serving');
  const [first, ...later] = sat;
  const call = own.findLast(({ kind, from }) => kind === 'called' && first && from < first.from);
  const away = first && own.find(({ kind, from }) => kind === 'parked' && from >= first.to);
  const at = (id: string | null) => {
    const found = all.findIndex((one) => one.id === id);
    return found < 0 ? null : found;
  };
  const from = at(stop.fromId);
  return {
    office: offices.indexOf(stop.officeId),
    minutes: first ? first.to - first.from : null,
    way: first && call ? first.from - call.from : null,
    misses: stop.absences,
    away: away
      ? {
          minutes: away.to - away.from,
          afterwards: later.reduce((sum, one) => sum + one.to - one.from, 0),
        }
      : null,
    after:
      from === null
        ? all.flatMap((one, at) => (stop.afterNeeds.includes(one.needId) ? [at] : []))
        : [],
    from,
    booked: stop.bookedFor,
    joins: from === null && stop.made > ready + 0.01 ? stop.made : null,
  };
}

/** The mean time at a desk of those who were served there. */
function usualOf(stops: readonly StopOfDay[]): number {
  const served = stops.flatMap(({ minutes, away }) =>
    minutes === null ? [] : [minutes + (away?.afterwards ?? 0)],
  );
  return served.length === 0 ? 0 : served.reduce((sum, each) => sum + each, 0) / served.length;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface SessionRow extends Span {
  readonly officeId: string;
  readonly deskId: string;
  readonly languages: readonly string[];
  readonly breaks: readonly (readonly [number, number])[];
}

/** Each desk with the stretches in which nobody is called there, in minutes since midnight. */
export function desksOf(
  sessions: readonly SessionRow[],
  closes: number,
): PeopleFile['offices'][number]['desks'] {
  return [...Map.groupBy(sessions, ({ deskId }) => deskId)].map(([, own]) => {
    const shut: [number, number][] = [];
    let until = 0;
    for (const { from, to, breaks } of own) {
      if (from - until > 0.05) shut.push([until, from]);
      for (const [begins, ends] of breaks) shut.push([begins, ends]);
      until = Math.max(until, to);
    }
    if (closes - until > 0.05) shut.push([until, closes]);
    return { languages: [...new Set(own.flatMap(({ languages }) => languages))], shut };
  });
}

async function rows<Row>(
  client: pg.Client,
  text: string,
  values: readonly string[],
): Promise<Row[]> {
  return (await client.query(text, [...values])).rows as Row[];
}

const minutes = (moment: string) =>
  `(extract(epoch from ${moment} - $3::timestamptz) / 60)::float8`;

/** Those who got a ticket for something, and were not sent to another house. */
const HERE = `v.centre_id = $1 and v.day = $2
  and exists (select from visits.stop s where s.visit_id = v.id)
  and not exists (select from visits.expected x where x.from_visit_id = v.id)`;

const VISITS = `
  select v.id, v.language, v.priority, ${minutes('v.arrived_at')} as "from",
         ${minutes('v.closed_at')} as "to"
  from visits.visit v where ${HERE} order by v.number`;

const STOPS = `
  select s.id, s.visit_id as "visitId", s.office_id as "officeId", s.need_id as "needId",
         s.after_needs as "afterNeeds", coalesce(s.from_stop_id::text, f.stop_id) as "fromId",
         ${minutes('s.booked_for')} as "bookedFor",
         coalesce(${minutes('a.occurred_at')}, ${minutes('v.arrived_at')}) as made,
         (select count(*)::int from log.event m where m.kind = 'stop.missed'
           and m.data ->> 'stopId' = s.id::text and m.data ->> 'again' = 'true') as absences,
         s.state = 'withdrawn' as withdrawn
  from visits.stop s join visits.visit v on v.id = s.visit_id
  left join lateral (
    select e.data ->> 'stopId' as stop_id from log.event e
    where e.kind = 'need.found' and e.visit_id = v.id and e.data ->> 'needId' = s.need_id::text
      and s.from_stop_id is null) f on true
  left join log.event a on a.kind = 'appointment.arrived' and a.visit_id = v.id
   and a.data ->> 'appointmentId' = s.appointment_id::text
  where ${HERE} order by v.number, s.rank, s.id`;

const PERIODS = `
  select p.visit_id as "visitId", p.stop_id as "stopId", p.kind,
         ${minutes('lower(p.during)')} as "from", ${minutes('upper(p.during)')} as "to"
  from visits.period p join visits.visit v on v.id = p.visit_id
  where ${HERE} order by p.visit_id, lower(p.during)`;

const SESSIONS = `
  select d.office_id as "officeId", d.desk_id as "deskId", d.languages,
         ${minutes('d.opened_at')} as "from", ${minutes('d.closed_at')} as "to",
         coalesce((select json_agg(json_build_array(${minutes('b.started_at')}, ${minutes('b.ended_at')})
                           order by b.started_at)
                   from visits.desk_break b where b.session_id = d.id), '[]') as breaks
  from visits.desk_session d join directory.office o on o.id = d.office_id and o.kind <> 'welcome'
  where d.centre_id = $1 and $2::date is not null order by d.desk_id, d.opened_at`;

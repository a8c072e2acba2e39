-- Counts for those who look after a house: how many wait, how long, what was done. They are told
-- numbers and no row: a coordinator reaches no person by counting people. Each function proves by
-- itself that the asking account may count at that centre, and answers nothing otherwise.

-- True when the asking account holds one of these roles at a centre (or at every centre), in a unit
-- that does not police. STA-5 in SQL.
create function access.holds(wanted text[], of_centre text) returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := access.me();
begin
  return me is not null and not access.fenced() and exists (
    select from access.membership m
    where m.account_id = me and m.valid @> now() and m.role = any (wanted)
      and (m.centre_id is null or m.centre_id = of_centre));
end $$;

-- ── the floor now ───────────────────────────────────────────────────────────────────────────────

-- Each office in which somebody is today: how many wait and since when, how many are called,
-- served or parked, and the languages of those who wait.
create function visits.floor(of_centre text, on_day date) returns table (
  office_id text, waiting integer, waiting_since timestamptz, called integer, serving integer,
  parked integer, languages text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.office_id,
         count(*) filter (where s.state = 'waiting')::integer,
         min(s.queued_at) filter (where s.state = 'waiting'),
         count(*) filter (where s.state = 'called')::integer,
         count(*) filter (where s.state = 'serving')::integer,
         count(*) filter (where s.state = 'parked')::integer,
         coalesce(array_agg(distinct s.language) filter (where s.state = 'waiting'), '{}')
  from visits.stop s
  where s.centre_id = of_centre and s.day = on_day
    and s.state in ('waiting', 'called', 'serving', 'parked')
    and access.holds(array['centre-coordinator', 'network-manager'], of_centre)
  group by s.office_id
$$;

-- The house in one row: who came, who is still here, and the median of the waits that ended today,
-- in seconds.
create function visits.house(of_centre text, on_day date) returns table (
  arrived integer, here integer, median_wait double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with today as materialized (
    select v.id, v.state from visits.visit v
    where v.centre_id = of_centre and v.day = on_day
      and access.holds(array['centre-coordinator', 'network-manager'], of_centre)
  )
  select count(*)::integer, count(*) filter (where t.state = 'open')::integer,
         (select percentile_cont(0.5) within group (
                   order by extract(epoch from upper(p.during) - lower(p.during)))
          from today join visits.period p on p.visit_id = today.id
          where p.kind = 'waiting' and not upper_inf(p.during))
  from today t
$$;

-- How it came to this: at each of some instants, people in the house (office null) and the longest
-- wait at each office, in minutes.
create function visits.floor_curve(of_centre text, on_day date, at timestamptz[]) returns table (
  office_id text, instant timestamptz, value integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with today as materialized (
    select v.id, v.arrived_at, v.closed_at from visits.visit v
    where v.centre_id = of_centre and v.day = on_day
      and access.holds(array['centre-coordinator', 'network-manager'], of_centre)
  ), waits as materialized (
    select p.during, s.office_id
    from today join visits.period p on p.visit_id = today.id
    join visits.stop s on s.id = p.stop_id
    where p.kind = 'waiting'
  )
  select null, i, count(*)::integer
  from unnest(at) i join today on today.arrived_at <= i
    and (today.closed_at is null or today.closed_at > i)
  group by i
  union all
  select w.office_id, i, (extract(epoch from i - min(lower(w.during))) / 60)::integer
  from unnest(at) i join waits w on w.during @> i
  group by w.office_id, i
$$;

-- ── figures ─────────────────────────────────────────────────────────────────────────────────────

-- Acts of a period (both days included) at each office, with the visits and persons that they were
-- given to. A visit is one person's, so one pass groups by visit and both counts follow from it.
create function statistics.acts(of_centre text, from_day date, to_day date) returns table (
  office_id text, acts integer, visits integer, persons integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with visit as materialized (
    select a.office_id, a.visit_id, a.person_id, count(*) as acts
    from statistics.act a
    where a.centre_id = of_centre and a.day between from_day and to_day
      and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                             'unit-lead', 'researcher'], of_centre)
    group by a.office_id, a.visit_id, a.person_id
  )
  select v.office_id, v.acts, v.visits, p.persons
  from (select visit.office_id, sum(visit.acts)::integer as acts, count(*)::integer as visits
        from visit group by visit.office_id) v
  join (select d.office_id, count(*)::integer as persons
        from (select distinct visit.office_id, visit.person_id from visit) d
        group by d.office_id) p on p.office_id = v.office_id
$$;

-- Visits of a period with their different persons; how many ended, and how many of those ended with
-- every need solved.
create function statistics.trips(of_centre text, from_day date, to_day date) returns table (
  visits integer, persons integer, ended integer, solved integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(came.visits, 0), came.persons, went.ended, went.solved
  from (select sum(p.visits)::integer as visits, count(*)::integer as persons
        from (select count(*) as visits from statistics.arrival a
              where a.centre_id = of_centre and a.day between from_day and to_day
              group by a.person_id) p) came,
       (select count(*)::integer as ended,
               count(*) filter (where d.needs > 0 and d.solved = d.needs)::integer as solved
        from statistics.departure d
        where d.centre_id = of_centre and d.day between from_day and to_day) went
  where access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
$$;

-- Acts of each day on which there were any.
create function statistics.acts_by_day(of_centre text, from_day date, to_day date) returns table (
  day date, acts integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.day, count(*)::integer
  from statistics.act a
  where a.centre_id = of_centre and a.day between from_day and to_day
    and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
  group by a.day order by a.day
$$;

revoke execute on function access.holds(text[], text), visits.floor(text, date),
  visits.house(text, date), visits.floor_curve(text, date, timestamptz[]),
  statistics.acts(text, date, date), statistics.trips(text, date, date),
  statistics.acts_by_day(text, date, date) from public;
grant execute on function access.holds(text[], text), visits.floor(text, date),
  visits.house(text, date), visits.floor_curve(text, date, timestamptz[]),
  statistics.acts(text, date, date), statistics.trips(text, date, date),
  statistics.acts_by_day(text, date, date) to oneroof_app;

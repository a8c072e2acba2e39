-- As in 0152, whatever the statistics say: at night nobody is here, so PostgreSQL took a house of today for
-- one row, and looked at all of it once for each of two thousand stops until the transaction's time was over
-- (docs/decisions/0086). Joins of what is here are by hash alone; what is found by an id is asked for by it.
create or replace function visits.house_by_link(hash bytea) returns table (
  number integer, at integer, after integer[], language text, priority smallint, office_id text,
  service_id text, state text, desk_id text, queued double precision, arrived double precision,
  served double precision, booked double precision, leave_by double precision,
  away_until double precision, since double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp
set enable_nestloop = off set enable_mergejoin = off as $$
  with own as materialized (
    select (select v.centre_id from visits.visit v where v.id = l.visit_id) as centre_id,
           (select v.day from visits.visit v where v.id = l.visit_id) as day
    from visits.links_good(array[hash]) l
  ), here as materialized (
    select s.*, row_number() over (partition by s.visit_id order by s.rank, s.id)::integer as at
    from visits.stop s
    where s.centre_id = (select o.centre_id from own o) and s.day = (select o.day from own o)
      and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked')
  ), open as materialized (
    select v.id, v.number, v.arrived_at, v.leave_by, v.away_until,
           (select max(t.ended_at) from visits.stop t where t.visit_id = v.id and t.state = 'done') as ended,
           (select lower(p.during) from visits.period p
            where p.visit_id = v.id and upper_inf(p.during)) as since
    from visits.visit v
    where v.centre_id = (select o.centre_id from own o) and v.day = (select o.day from own o)
      and v.state = 'open'
  )
  select v.number, s.at,
         case when cardinality(s.after_needs) = 0 then '{}'::integer[] else
           (select coalesce(array_agg(f.at), '{}') from here f
            where f.visit_id = s.visit_id and f.need_id = any (s.after_needs)) end,
         s.language, s.priority, s.office_id, s.service_id, s.state, s.desk_id,
         extract(epoch from s.queued_at)::float8 / 60, extract(epoch from v.arrived_at)::float8 / 60,
         extract(epoch from v.ended)::float8 / 60, extract(epoch from s.booked_for)::float8 / 60,
         extract(epoch from v.leave_by)::float8 / 60, extract(epoch from v.away_until)::float8 / 60,
         extract(epoch from v.since)::float8 / 60
  from here s
  join open v on v.id = s.visit_id
  order by s.visit_id, s.at
$$;

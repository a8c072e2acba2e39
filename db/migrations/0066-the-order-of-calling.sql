-- What the order of calling weighs besides waiting: priority of the law, n for each one in her turn,
-- and the hour at which somebody must leave.

alter table visits.visit add column leave_by timestamptz check (leave_by > arrived_at);
comment on column visits.visit.leave_by is 'S1 · a trip to a centre · 5 years';

-- The last calls of an office, for the turn of priority.
create index stop_called on visits.stop (office_id, called_at) where called_at is not null;

drop function visits.queue(text);
create function visits.queue(of_office text) returns table (
  stop_id uuid, number integer, language text, service_id text, priority smallint,
  queued double precision, arrived double precision, served double precision, stops_left integer,
  booked double precision, leave_by double precision, doing text, priority_run integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with here as materialized (
    select s.* from visits.stop s
    where s.office_id = of_office and s.state = 'waiting' and s.unit_id = any (access.units())
  ), run as materialized (
    -- With priority since the last one in her turn; asked only while somebody with priority waits.
    select count(*)::integer as calls from (
      select c.priority, bool_or(c.priority = 0) over (order by c.called_at desc, c.id) as turned
      from (select t.id, t.called_at, t.priority from visits.stop t
            where t.office_id = of_office and t.called_at is not null and t.priority < 2
              and t.day = (select max(h.day) from here h) and exists (select from here h where h.priority = 1)
            order by t.called_at desc limit 10) c) d
    where not d.turned
  )
  select s.id, s.number, s.language, s.service_id, s.priority, extract(epoch from s.queued_at)::float8 / 60,
         extract(epoch from v.arrived_at)::float8 / 60, extract(epoch from o.ended)::float8 / 60,
         o.stops_left, extract(epoch from s.booked_for)::float8 / 60, extract(epoch from v.leave_by)::float8 / 60, p.kind, (select calls from run)
  from here s
  join visits.visit v on v.id = s.visit_id
  join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
  cross join lateral (
    select max(t.ended_at) filter (where t.state = 'done') as ended,
           count(*) filter (where t.id <> s.id
                              and t.state in ('ahead', 'waiting', 'parked'))::integer as stops_left
    from visits.stop t where t.visit_id = s.visit_id) o
$$;
revoke execute on function visits.queue(text) from public;
grant execute on function visits.queue(text) to oneroof_app;

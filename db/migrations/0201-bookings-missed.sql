-- A booking whose person did not come is marked so by the office or by the house, and counted; who comes
-- late on the same day has arrived, and the count is taken back. The end of the day marks those that are
-- left.

alter table appointments.appointment drop constraint appointment_state_check;
alter table appointments.appointment add constraint appointment_state_check
  check (state in ('booked', 'missed', 'arrived', 'cancelled'));

-- Counts without a person, taken back by a row of their own.
create table statistics.missed_booking (
  event_id  uuid primary key,
  centre_id text not null,
  office_id text not null,
  unit_id   text not null,
  day       date not null,
  sign      smallint not null default 1 check (sign in (1, -1))
);
create index missed_booking_day on statistics.missed_booking (centre_id, day);
select meta.classify('statistics.missed_booking', 'S1 · counting · for ever');
select access.protect('statistics.missed_booking');
grant insert, select on statistics.missed_booking to oneroof_app;
grant insert on statistics.missed_booking to oneroof_jobs;
create policy appends on statistics.missed_booking for insert to oneroof_app, oneroof_jobs
  with check ((select access.is_staff()) or visits.may_oversee(centre_id));
create policy colleagues on statistics.missed_booking for select to oneroof_app
  using ((select access.is_staff()));
grant select on statistics.missed_booking to oneroof_stats;
create policy counts on statistics.missed_booking for select to oneroof_stats
  using ((select access.is_process('statistics')));

-- Whoever ends a day reaches no person by it: ids and times, and the state alone is written.
create function appointments.hold_left(of_centre text, before timestamptz) returns table (
  id uuid, person_id uuid, office_id text, unit_id text, service_id text, starts_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if not visits.may_oversee(of_centre) then return; end if;
  perform from appointments.appointment a
    where a.centre_id = of_centre and a.state = 'booked' and a.starts_at < before
    order by a.id for update;
  return query
    select a.id, a.person_id, a.office_id, a.unit_id, a.service_id, a.starts_at
    from appointments.appointment a
    where a.centre_id = of_centre and a.state = 'booked' and a.starts_at < before
    order by a.id;
end $$;

create function appointments.miss_left(of_centre text, ids uuid[], at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not visits.may_oversee(of_centre) then
    raise exception 'not hers to mark' using errcode = 'insufficient_privilege';
  end if;
  update appointments.appointment a set state = 'missed', changed_at = at
    where a.centre_id = of_centre and a.state = 'booked' and a.id = any (ids);
end $$;

-- A house in which a booking of an earlier day is left has a day that nobody ended.
create or replace function visits.unended() returns table (centre_id text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id from directory.centre c
  where access.is_process('worker')
    and (exists (select from visits.visit v where v.centre_id = c.id and v.state = 'open'
                   and v.day < (meta.now() at time zone c.zone)::date)
         or exists (select from visits.desk_session d where d.centre_id = c.id
                      and d.closed_at is null
                      and (d.opened_at at time zone c.zone)::date
                            < (meta.now() at time zone c.zone)::date)
         or exists (select from appointments.appointment a where a.centre_id = c.id
                      and a.state = 'booked' and a.starts_at
                            < (meta.now() at time zone c.zone)::date::timestamp at time zone c.zone))
  order by c.id
$$;

revoke execute on function appointments.hold_left(text, timestamptz),
  appointments.miss_left(text, uuid[], timestamptz) from public;
grant execute on function appointments.hold_left(text, timestamptz),
  appointments.miss_left(text, uuid[], timestamptz) to oneroof_app, oneroof_jobs;

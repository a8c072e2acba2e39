-- What sittings really take, learned each night from the last eight weeks: of each service, and within
-- it of each language and desk. Counts and means alone, and none of fewer than five sittings, so that
-- a row tells of nobody. The forecast draws them towards the service, and the service towards the
-- catalogue (PLN-5, PLN-12); before the first night it goes by the catalogue.

create schema planning;
grant usage on schema planning to oneroof_app, oneroof_jobs;

create table planning.learned_duration (
  service_id text not null references directory.service,
  kind       text not null check (kind in ('service', 'language', 'desk')),
  -- The language or the desk; nothing for the service itself.
  of         text not null default '',
  sittings   integer not null check (sittings >= 5),
  minutes    double precision not null check (minutes > 0),
  learned_at timestamptz not null,
  primary key (service_id, kind, of),
  check ((kind = 'service') = (of = ''))
);

-- When it is learned next; one row.
create table planning.night (
  one    boolean primary key default true check (one),
  due_at timestamptz not null
);
insert into planning.night (due_at) values ('2026-01-01T02:00:00Z');

select meta.classify('planning.learned_duration', 'S1 · how long services take, in counts · until it is learned anew');
select meta.classify('planning.night', 'S0 · when a job is due · while it is true');
select access.protect('planning.learned_duration');
grant select on planning.learned_duration to oneroof_app;
-- For whoever works here: nothing in it is of anybody.
create policy colleagues on planning.learned_duration for select to oneroof_app
  using ((select access.is_staff()));

-- Learns anew when the night has come; done twice, the second finds nothing due. Sittings of half a
-- minute and of more than four hours are slips of the hand. Answers how many rows were learned.
create function planning.learn(at timestamptz) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare learned integer;
begin
  perform from planning.night n where n.due_at <= at for update skip locked;
  if not found then return 0; end if;
  delete from planning.learned_duration;
  with sitting as (
    select s.service_id, s.language, s.desk_id,
           sum(extract(epoch from upper(p.during) - lower(p.during)))::float8 / 60 as minutes
    from visits.stop s
    join visits.period p on p.stop_id = s.id and p.kind = 'serving' and not upper_inf(p.during)
    where s.state = 'done' and s.ended_at > at - interval '56 days' and s.ended_at <= at
    group by s.id
  ), known as (
    select service_id, kind, of, count(*)::integer as sittings, avg(minutes) as minutes
    from sitting, lateral (values ('service', ''), ('language', language), ('desk', desk_id)) of_it (kind, of)
    where minutes between 0.5 and 240 and of is not null
    group by service_id, kind, of having count(*) >= 5
  )
  insert into planning.learned_duration (service_id, kind, of, sittings, minutes, learned_at)
    select k.service_id, k.kind, k.of, k.sittings, k.minutes, at from known k;
  get diagnostics learned = row_count;
  update planning.night set due_at = date_trunc('day', at, 'UTC')
    + case when extract(hour from at at time zone 'UTC') < 2 then interval '2 hours' else interval '26 hours' end;
  return learned;
end $$;
revoke execute on function planning.learn(timestamptz) from public;
grant execute on function planning.learn(timestamptz) to oneroof_jobs;

-- What a migration wrote into a table stands in the way when a backup is filled in again: the row that
-- says when it is learned next is made by the first look.
delete from planning.night;

-- As in 0150, but for its first line.
create or replace function planning.learn(at timestamptz) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare learned integer;
begin
  insert into planning.night (due_at) values ('2026-01-01T02:00:00Z') on conflict do nothing;
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

-- From how many on a number about people is told, in one place: as src/base/fewest.ts says, with the reason for each.
-- A test compares both, and finds a function that has such a number of its own.

create function meta.fewest(what text) returns integer language sql immutable as $$
  select case what when 'cases' then 5 when 'orders' then 3 when 'answers' then 3 when 'sittings' then 5 end
$$;
revoke execute on function meta.fewest(text) from public;
grant execute on function meta.fewest(text) to oneroof_app, oneroof_jobs, oneroof_stats;

-- As in 0050.
create or replace function feedback.answers(of_centre text, from_day date, to_day date) returns table (
  answer text, answers integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with said as (
    select s.answer from feedback.solved s
    where s.centre_id = of_centre and s.day between from_day and to_day
      and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                             'unit-lead', 'researcher'], of_centre))
  select said.answer, count(*)::integer from said
  where (select count(*) from said) >= meta.fewest('answers')
  group by said.answer
$$;

-- As in 0440.
create or replace function disclosures.published(today date) returns table (
  year integer, received integer, whole integer, part integer, refused integer, otherwise integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with years as (
    select extract(year from d.received_on)::integer as year, count(*)::integer as received,
      (count(*) filter (where d.state = 'given' and d.finding = 'whole'))::integer as whole,
      (count(*) filter (where d.state = 'given' and d.finding = 'part'))::integer as part,
      (count(*) filter (where d.state = 'refused'))::integer as refused,
      (count(*) filter (where d.state not in ('given', 'refused')))::integer as otherwise
    from disclosures.disclosure d
    where d.received_on < date_trunc('year', today) and d.received_on >= date_trunc('year', today) - interval '4 years'
    group by 1),
  safe as (select y.*, (y.whole = 0 or y.whole >= meta.fewest('orders')) and (y.part = 0 or y.part >= meta.fewest('orders'))
      and (y.refused = 0 or y.refused >= meta.fewest('orders')) and (y.otherwise = 0 or y.otherwise >= meta.fewest('orders')) as told from years y
    where y.received >= meta.fewest('orders'))
  select s.year, s.received, case when told then s.whole end, case when told then s.part end,
    case when told then s.refused end, case when told then s.otherwise end
  from safe s order by s.year desc
$$;

-- As in 0153.
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
    group by service_id, kind, of having count(*) >= meta.fewest('sittings')
  )
  insert into planning.learned_duration (service_id, kind, of, sittings, minutes, learned_at)
    select k.service_id, k.kind, k.of, k.sittings, k.minutes, at from known k;
  get diagnostics learned = row_count;
  update planning.night set due_at = date_trunc('day', at, 'UTC')
    + case when extract(hour from at at time zone 'UTC') < 2 then interval '2 hours' else interval '26 hours' end;
  return learned;
end $$;
alter table planning.learned_duration drop constraint learned_duration_sittings_check,
  add constraint learned_duration_sittings_check check (sittings >= meta.fewest('sittings'));

-- A person waits in all her queues at once. Whether she may be called is what her time goes to: the
-- open period of her visit says waiting, and no desk has to know where else she stands.

-- ── what must be seen to first ──────────────────────────────────────────────────────────────────

-- "The tax number before social security": a service that waits until another one is done, if she
-- came for both. Facts of the catalogue, as the services are.
create table directory.service_precedence (
  service_id       text not null references directory.service,
  after_service_id text not null references directory.service check (after_service_id <> service_id),
  primary key (service_id, after_service_id)
);
select meta.classify('directory.service_precedence',
  'S0 · public catalogue · while it is true, then as history');
grant select on directory.service_precedence to oneroof_app, oneroof_jobs, oneroof_stats;

-- Needs of the same visit that are seen to before this stop waits in its queue.
alter table visits.stop add column after_needs uuid[] not null default '{}';
do $$ begin
  execute format('comment on column visits.stop.after_needs is %L',
    'S2 · what she came for · last visit + 5 years');
end $$;

-- ── the visit is held while one of its stops moves ──────────────────────────────────────────────

-- Locks the visit of a stop that the asking account reaches, before anything of it is changed: two
-- offices that act on one person at the same moment do so one after the other. Tells what her time
-- goes to and at which other offices she stands in the queue: offices alone, so that their screens
-- hear of it; nothing of it is shown.
create function visits.hold(of_stop uuid) returns table (
  kind text, since timestamptz, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid;
begin
  select s.visit_id into held from visits.stop s where s.id = of_stop
    and (s.unit_id = any (access.units())
         or not access.fenced() and (s.host_unit_id = any (access.units())
                                     or s.person_id = any (access.persons())));
  if not found then return; end if;
  perform from visits.visit v where v.id = held for no key update;
  return query
    select p.kind, lower(p.during),
           (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
            where o.visit_id = held and o.id <> of_stop and o.state = 'waiting')
    from visits.period p where p.visit_id = held and upper_inf(p.during);
end $$;

-- Ends the open period of a visit and begins what follows at the same instant; nothing follows when
-- `next_kind` is null. Waiting is nobody's place: she waits in all her queues. Only for who has a
-- stop of the visit, or receives or serves her.
create function visits.turn(of_visit uuid, at timestamptz, next_kind text, next_stop uuid, next_desk text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from visits.stop s where s.visit_id = of_visit
      and (s.unit_id = any (access.units())
           or not access.fenced() and (s.host_unit_id = any (access.units())
                                       or s.person_id = any (access.persons())))) then
    raise exception 'the time of a visit that is out of reach' using errcode = '42501';
  end if;
  update visits.period p set during = tstzrange(lower(p.during), at)
    where p.visit_id = of_visit and upper_inf(p.during);
  if not found then raise exception 'visit % has no open period', of_visit; end if;
  if next_kind is null then return; end if;
  insert into visits.period (visit_id, person_id, centre_id, host_unit_id, unit_id, kind, stop_id,
                             desk_id, during)
    select v.id, v.person_id, v.centre_id, v.host_unit_id, s.unit_id, next_kind, s.id, next_desk,
           tstzrange(at, null)
    from visits.visit v left join visits.stop s on s.id = next_stop and s.visit_id = v.id
    where v.id = of_visit;
end $$;

-- ── a queue, and taking the next of it ──────────────────────────────────────────────────────────

-- Who waits at an office of the asking account, with what the order of calling weighs: since when
-- she waits there, since when she is in the house, when her last stop ended, how many are left to
-- her after this one, and what her time goes to now. Minutes since 1970. No person and no other
-- office is named.
create function visits.queue(of_office text) returns table (
  stop_id uuid, number integer, language text, service_id text, priority smallint, queued double precision, arrived double precision,
  served double precision, stops_left integer, doing text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.number, s.language, s.service_id, s.priority, extract(epoch from s.queued_at)::float8 / 60,
         extract(epoch from v.arrived_at)::float8 / 60, extract(epoch from o.ended)::float8 / 60,
         o.stops_left, p.kind
  from visits.stop s
  join visits.visit v on v.id = s.visit_id
  join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
  cross join lateral (
    select max(t.ended_at) filter (where t.state = 'done') as ended,
           count(*) filter (where t.id <> s.id
                              and t.state in ('ahead', 'waiting', 'parked'))::integer as stops_left
    from visits.stop t where t.visit_id = s.visit_id) o
  where s.office_id = of_office and s.state = 'waiting' and s.unit_id = any (access.units())
$$;

-- Takes the first of these stops whose person nobody else is about to call, in the order given, and
-- locks her visit before her stop, as everyone does. Passes over who is being called at this moment,
-- and over who was called between the look at the queue and now.
create function visits.take(stop_ids uuid[]) returns table (
  stop_id uuid, kind text, since timestamptz, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare wanted uuid; held uuid;
begin
  foreach wanted in array stop_ids loop
    select s.visit_id into held from visits.stop s
      where s.id = wanted and s.unit_id = any (access.units());
    continue when not found;
    perform from visits.visit v where v.id = held and v.state = 'open'
      for no key update skip locked;
    continue when not found;
    perform from visits.stop s where s.id = wanted and s.state = 'waiting'
      for no key update skip locked;
    continue when not found;
    return query
      select wanted, p.kind, lower(p.during),
             (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
              where o.visit_id = held and o.id <> wanted and o.state = 'waiting')
      from visits.period p
      where p.visit_id = held and upper_inf(p.during) and p.kind = 'waiting';
    if found then return; end if;
  end loop;
end $$;

-- ── counts of people who stand in many queues ───────────────────────────────────────────────────

-- The longest wait of each office is that of its queue, not of a period: she waits in many.
create or replace function visits.floor_curve(of_centre text, on_day date, at timestamptz[]) returns table (
  office_id text, instant timestamptz, value integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with today as materialized (
    select v.id, v.arrived_at, v.closed_at from visits.visit v
    where v.centre_id = of_centre and v.day = on_day
      and access.holds(array['centre-coordinator', 'network-manager'], of_centre)
  ), waits as materialized (
    select s.office_id, s.queued_at as since,
           coalesce(s.called_at, s.ended_at, 'infinity') as until
    from today join visits.stop s on s.visit_id = today.id
    where s.queued_at is not null
  )
  select null, i, count(*)::integer
  from unnest(at) i join today on today.arrived_at <= i
    and (today.closed_at is null or today.closed_at > i)
  group by i
  union all
  select w.office_id, i, (extract(epoch from i - min(w.since)) / 60)::integer
  from unnest(at) i join waits w on w.since <= i and w.until > i
  group by w.office_id, i
$$;

-- The wall: calls come before everything, however many places in queues are kept.
create or replace function visits.board(of_centre text) returns table (
  number integer, language text, state text, desk_label text, office_id text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.number, s.language, s.state, d.label, s.office_id,
         case s.state when 'waiting' then s.queued_at else s.called_at end
  from visits.stop s left join directory.desk d on d.id = s.desk_id
  where s.centre_id = of_centre and s.state in ('called', 'serving', 'waiting')
    and s.day = (select max(v.day) from visits.visit v where v.centre_id = of_centre and v.state = 'open')
  order by (s.state = 'called') desc, (s.state = 'serving') desc,
           coalesce(s.called_at, s.queued_at) desc
  limit 200
$$;

revoke execute on function visits.hold(uuid), visits.take(uuid[]), visits.queue(text),
  visits.turn(uuid, timestamptz, text, uuid, text) from public;
grant execute on function visits.hold(uuid), visits.take(uuid[]), visits.queue(text),
  visits.turn(uuid, timestamptz, text, uuid, text) to oneroof_app;

-- All phones of a house are told at once what changed, from one look at the house: the page of a
-- ticket asked the database for itself alone, and two thousand of them at a call did so, too. What
-- opens these functions is the hash of a paper's link, as before it was its session: without one that
-- is good now they tell nothing.

-- The links among these that are good now, and their tickets.
create function visits.links_good(hashes bytea[]) returns table (token_hash bytea, visit_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.token_hash, l.visit_id
  from visits.ticket_link l
  join access.session s on s.id = l.session_id and s.revoked_at is null and s.expires_at > now()
  join access.account a on a.id = s.account_id and a.disabled_at is null
  where l.token_hash = any (hashes) and l.ended_at is null and l.expires_at > meta.now()
    and exists (select from access.membership m where m.account_id = a.id and m.valid @> now())
$$;

-- The hour at which she must leave is told to her, too.
drop function visits.ticket();
create function visits.ticket() returns table (
  visit_id uuid, centre_id text, day date, number integer, language text, arrived_at timestamptz,
  closed_at timestamptz, doing text, since timestamptz, desk_label text, away_until timestamptz,
  delays smallint, leave_by timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.centre_id, v.day, v.number, v.language, v.arrived_at, v.closed_at,
         p.kind, lower(p.during), d.label, v.away_until, v.delays, v.leave_by
  from visits.visit v
  left join visits.period p on p.visit_id = v.id and upper_inf(p.during)
  left join directory.desk d on d.id = p.desk_id
  where v.id = visits.own_ticket()
$$;

-- Tickets as their pages show them: never who came, nor where she is from, nor what a desk wrote.
create function visits.tickets_by_links(hashes bytea[]) returns table (
  token_hash bytea, visit_id uuid, centre_id text, day date, number integer, language text,
  arrived_at timestamptz, closed_at timestamptz, doing text, since timestamptz, desk_label text,
  away_until timestamptz, delays smallint, leave_by timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.token_hash, v.id, v.centre_id, v.day, v.number, v.language, v.arrived_at, v.closed_at,
         p.kind, lower(p.during), d.label, v.away_until, v.delays, v.leave_by
  from visits.links_good(hashes) l
  join visits.visit v on v.id = l.visit_id
  left join visits.period p on p.visit_id = v.id and upper_inf(p.during)
  left join directory.desk d on d.id = p.desk_id
$$;
create function visits.stops_by_links(hashes bytea[]) returns table (
  token_hash bytea, stop_id uuid, office_id text, state text, ended_at timestamptz, desk_label text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.token_hash, s.id, s.office_id, s.state, s.ended_at, d.label
  from visits.links_good(hashes) l
  join visits.stop s on s.visit_id = l.visit_id
  left join directory.desk d on d.id = s.desk_id
  order by l.token_hash, coalesce(s.ended_at, s.served_at, s.called_at, 'infinity'), s.rank, s.id
$$;

-- The house of one link, for the forecast: everyone in it by the number on the wall, and what the
-- order of calling weighs. No person, visit, stop or need of anybody is named.
create function visits.house_by_link(hash bytea) returns table (
  number integer, at integer, after integer[], language text, priority smallint, office_id text,
  service_id text, state text, desk_id text, queued double precision, arrived double precision,
  served double precision, booked double precision, leave_by double precision,
  away_until double precision, since double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with here as materialized (
    select s.*, row_number() over (partition by s.visit_id order by s.rank, s.id)::integer as at
    from visits.links_good(array[hash]) l
    join visits.visit own on own.id = l.visit_id
    join visits.stop s on s.centre_id = own.centre_id and s.day = own.day
      and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked')
  ), served as materialized (
    select t.visit_id, max(t.ended_at) as ended from visits.stop t
    where t.visit_id in (select h.visit_id from here h) and t.state = 'done' group by t.visit_id
  )
  select v.number, s.at,
         case when cardinality(s.after_needs) = 0 then '{}'::integer[] else
           (select coalesce(array_agg(f.at), '{}') from here f
            where f.visit_id = s.visit_id and f.need_id = any (s.after_needs)) end,
         s.language, s.priority, s.office_id, s.service_id, s.state, s.desk_id,
         extract(epoch from s.queued_at)::float8 / 60, extract(epoch from v.arrived_at)::float8 / 60,
         extract(epoch from o.ended)::float8 / 60, extract(epoch from s.booked_for)::float8 / 60,
         extract(epoch from v.leave_by)::float8 / 60, extract(epoch from v.away_until)::float8 / 60,
         extract(epoch from lower(p.during))::float8 / 60
  from here s
  join visits.visit v on v.id = s.visit_id and v.state = 'open'
  left join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
  left join served o on o.visit_id = s.visit_id
  order by s.visit_id, s.at
$$;

-- Its desks: those that are open, and those that the roster opens later (works_from). Nobody's name.
create function visits.desks_by_link(hash bytea) returns table (
  desk_id text, office_id text, languages text[], works_from time, rests_from time, rests_to time)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with house as materialized (
    select v.centre_id, v.day from visits.links_good(array[hash]) l
    join visits.visit v on v.id = l.visit_id
  ), open as materialized (
    select d.* from house h join visits.desk_session d on d.centre_id = h.centre_id
    where d.closed_at is null
  ), shift as materialized (
    select s.* from house h join rosters.shift s on s.centre_id = h.centre_id and s.on_date = h.day
    where s.removed_by is null
  )
  select o.desk_id, o.office_id, o.languages, null::time, lower(s.rests), upper(s.rests)
  from open o
  left join lateral (select f.rests from shift f where f.account_id = o.account_id limit 1) s on true
  where o.paused_at is null
  union all
  select s.desk_id, s.office_id, a.speaks, lower(s.works), lower(s.rests), upper(s.rests)
  from shift s join access.account a on a.id = s.account_id
  where s.desk_id is not null and not exists (
    select from open o where o.paused_at is null
      and (o.account_id = s.account_id or o.desk_id = s.desk_id))
$$;

-- What the nights learned: counts and means of nobody, for a forecast that no colleague asks for.
create function planning.read_learned() returns setof planning.learned_duration
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from planning.learned_duration
$$;

drop function visits.ticket_queues();
revoke execute on function visits.links_good(bytea[]), visits.ticket(), visits.tickets_by_links(bytea[]),
  visits.stops_by_links(bytea[]), visits.house_by_link(bytea), visits.desks_by_link(bytea),
  planning.read_learned() from public;
grant execute on function visits.ticket(), visits.tickets_by_links(bytea[]),
  visits.stops_by_links(bytea[]), visits.house_by_link(bytea), visits.desks_by_link(bytea),
  planning.read_learned() to oneroof_app;

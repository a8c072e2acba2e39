-- The page of a ticket on a phone. Its link is a session of its own: 128 bits that only the paper
-- shows, stored as a hash, of the one account that stands for all phones of a house. That account is
-- a device, so it reaches no content; the session says of which ticket it is, and the functions here
-- tell that ticket and change it, and nothing else.

create table visits.phone (
  centre_id  text primary key references directory.centre,
  account_id uuid not null unique references access.account
);
create table visits.ticket_link (
  session_id   uuid primary key references access.session,
  token_hash   bytea not null unique check (octet_length(token_hash) = 32),
  visit_id     uuid not null,
  person_id    uuid not null,
  host_unit_id text not null references access.unit,
  made_at      timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  foreign key (visit_id, person_id) references visits.visit (id, person_id),
  check (expires_at <= made_at + interval '26 hours')
);
create index ticket_link_visit on visits.ticket_link (visit_id);
select meta.classify('visits.phone', 'S1 · the account of all phones of a house · while it exists');
select meta.classify('visits.ticket_link', 'S1 · a link to her own ticket · until the day ends',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "session_id": "S3 · sign-in of a paper · until the day ends",
    "token_hash": "S3 · proves the paper · until the day ends"}');
select access.protect('visits.phone');
select access.protect('visits.ticket_link');
select access.fence('visits.ticket_link', 'closed');

-- VIS-151: she asked for time until then, so often.
alter table visits.visit add column away_until timestamptz,
  add column delays smallint not null default 0 check (delays between 0 and 2);
comment on column visits.visit.away_until is 'S1 · a trip to a centre · 5 years';
comment on column visits.visit.delays is 'S1 · a trip to a centre · 5 years';

-- The paper of an open visit leads to its page: for the unit that receives people in the house, once
-- for each paper. What is asked again changes nothing. A later hash is a later paper.
create function visits.keep_ticket_link(of_visit uuid, hash bytea) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  v record;
  phones uuid;
  opened uuid;
  ends timestamptz;
begin
  if access.fenced() or exists (select from visits.ticket_link l where l.token_hash = hash) then
    return;
  end if;
  select vi.id, vi.person_id, vi.host_unit_id, vi.centre_id, vi.day, c.zone into v
    from visits.visit vi join directory.centre c on c.id = vi.centre_id
    where vi.id = of_visit and vi.state = 'open' and vi.host_unit_id = any (access.units())
    for no key update of vi;
  if not found then return; end if;
  ends := (v.day + 1)::timestamp at time zone v.zone;
  if ends <= meta.now() then return; end if;
  select p.account_id into phones from visits.phone p where p.centre_id = v.centre_id;
  if not found then
    perform pg_advisory_xact_lock(hashtextextended('phones ' || v.centre_id, 75));
    select p.account_id into phones from visits.phone p where p.centre_id = v.centre_id;
    if not found then
      insert into access.account (kind, name) values ('device', 'Phones · ' || v.centre_id)
        returning id into phones;
      insert into access.membership (account_id, unit_id, centre_id, role)
        values (phones, v.host_unit_id, v.centre_id, 'device');
      insert into visits.phone (centre_id, account_id) values (v.centre_id, phones);
    end if;
  end if;
  insert into access.session (account_id, token_hash, kind, method, label, expires_at, ends_at)
    values (phones, hash, 'token', 'issued', 'ticket', now() + (ends - meta.now()),
            now() + (ends - meta.now()))
    on conflict (token_hash) do nothing returning id into opened;
  if opened is null then return; end if;
  insert into visits.ticket_link (session_id, token_hash, visit_id, person_id, host_unit_id, made_at,
                                  expires_at)
    values (opened, hash, v.id, v.person_id, v.host_unit_id, meta.now(), ends);
end $$;

-- Another paper ends the link of the one before, as it ends its code.
create or replace function visits.renew_code(of_visit uuid, new_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare done boolean;
begin
  update visits.visit set code = new_code, wrong_codes = 0
    where id = of_visit and state = 'open' and host_unit_id = any (access.units())
      and not access.fenced();
  done := found;
  if done then
    update access.session s set revoked_at = now() from visits.ticket_link l
      where l.visit_id = of_visit and l.ended_at is null and s.id = l.session_id;
    update visits.ticket_link set ended_at = meta.now()
      where visit_id = of_visit and ended_at is null;
  end if;
  return done;
end $$;

-- The visit of the paper that asks; null for everybody else.
create function visits.own_ticket() returns uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select l.visit_id from visits.ticket_link l
  where l.session_id = access.session_id() and l.ended_at is null and l.expires_at > meta.now()
$$;

-- That visit as its page shows it: never who came, nor where she is from, nor what a desk wrote.
create function visits.ticket() returns table (
  visit_id uuid, centre_id text, day date, number integer, language text, arrived_at timestamptz,
  closed_at timestamptz, doing text, since timestamptz, desk_label text, away_until timestamptz,
  delays smallint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.centre_id, v.day, v.number, v.language, v.arrived_at, v.closed_at,
         p.kind, lower(p.during), d.label, v.away_until, v.delays
  from visits.visit v
  left join visits.period p on p.visit_id = v.id and upper_inf(p.during)
  left join directory.desk d on d.id = p.desk_id
  where v.id = visits.own_ticket()
$$;

-- Her stops. One that could put her in danger says its office alone, as the wall of the house does.
create function visits.ticket_stops() returns table (
  stop_id uuid, office_id text, state text, ended_at timestamptz, desk_label text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.office_id, s.state, s.ended_at, d.label
  from visits.stop s left join directory.desk d on d.id = s.desk_id
  where s.visit_id = visits.own_ticket()
  order by coalesce(s.ended_at, s.served_at, s.called_at, 'infinity'), s.rank, s.id
$$;

-- The queues in which she stands, with what the order of calling weighs; who is being served there
-- counts half of her time. No person, visit or stop of anybody else is named.
create function visits.ticket_queues() returns table (
  office_id text, state text, mine boolean, number integer, language text, service_id text,
  priority smallint, queued double precision, arrived double precision, served double precision,
  stops_left integer, booked double precision, leave_by double precision, doing text, desks integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with mine as materialized (
    select s.office_id, s.day, s.visit_id from visits.stop s
    where s.visit_id = visits.own_ticket() and s.state in ('waiting', 'called')
  )
  select s.office_id, s.state, s.visit_id = m.visit_id, s.number, s.language, s.service_id, s.priority,
         extract(epoch from s.queued_at)::float8 / 60, extract(epoch from v.arrived_at)::float8 / 60,
         extract(epoch from o.ended)::float8 / 60, o.stops_left,
         extract(epoch from s.booked_for)::float8 / 60, extract(epoch from v.leave_by)::float8 / 60,
         case when p.kind = 'waiting' and v.away_until > meta.now() then 'parked' else p.kind end,
         (select count(*)::integer from visits.desk_session d
          where d.office_id = s.office_id and d.closed_at is null)
  from mine m
  join visits.stop s on s.office_id = m.office_id and s.day = m.day
    and s.state in ('waiting', 'called', 'serving')
  join visits.visit v on v.id = s.visit_id
  left join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
  cross join lateral (
    select max(t.ended_at) filter (where t.state = 'done') as ended,
           count(*) filter (where t.id <> s.id
                              and t.state in ('ahead', 'waiting', 'parked'))::integer as stops_left
    from visits.stop t where t.visit_id = s.visit_id) o
$$;

-- Her visit, held while she changes it: what a rule must know of it. Nothing for everybody else.
create function visits.hold_ticket() returns table (
  id uuid, person_id uuid, centre_id text, host_unit_id text, day date, number integer,
  language text, priority smallint, state text, delays smallint, away_until timestamptz,
  kind text, since timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid := visits.own_ticket();
begin
  perform from visits.visit v where v.id = held for no key update;
  return query
    select v.id, v.person_id, v.centre_id, v.host_unit_id, v.day, v.number, v.language, v.priority,
           v.state, v.delays, v.away_until, p.kind, lower(p.during)
    from visits.visit v left join visits.period p on p.visit_id = v.id and upper_inf(p.during)
    where v.id = held;
end $$;
create function visits.hold_ticket_stops() returns table (id uuid, office_id text, state text)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.office_id, s.state from visits.stop s where s.visit_id = visits.own_ticket()
  order by s.id for no key update
$$;
-- How the needs of that visit stand, so that its end is counted as any other.
create function visits.ticket_needs() returns table (id uuid, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.id, n.state from casefiles.need n where n.visit_id = visits.own_ticket()
$$;

-- She needs a few minutes, and is called by nobody until then.
create function visits.delay_ticket(until timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update visits.visit v set away_until = until, delays = v.delays + 1
    where v.id = visits.own_ticket() and v.state = 'open';
  if not found then raise exception 'no ticket' using errcode = 'insufficient_privilege'; end if;
end $$;

-- She leaves: what is left is withdrawn, and her time ends. Her needs stay open.
create function visits.leave_by_ticket(at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid := visits.own_ticket();
begin
  update visits.visit v set state = 'closed', closed_at = at where v.id = held and v.state = 'open';
  if not found then raise exception 'no ticket' using errcode = 'insufficient_privilege'; end if;
  update visits.stop s set state = 'withdrawn', ended_at = at
    where s.visit_id = held and s.state in ('ahead', 'waiting', 'called', 'parked');
  update visits.period p set during = tstzrange(lower(p.during), at)
    where p.visit_id = held and upper_inf(p.during);
end $$;
-- Its end is counted as that of any other visit.
create policy own_ticket on statistics.departure for insert to oneroof_app
  with check (visit_id = (select visits.own_ticket()));

-- When she has left, the ticket's page leads to her summary until the day ends.
create or replace function visits.find_by_link(link text) returns table (
  visit_id uuid, centre_id text, day date, number integer, language text,
  arrived_at timestamptz, closed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.centre_id, v.day, v.number, v.language, v.arrived_at, v.closed_at
  from visits.visit v
  where v.id = (
    select l.visit_id from visits.summary_link l
    where l.token_hash = sha256(convert_to(link, 'UTF8')) and l.ended_at is null
      and l.expires_at > meta.now()
    union all
    select t.visit_id from visits.ticket_link t join visits.visit o on o.id = t.visit_id
    where t.token_hash = sha256(convert_to(link, 'UTF8')) and t.ended_at is null
      and t.expires_at > meta.now() and o.state = 'closed'
    limit 1)
$$;

-- VIS-151: whoever asked for time keeps her places and is not called.
create or replace function visits.queue(of_office text) returns table (
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
         o.stops_left, extract(epoch from s.booked_for)::float8 / 60, extract(epoch from v.leave_by)::float8 / 60,
         case when p.kind = 'waiting' and v.away_until > meta.now() then 'parked' else p.kind end,
         (select calls from run)
  from here s
  join visits.visit v on v.id = s.visit_id
  join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
  cross join lateral (
    select max(t.ended_at) filter (where t.state = 'done') as ended,
           count(*) filter (where t.id <> s.id
                              and t.state in ('ahead', 'waiting', 'parked'))::integer as stops_left
    from visits.stop t where t.visit_id = s.visit_id) o
$$;

-- VIS-151: for a desk that chooses somebody, whoever asked for time is away.
create or replace function visits.hold(of_stop uuid) returns table (
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
    select case when p.kind = 'waiting' and v.away_until > meta.now() then 'parked' else p.kind end,
           lower(p.during),
           (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
            where o.visit_id = held and o.id <> of_stop and o.state = 'waiting')
    from visits.period p join visits.visit v on v.id = p.visit_id
    where p.visit_id = held and upper_inf(p.during);
end $$;

-- As before; who asked for time between the look at the queue and now is passed over, too.
create or replace function visits.take(stop_ids uuid[]) returns table (
  stop_id uuid, kind text, since timestamptz, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare wanted uuid; held uuid;
begin
  foreach wanted in array stop_ids loop
    select s.visit_id into held from visits.stop s
      where s.id = wanted and s.unit_id = any (access.units());
    continue when not found;
    perform from visits.visit v where v.id = held and v.state = 'open'
        and (v.away_until is null or v.away_until <= meta.now())
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

revoke execute on function visits.keep_ticket_link(uuid, bytea), visits.own_ticket(), visits.ticket(),
  visits.ticket_stops(), visits.ticket_queues(), visits.hold_ticket(), visits.hold_ticket_stops(),
  visits.ticket_needs(), visits.delay_ticket(timestamptz), visits.leave_by_ticket(timestamptz)
  from public;
grant execute on function visits.keep_ticket_link(uuid, bytea), visits.own_ticket(), visits.ticket(),
  visits.ticket_stops(), visits.ticket_queues(), visits.hold_ticket(), visits.hold_ticket_stops(),
  visits.ticket_needs(), visits.delay_ticket(timestamptz), visits.leave_by_ticket(timestamptz)
  to oneroof_app;

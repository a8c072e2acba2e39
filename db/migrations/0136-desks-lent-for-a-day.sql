-- A desk moves to another office of its house for a day: the afternoon is long at one and empty at the
-- other. It ends by itself with the day, by its date alone; nothing has to run for that.

-- VIS-195: for one day a desk is lent to one office at a time.
create table visits.desk_lent (
  id          uuid primary key,
  desk_id     text not null references directory.desk,
  centre_id   text not null references directory.centre,
  office_id   text not null references directory.office,
  on_day      date not null,
  lent_at     timestamptz not null,
  lent_by     uuid not null references access.account,
  returned_at timestamptz,
  check (returned_at >= lent_at)
);
create unique index desk_lent_once on visits.desk_lent (desk_id, on_day) where returned_at is null;
create index desk_lent_of_centre on visits.desk_lent (centre_id, on_day) where returned_at is null;
select meta.classify('visits.desk_lent', 'S0 · public · 1 year',
  '{"lent_by": "S1 · who lent it · 1 year"}');
select access.protect('visits.desk_lent');

-- The desks of a house that serve another office today; the wall says it, so it needs no session.
create function visits.lent_desks(of_centre text) returns table (
  desk_id text, office_id text, home_office_id text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.desk_id, l.office_id, d.office_id
  from visits.desk_lent l
  join directory.centre c on c.id = l.centre_id
  join directory.desk d on d.id = l.desk_id
  join directory.office o on o.id = l.office_id and o.closed_on is null
  where l.centre_id = of_centre and l.returned_at is null
    and l.on_day = (meta.now() at time zone c.zone)::date
  order by d.position, l.desk_id
$$;

-- The office that a desk serves today.
create function visits.office_of_desk(of_desk text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select l.office_id from visits.desk_lent l
     join directory.centre c on c.id = l.centre_id
     join directory.office o on o.id = l.office_id and o.closed_on is null
     where l.desk_id = of_desk and l.returned_at is null
       and l.on_day = (meta.now() at time zone c.zone)::date),
    (select d.office_id from directory.desk d where d.id = of_desk))
$$;

-- A desk for whoever looks after its house, with all that decides whether it may move; taken for
-- itself until the end of the transaction, so that nobody sits down or is called there meanwhile.
-- Nothing for others.
create function visits.hold_desk(of_desk text) returns table (
  centre_id text, home_office_id text, office_id text, unit_id text, busy boolean, sits uuid,
  other_desks integer, people integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare house text; here text;
begin
  select d.centre_id into house from directory.desk d where d.id = of_desk;
  if house is null or not visits.may_oversee(house) then return; end if;
  perform from directory.desk d where d.id = of_desk for update;
  perform from visits.desk_session s where s.desk_id = of_desk and s.closed_at is null for update;
  return query
    with now_at as (select visits.office_of_desk(of_desk) as id)
    select house, d.office_id, o.id, o.unit_id,
      exists (select from visits.stop s where s.desk_id = of_desk and s.state in ('called', 'serving')),
      (select s.account_id from visits.desk_session s
       where s.desk_id = of_desk and s.closed_at is null),
      (select count(*)::integer from directory.desk other
       where other.centre_id = house and other.id <> of_desk and other.closed_on is null
         and visits.office_of_desk(other.id) = o.id),
      (select count(*)::integer from visits.stop s join visits.visit v on v.id = s.visit_id
       where s.office_id = o.id and v.state = 'open'
         and s.state in ('ahead', 'waiting', 'called', 'parked'))
    from directory.desk d, now_at n join directory.office o on o.id = n.id
    where d.id = of_desk and d.closed_on is null;
end $$;

-- Lends a desk to an office for today, or gives it back (no office). Whoever sits there gets up: her
-- break ends and is kept, and she sits down again for the office that the desk serves now.
create function visits.lend_desk(of_desk text, loan uuid, to_office text, at timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare house text; today date;
begin
  select d.centre_id, (at at time zone c.zone)::date into house, today
    from directory.desk d join directory.centre c on c.id = d.centre_id where d.id = of_desk;
  if not visits.may_oversee(house) then
    raise exception 'not hers to move' using errcode = 'insufficient_privilege';
  end if;
  -- VIS-196: nobody who is called or served there is left behind.
  if exists (select from visits.stop s where s.desk_id = of_desk and s.state in ('called', 'serving')) then
    raise exception 'somebody is there' using errcode = 'check_violation', constraint = 'desk_lent_idle';
  end if;
  update visits.desk_lent l set returned_at = at
    where l.desk_id = of_desk and l.on_day = today and l.returned_at is null;
  if to_office is not null then
    insert into visits.desk_lent (id, desk_id, centre_id, office_id, on_day, lent_at, lent_by)
      select loan, of_desk, house, o.id, today, at, access.me()
      from directory.office o
      where o.id = to_office and o.centre_id = house and o.closed_on is null;
    if not found then
      raise exception 'no such office here' using errcode = 'check_violation';
    end if;
  end if;
  insert into visits.desk_break (id, session_id, desk_id, centre_id, unit_id, account_id, started_at,
      ended_at)
    select uuidv7(), s.id, s.desk_id, s.centre_id, s.unit_id, s.account_id, s.paused_at, at
    from visits.desk_session s
    where s.desk_id = of_desk and s.closed_at is null and s.paused_at is not null;
  update visits.desk_session s set closed_at = at, paused_at = null
    where s.desk_id = of_desk and s.closed_at is null;
  return true;
end $$;

-- VIS-93: nobody opens a desk that was taken away; VIS-197: nor for an office that it doesn't serve
-- today. Who lends a desk takes its row for itself, who sits down shares it.
create or replace function visits.refuse_closed_desk() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from directory.office o where o.id = new.office_id for key share;
  perform from directory.desk d where d.id = new.desk_id for key share;
  if exists (select from directory.desk d join directory.office o on o.id = d.office_id
             where d.id = new.desk_id and (d.closed_on is not null or o.closed_on is not null)) then
    raise exception 'the desk is closed' using errcode = 'check_violation',
      constraint = 'session_desk_open';
  end if;
  if new.office_id is distinct from visits.office_of_desk(new.desk_id) then
    raise exception 'the desk serves another office today' using errcode = 'check_violation',
      constraint = 'session_desk_here';
  end if;
  return new;
end $$;

revoke execute on function visits.lent_desks(text), visits.office_of_desk(text), visits.hold_desk(text),
  visits.lend_desk(text, uuid, text, timestamptz) from public;
grant execute on function visits.lent_desks(text), visits.office_of_desk(text), visits.hold_desk(text),
  visits.lend_desk(text, uuid, text, timestamptz) to oneroof_app;

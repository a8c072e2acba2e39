-- What the walls of a house say beside the calls, which room shows whose calls, and queues that are
-- closed for now. Written by functions that prove who looks after the house; read by everyone who
-- stands before the wall, without who wrote it.

create schema content;
grant usage on schema content to oneroof_app, oneroof_jobs, oneroof_stats;

-- A waiting room: a board in it shows the calls of its offices. Quiet: no chime and no voice, always
-- or between two times on the clock of the house.
create table content.room (
  id         uuid primary key,
  centre_id  text not null references directory.centre,
  name       jsonb not null check (directory.is_text(name)),
  office_ids text[] not null check (cardinality(office_ids) > 0),
  quiet      boolean not null,
  quiet_hours directory.timerange check (not isempty(quiet_hours)),
  device_ids uuid[] not null,
  closed_at  timestamptz
);
create index room_of_centre on content.room (centre_id) where closed_at is null;

-- Said on every board of a house: for a while (a message of the coordinator), or for good (a slide,
-- which turns in the languages of those who wait).
create table content.wall_text (
  id         uuid primary key,
  centre_id  text not null references directory.centre,
  kind       text not null check (kind in ('message', 'slide')),
  text       jsonb not null check (directory.is_text(text)),
  said_at    timestamptz not null,
  until      timestamptz,
  taken_at   timestamptz,
  account_id uuid not null references access.account,
  check ((kind = 'message') = (until is not null))
);
create index wall_text_of_centre on content.wall_text (centre_id) where taken_at is null;

create table visits.closed_queue (
  id          uuid primary key,
  centre_id   text not null references directory.centre,
  office_id   text not null references directory.office,
  message     jsonb not null check (directory.is_text(message)),
  closed_at   timestamptz not null,
  closed_by   uuid not null references access.account,
  reopened_at timestamptz,
  check (reopened_at >= closed_at)
);
create unique index queue_closed_once on visits.closed_queue (office_id) where reopened_at is null;

select meta.classify('content.room', 'S0 · public · while it is true, then as history');
select meta.classify('content.wall_text', 'S0 · public · 1 year',
  '{"account_id": "S1 · who said it · 1 year"}');
select meta.classify('visits.closed_queue', 'S0 · public · 1 year',
  '{"closed_by": "S1 · who closed it · 1 year"}');
select access.protect('content.room');
select access.protect('content.wall_text');
select access.protect('visits.closed_queue');

-- VIS-130: nobody more is sent to a queue that is closed for now; who was booked there comes.
create or replace function visits.refuse_closed_office() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from directory.office o where o.id = new.office_id for key share;
  if exists (select from directory.office o where o.id = new.office_id and o.closed_on is not null) then
    raise exception 'the office is closed' using errcode = 'check_violation',
      constraint = 'stop_office_open';
  end if;
  if new.appointment_id is null and exists (
      select from visits.closed_queue q where q.office_id = new.office_id and q.reopened_at is null) then
    raise exception 'the queue is closed' using errcode = 'check_violation',
      constraint = 'stop_queue_open';
  end if;
  return new;
end $$;

-- Closes the queue of an office, after whoever is being sent there at this moment; or opens it again.
create function visits.turn_queue(of_office text, closure uuid, message jsonb, at timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare house text;
begin
  select o.centre_id into house from directory.office o where o.id = of_office for update;
  if not visits.may_oversee(house) then
    raise exception 'not hers to close' using errcode = 'insufficient_privilege';
  end if;
  if message is null then
    update visits.closed_queue q set reopened_at = at
      where q.office_id = of_office and q.reopened_at is null;
    return found;
  end if;
  insert into visits.closed_queue (id, centre_id, office_id, message, closed_at, closed_by)
    values (closure, house, of_office, message, at, access.me());
  return true;
end $$;

-- The queues of a house that are closed now; for the wall, reception and desks alike.
create function visits.closed_queues(of_centre text) returns table (
  office_id text, message jsonb, closed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.office_id, q.message, q.closed_at from visits.closed_queue q
  where q.centre_id = of_centre and q.reopened_at is null order by q.closed_at, q.office_id
$$;

-- Everything that the boards of a house say beside the calls, at an instant.
create function content.wall(of_centre text, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'texts', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'text', t.text,
                'until', t.until) order by t.said_at, t.id), '[]')
              from content.wall_text t
              where t.centre_id = of_centre and t.taken_at is null
                and (t.until is null or t.until > at)),
    'rooms', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name,
                'officeIds', r.office_ids, 'quiet', r.quiet, 'quietFrom', lower(r.quiet_hours),
                'quietTo', upper(r.quiet_hours), 'deviceIds', r.device_ids) order by r.id), '[]')
              from content.room r where r.centre_id = of_centre and r.closed_at is null))
$$;

-- Says something on the boards of a house, or takes it down. Tells whether there was anything to do.
create function content.say(of_centre text, said uuid, of_kind text, words jsonb, till timestamptz,
  at timestamptz) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not visits.may_oversee(of_centre) then
    raise exception 'not hers to say' using errcode = 'insufficient_privilege';
  end if;
  if words is null then
    update content.wall_text t set taken_at = at
      where t.id = said and t.centre_id = of_centre and t.taken_at is null;
    return found;
  end if;
  insert into content.wall_text (id, centre_id, kind, text, said_at, until, account_id)
    values (said, of_centre, of_kind, words, at, till, access.me());
  return true;
end $$;

-- Makes or changes a waiting room; without a name it is closed.
create function content.put_room(of_centre text, room uuid, name jsonb, offices text[], quiet boolean,
  quiet_from time, quiet_to time, devices uuid[], at timestamptz) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
begin
  if not visits.may_oversee(of_centre) then
    raise exception 'not hers to furnish' using errcode = 'insufficient_privilege';
  end if;
  if name is null then
    update content.room r set closed_at = at
      where r.id = room and r.centre_id = of_centre and r.closed_at is null;
    return found;
  end if;
  insert into content.room as r (id, centre_id, name, office_ids, quiet, quiet_hours, device_ids)
    values (room, of_centre, name, offices, quiet,
            case when quiet_from is not null then directory.timerange(quiet_from, quiet_to) end, devices)
    on conflict (id) do update
      set name = excluded.name, office_ids = excluded.office_ids, quiet = excluded.quiet,
          quiet_hours = excluded.quiet_hours, device_ids = excluded.device_ids
      where r.centre_id = of_centre and r.closed_at is null;
  return found;
end $$;

revoke execute on all functions in schema content from public;
revoke execute on function visits.turn_queue(text, uuid, jsonb, timestamptz),
  visits.closed_queues(text) from public;
grant execute on function content.wall(text, timestamptz),
  content.say(text, uuid, text, jsonb, timestamptz, timestamptz),
  content.put_room(text, uuid, jsonb, text[], boolean, time, time, uuid[], timestamptz),
  visits.turn_queue(text, uuid, jsonb, timestamptz), visits.closed_queues(text) to oneroof_app;

-- Messages are taken one by one, at the moment of sending: the rule of how she may be reached is then as old as
-- one letter, and a server that takes its time over twenty keeps no more than one of them (0023, 0095). What was held is asked
-- again when that rule is another than the one it was held by: told by a number that each change moves on, since a
-- change that began before a look and ended after it has an earlier time.

alter table people.contact add column revision integer not null default 1;
select meta.classify('people.contact', 'S4 · to reach her safely · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years",
    "changed_at": "S1 · when it was put right · last visit + 5 years",
    "revision": "S1 · what waits asks the rule anew · last visit + 5 years"}');
create or replace function people.note_contact_change() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  new.changed_at := meta.now();
  new.revision := old.revision + 1;
  return new;
end $$;

alter table messages.attempt add column seen integer;  -- of what is taken: which revision of all her files it was decided by
select meta.classify('messages.attempt', 'S1 · what became of a message · 1 year',
  '{"reason": "S4 · why she is told in person · 1 year"}');

-- Which revision of how she may be reached is the current one: each change, file and merger makes it another.
create function messages.reach_of(of_person uuid) returns integer language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(sum(c.revision), 0)::integer from people.contact c
  where c.person_id = of_person
    or c.person_id in (select s.other_id from people.same_person s where s.person_id = of_person)
$$;

create function messages.is_due(x messages.message) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select x.due_at <= meta.now() and coalesce((
    select case l.outcome
      when 'taken' then l.at < meta.now() - interval '10 minutes' and l.tries < 5
      when 'failed' then l.tries < 5 and l.at < meta.now() - interval '1 minute' * power(5, l.tries - 1)
      when 'held' then coalesce(l.again_at <= meta.now(), false)
        or messages.reach_of(x.person_id) is distinct from (
          select t.seen from messages.attempt t
          where t.event_id = x.event_id and t.kind = x.kind and t.number = l.number and t.outcome = 'taken')
      else false end
    from messages.last_of(x.event_id, x.kind) l where l.number is not null), true)
$$;

-- What is due, the oldest first. Nothing is taken by that.
create function messages.due(most integer) returns table (event_id uuid, kind text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  return query
    select x.event_id, x.kind from messages.message x
    where x.due_at <= meta.now() and messages.is_due(x) order by x.due_at, x.event_id, x.kind limit most;
end $$;

-- Takes one that is still due, with all that decides whether and where it goes; nothing when another worker has it.
-- A worker that dies with it loses it for ten minutes. Whether it is due is looked at when its row is ours, by a
-- statement of its own, which sees what the worker before us wrote.
drop function messages.take_due(integer), messages.contact_changed_at(uuid);
create function messages.take(of_event uuid, of_kind text) returns table (
  event_id uuid, kind text, number smallint, language text, email text, contacts jsonb,
  centre_name text, zone text, office_name jsonb, starts_at timestamptz, ends_at timestamptz,
  due_on date, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare m messages.message; l record; seen integer;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  select * into m from messages.message x where x.event_id = of_event and x.kind = of_kind for update skip locked;
  if not found or not messages.is_due(m) then return; end if;
  select * into l from messages.last_of(of_event, of_kind);
  event_id := m.event_id; kind := m.kind; number := coalesce(l.number, 0) + 1;
  starts_at := m.starts_at; due_on := m.due_on;
  -- Rule and revision by one look.
  select messages.contacts_of(m.person_id), messages.reach_of(m.person_id) into contacts, seen;
  insert into messages.attempt (event_id, kind, number, outcome, at, seen)
    values (m.event_id, m.kind, number, 'taken', meta.now(), seen);
  select p.language into language from people.person p where p.id = m.person_id;
  select (array_agg(c.email order by c.person_id <> m.person_id) filter (where c.email is not null))[1]
    into email from people.contact c
    where c.person_id = m.person_id or c.person_id in (
      select s.other_id from people.same_person s where s.person_id = m.person_id);
  select cn.name, c.zone into centre_name, zone from directory.centre c
    join directory.centre_name cn on cn.centre_id = c.id and cn.valid @> meta.now()::date
    where c.id = m.centre_id;
  select o.short_name into office_name from directory.office o where o.id = m.office_id;
  select a.ends_at into ends_at from appointments.appointment a
    where a.id = m.about_id and m.kind like 'appointment-%';
  still_so := messages.still_so(m.kind, m.about_id, m.starts_at);
  return next;
end $$;

-- As in 0410; where a ticket's link went is kept for as long as it is tried: waiting is no try.
create or replace function messages.note_attempt(of_event uuid, of_kind text, of_number smallint,
  came_out text, why text, by_way text, next_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  insert into messages.attempt (event_id, kind, number, outcome, reason, channel, at, again_at)
    values (of_event, of_kind, of_number, came_out, why, by_way, meta.now(), next_at)
    on conflict do nothing;
  if of_kind = 'ticket-link' and (came_out not in ('failed', 'held')
       or (select l.tries from messages.last_of(of_event, of_kind) l) >= 5) then
    update messages.link_address l set phone = null, email = null
      from messages.message m where m.event_id = of_event and m.kind = of_kind and l.id = m.about_id;
  end if;
end $$;

-- As in 0410, and why is told to whoever may see how she may be reached, of all her files. How many of them are
-- shown is cut by whoever asks, after row security has said whom she may know of.
create or replace function messages.to_tell() returns table (
  event_id uuid, kind text, person_id uuid, unit_id text, centre_id text, starts_at timestamptz, due_on date,
  reason text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  own text[] := access.units();
  reachable uuid[] := access.persons_for('contact');
  away uuid[] := access.excluded();
begin
  if access.fenced() or own = '{}' then return; end if;
  return query
    select m.event_id, m.kind, m.person_id, m.unit_id, m.centre_id, m.starts_at, m.due_on,
      case when not exists (
        select from people.contact c
        where c.person_id = any (people.all_files_of(m.person_id))
          and not (c.unit_id = any (own) or c.person_id = any (reachable))) then l.reason end
    from (select distinct a.event_id, a.kind from messages.attempt a where a.outcome = 'held') h
    join messages.message m on m.event_id = h.event_id and m.kind = h.kind
    join people.person p on p.id = m.person_id
    cross join lateral messages.last_of(m.event_id, m.kind) l
    where l.outcome = 'held' and (l.again_at is null or l.again_at >= m.starts_at)
      and (m.unit_id = any (own) or p.unit_id = any (own))
      and m.person_id <> all (away)
      and m.kind <> 'ticket-link' and messages.still_so(m.kind, m.about_id, m.starts_at);
end $$;

revoke execute on function messages.reach_of(uuid), messages.is_due(messages.message), messages.due(integer),
  messages.take(uuid, text) from public;
grant execute on function messages.due(integer), messages.take(uuid, text) to oneroof_jobs;

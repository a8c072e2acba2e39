-- What is due costs what is due, and not what ever was: a message that is settled says so in its own row, and an
-- index holds those alone that are not. Until now the worker looked, each minute, at what became of every letter of
-- a year (0111).

alter table messages.message add column settled_at timestamptz;
comment on column messages.message.settled_at is 'S1 · that a message is due · 1 year';

-- Nothing more becomes of it: it was sent or told, it will not be sent, or it was tried often enough.
create function messages.is_over(of_event uuid, of_kind text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(l.outcome in ('sent', 'skipped', 'told') or l.outcome = 'failed' and l.tries >= 5, false)
  from messages.last_of(of_event, of_kind) l
$$;
-- In the transaction of what became of it, whoever writes that: no way to note it can forget this. What a backup brings
-- back is settled already.
create function messages.settle() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update messages.message m set settled_at = new.at
    where m.event_id = new.event_id and m.kind = new.kind and m.settled_at is null
      and messages.is_over(new.event_id, new.kind);
  return null;
end $$;
create trigger settles after insert on messages.attempt for each row
  when (new.outcome in ('sent', 'skipped', 'told', 'failed')) execute function messages.settle();

update messages.message m set settled_at = l.at
  from (select x.event_id, x.kind, w.at from messages.message x
        cross join lateral messages.last_of(x.event_id, x.kind) w
        where messages.is_over(x.event_id, x.kind)) l
  where m.event_id = l.event_id and m.kind = l.kind;

-- Whoever promises something does not say that it is done with.
create policy begins_open on messages.message as restrictive for insert to oneroof_app
  with check (settled_at is null);

create index message_open on messages.message (due_at, event_id, kind) where settled_at is null;
drop index messages.attempt_held;

-- As in 0470; and what is held is taken once more when it is no longer so, which settles it.
create or replace function messages.is_due(x messages.message) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select x.settled_at is null and x.due_at <= meta.now() and coalesce((
    select case l.outcome
      when 'taken' then l.at < meta.now() - interval '10 minutes' and l.tries < 5
      when 'failed' then l.tries < 5 and l.at < meta.now() - interval '1 minute' * power(5, l.tries - 1)
      when 'held' then coalesce(l.again_at <= meta.now(), false)
        or messages.reach_of(x.person_id) is distinct from (
          select t.seen from messages.attempt t
          where t.event_id = x.event_id and t.kind = x.kind and t.number = l.number and t.outcome = 'taken')
        -- Whether a letter to a partner still holds is said where it is sent (0400).
        or x.kind <> 'package' and not messages.still_so(x.kind, x.about_id, x.starts_at)
      else false end
    from messages.last_of(x.event_id, x.kind) l where l.number is not null), true)
$$;

create or replace function messages.due(most integer) returns table (event_id uuid, kind text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  return query
    select x.event_id, x.kind from messages.message x
    where x.settled_at is null and x.due_at <= meta.now() and messages.is_due(x)
    order by x.due_at, x.event_id, x.kind limit most;
end $$;

-- That a time is called off is told as long as that time is to come.
create or replace function messages.still_so(of_kind text, about uuid, starts timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(case
    when of_kind = 'ticket-link' then true
    when of_kind like 'appointment-%' then (
      select a.starts_at > meta.now() and case when of_kind = 'appointment-cancelled' then a.state = 'cancelled'
                                               else a.state = 'booked' and a.starts_at = starts end
      from appointments.appointment a where a.id = about)
    else (select t.state = 'open' from followups.task t where t.id = about) end, false)
$$;

-- As in 0470, among what is not settled: what was told long ago is not walked for whoever opens her list.
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
    from messages.message m
    join people.person p on p.id = m.person_id
    cross join lateral messages.last_of(m.event_id, m.kind) l
    where m.settled_at is null and m.due_at <= meta.now()
      and l.outcome = 'held' and (l.again_at is null or l.again_at >= m.starts_at)
      and (m.unit_id = any (own) or p.unit_id = any (own))
      and m.person_id <> all (away)
      and m.kind <> 'ticket-link' and messages.still_so(m.kind, m.about_id, m.starts_at);
end $$;

revoke execute on function messages.is_over(uuid, text), messages.settle() from public;

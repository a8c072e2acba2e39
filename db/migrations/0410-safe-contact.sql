-- How she may be reached safely: besides the rule of 0041, hours and days, what whoever calls says, numbers
-- and addresses that are never used, and whether anything goes by post. The worker is handed all of it with
-- each message; src/modules/people/contact-rules.ts decides. A message that may not go now is *held* until her
-- next hours, or, where it may not go at all, until she is told in person or the rule changes.

alter table people.contact
  add column hours text check (hours ~ '^([01]\d|2[0-3]):[0-5]\d ([01]\d|2[0-3]):[0-5]\d$'),
  add column days  text check (days ~ '^[1-7]( [1-7]){0,6}$'),
  add column cover text check (char_length(cover) between 1 and 120),
  add column avoid text check (char_length(avoid) between 5 and 254),
  add column post  text check (post = 'no'),
  add column changed_at timestamptz not null default meta.now();
grant update (hours, days, cover, avoid, post) on people.contact to oneroof_app;
select meta.classify('people.contact', 'S4 · to reach her safely · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years",
    "changed_at": "S1 · what waits asks the rule anew · last visit + 5 years"}');

create function people.note_contact_change() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  new.changed_at := meta.now();
  return new;
end $$;
-- Of a change alone: what a backup brings back stays as it was taken.
create trigger note_change before update on people.contact
  for each row execute function people.note_contact_change();
revoke execute on function people.note_contact_change() from public;

alter table history.person_field drop constraint person_field_field_check;
alter table history.person_field add constraint person_field_field_check check (field in
  ('name', 'fullName', 'originalName', 'nicknames', 'formerNames', 'surnames', 'patronymic', 'said', 'born',
   'nationality', 'language', 'phone', 'email', 'rule', 'hours', 'days', 'cover', 'avoid', 'post'));

-- What her files say, one by one, as contact-rules.ts reads it.
create function messages.contacts_of(of_person uuid) returns jsonb language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('rule', c.rule, 'hours', c.hours, 'days', c.days,
           'cover', c.cover, 'avoid', c.avoid, 'post', c.post)), '[]')
  from people.contact c
  where c.person_id = of_person
    or c.person_id in (select s.other_id from people.same_person s where s.person_id = of_person)
$$;
create function messages.contact_changed_at(of_person uuid) returns timestamptz language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select max(c.changed_at) from people.contact c
  where c.person_id = of_person
    or c.person_id in (select s.other_id from people.same_person s where s.person_id = of_person)
$$;

-- Whether what a message says is still true.
create function messages.still_so(of_kind text, about uuid, starts timestamptz) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(case
    when of_kind = 'ticket-link' then true
    when of_kind like 'appointment-%' then (
      select case when of_kind = 'appointment-cancelled' then a.state = 'cancelled'
                  else a.state = 'booked' and a.starts_at = starts and a.starts_at > meta.now() end
      from appointments.appointment a where a.id = about)
    else (select t.state = 'open' from followups.task t where t.id = about) end, false)
$$;

-- ── held, and told ──────────────────────────────────────────────────────────────────────────────

alter table messages.attempt
  add column again_at timestamptz,  -- of what is held: her next hours; null: not before the rule changes
  drop constraint attempt_outcome_check, drop constraint attempt_number_check,
  add constraint attempt_outcome_check check (outcome in ('taken', 'sent', 'failed', 'skipped', 'held', 'told')),
  add constraint attempt_number_check check (number between 1 and 9999),
  add constraint attempt_again check (again_at is null or outcome = 'held');
create index attempt_held on messages.attempt (event_id, kind) where outcome = 'held';
select meta.classify('messages.attempt', 'S1 · what became of a message · 1 year',
  '{"reason": "S4 · why she is told in person · 1 year"}');
select access.fence('messages.attempt', 'closed');
select rights.on_erasure('messages.attempt', 'kept by event_id of messages.message.event_id; cleared: reason');

-- The last that became of a message, and how often it was really tried: what was held was not.
create function messages.last_of(of_event uuid, of_kind text,
  out number smallint, out outcome text, out at timestamptz, out reason text, out again_at timestamptz,
  out tries integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.number, l.outcome, l.at, l.reason, l.again_at, l.number - (
      select count(*)::integer from messages.attempt h
      where h.event_id = of_event and h.kind = of_kind and h.outcome = 'held')
  from messages.attempt l where l.event_id = of_event and l.kind = of_kind
  order by l.number desc, l.outcome = 'taken' limit 1
$$;

-- As in 0230, with all that her files say of how she may be reached; the hour is the rule's to decide, since
-- hers may be others than those of the house.
drop function messages.take_due(integer);
create function messages.take_due(most integer) returns table (
  event_id uuid, kind text, number smallint, language text, email text, contacts jsonb,
  centre_name text, zone text, office_name jsonb, starts_at timestamptz, ends_at timestamptz,
  due_on date, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare m record; n smallint;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  for m in
    select x.*, l.number as last
    from messages.message x
    left join lateral messages.last_of(x.event_id, x.kind) l on l.number is not null
    where x.due_at <= meta.now()
      and (l.number is null
           or (l.outcome = 'taken' and l.at < meta.now() - interval '10 minutes' and l.tries < 5)
           or (l.outcome = 'failed' and l.tries < 5
               and l.at < meta.now() - interval '1 minute' * power(5, l.tries - 1))
           or (l.outcome = 'held'
               and (l.again_at <= meta.now() or messages.contact_changed_at(x.person_id) > l.at)))
    order by x.due_at limit most
    for update of x skip locked
  loop
    n := coalesce(m.last, 0) + 1;
    insert into messages.attempt (event_id, kind, number, outcome, at)
      values (m.event_id, m.kind, n, 'taken', meta.now());
    event_id := m.event_id; kind := m.kind; number := n;
    starts_at := m.starts_at; ends_at := null; due_on := m.due_on;
    select p.language into language from people.person p where p.id = m.person_id;
    select (array_agg(c.email order by c.person_id <> m.person_id) filter (where c.email is not null))[1]
      into email from people.contact c
      where c.person_id = m.person_id or c.person_id in (
        select s.other_id from people.same_person s where s.person_id = m.person_id);
    contacts := messages.contacts_of(m.person_id);
    select cn.name, c.zone into centre_name, zone from directory.centre c
      join directory.centre_name cn on cn.centre_id = c.id and cn.valid @> meta.now()::date
      where c.id = m.centre_id;
    select o.short_name into office_name from directory.office o where o.id = m.office_id;
    select a.ends_at into ends_at from appointments.appointment a
      where a.id = m.about_id and m.kind like 'appointment-%';
    still_so := messages.still_so(m.kind, m.about_id, m.starts_at);
    return next;
  end loop;
end $$;

-- As in 0210, with what her files say.
drop function messages.link_of(uuid);
create function messages.link_of(of_event uuid) returns table (
  email text, phone text, contacts jsonb, language text, visit_id uuid, code text, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  return query
    select l.email, l.phone, messages.contacts_of(v.person_id), v.language, v.id, v.code, v.state = 'open'
    from messages.message m
    join messages.link_address l on l.id = m.about_id
    join visits.visit v on v.id = l.visit_id
    where m.event_id = of_event and m.kind = 'ticket-link';
end $$;

drop function visits.ask_link(uuid, uuid, text, text);
drop function visits.hold_for_link(uuid);
drop function messages.rule_of(uuid);
create function visits.hold_for_link(of_visit uuid) returns table (
  visit_id uuid, centre_id text, host_unit_id text, state text, contacts jsonb, asked integer,
  by_kiosk boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select v.id, v.centre_id, v.host_unit_id, v.state, messages.contacts_of(v.person_id),
           (select count(*)::integer from messages.link_address l where l.visit_id = v.id),
           k.given
    from visits.visit v
    cross join lateral (
      select coalesce(v.kiosk_account = access.me() and v.centre_id = visits.kiosk_centre()
                      and v.arrived_at > meta.now() - interval '5 minutes', false) as given) k
    where v.id = of_visit and not access.fenced()
      and (k.given or v.host_unit_id = any (access.units()))
    for no key update of v;
end $$;
create function visits.ask_link(asked uuid, of_visit uuid, to_phone text, to_email text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from visits.hold_for_link(of_visit) h where h.state = 'open') then
    raise exception 'not a ticket of this house' using errcode = 'insufficient_privilege';
  end if;
  insert into messages.link_address (id, visit_id, phone, email, asked_at)
    values (asked, of_visit, to_phone, to_email, meta.now());
end $$;

-- As in 0210, and until when a message is held.
drop function messages.note_attempt(uuid, text, smallint, text, text, text);
create function messages.note_attempt(of_event uuid, of_kind text, of_number smallint,
  came_out text, why text, by_way text, next_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  insert into messages.attempt (event_id, kind, number, outcome, reason, channel, at, again_at)
    values (of_event, of_kind, of_number, came_out, why, by_way, meta.now(), next_at)
    on conflict do nothing;
  if of_kind = 'ticket-link' and (came_out not in ('failed', 'held') or of_number >= 5) then
    update messages.link_address l set phone = null, email = null
      from messages.message m where m.event_id = of_event and m.kind = of_kind and l.id = m.about_id;
  end if;
end $$;

-- Messages that no machine gives her before it is too late: for the unit that promised and the one that
-- received her, neither behind the fence. Row security of people.person says whom the caller may know of.
create function messages.to_tell() returns table (
  event_id uuid, kind text, person_id uuid, unit_id text, centre_id text, starts_at timestamptz, due_on date,
  reason text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.fenced() or access.units() = '{}' then return; end if;
  return query
    select m.event_id, m.kind, m.person_id, m.unit_id, m.centre_id, m.starts_at, m.due_on, l.reason
    from (select distinct a.event_id, a.kind from messages.attempt a where a.outcome = 'held') h
    join messages.message m on m.event_id = h.event_id and m.kind = h.kind
    join people.person p on p.id = m.person_id
    cross join lateral messages.last_of(m.event_id, m.kind) l
    where l.outcome = 'held' and (l.again_at is null or l.again_at >= m.starts_at)
      and (m.unit_id = any (access.units()) or p.unit_id = any (access.units()))
      and m.kind <> 'ticket-link' and messages.still_so(m.kind, m.about_id, m.starts_at)
    order by m.starts_at nulls last, m.due_on, m.event_id, m.kind limit 200;
end $$;
-- One of them, locked: two who tell her at once are two that see each other.
create function messages.hold_to_tell(of_event uuid, of_kind text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from messages.message m where m.event_id = of_event and m.kind = of_kind
    and exists (select from messages.to_tell() t where t.event_id = of_event and t.kind = of_kind)
    for update;
end $$;
create function messages.note_told(of_event uuid, of_kind text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into messages.attempt (event_id, kind, number, outcome, at)
    select t.event_id, t.kind, l.number + 1, 'told', meta.now()
    from messages.to_tell() t cross join lateral messages.last_of(t.event_id, t.kind) l
    where t.event_id = of_event and t.kind = of_kind;
  if not found then raise exception 'nothing to tell' using errcode = 'insufficient_privilege'; end if;
end $$;

revoke execute on function messages.contacts_of(uuid), messages.contact_changed_at(uuid),
  messages.still_so(text, uuid, timestamptz), messages.last_of(uuid, text), messages.take_due(integer),
  messages.link_of(uuid), messages.note_attempt(uuid, text, smallint, text, text, text, timestamptz),
  messages.to_tell(), messages.hold_to_tell(uuid, text), messages.note_told(uuid, text),
  visits.hold_for_link(uuid), visits.ask_link(uuid, uuid, text, text) from public;
grant execute on function messages.take_due(integer), messages.link_of(uuid),
  messages.note_attempt(uuid, text, smallint, text, text, text, timestamptz) to oneroof_jobs;
grant execute on function messages.to_tell(), messages.hold_to_tell(uuid, text), messages.note_told(uuid, text),
  visits.hold_for_link(uuid), visits.ask_link(uuid, uuid, text, text) to oneroof_app;

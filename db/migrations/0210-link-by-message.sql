-- The link to her ticket's page by message: an SMS or a letter to an address that she says then and
-- there. The address is kept until the message has gone, of whatever becomes of it; the link is made at
-- the moment of sending and is kept nowhere, as that of the paper.

alter table messages.message drop constraint message_kind_check;
alter table messages.message add constraint message_kind_check check (kind in ('appointment-booked',
  'appointment-moved', 'appointment-cancelled', 'appointment-reminder', 'call-back-promised',
  'ticket-link'));
-- The paper of a kiosk names nobody.
alter table messages.message alter column person_id drop not null,
  add constraint message_whose check (person_id is not null or kind = 'ticket-link');
-- A kiosk asks for its own tickets' links, and writes no other message.
create policy kiosk_appends on messages.message for insert to oneroof_app
  with check (kind = 'ticket-link' and centre_id = (select visits.kiosk_centre()));
alter table messages.attempt drop constraint attempt_channel_check;
alter table messages.attempt add constraint attempt_channel_check check (channel in ('email', 'sms'));

create table messages.link_address (
  id       uuid primary key,
  visit_id uuid not null,
  phone    text check (phone ~ '^\+?[0-9]{5,20}$'),
  email    text check (char_length(email) between 3 and 254),
  asked_at timestamptz not null,
  check (phone is null or email is null)
);
create index link_address_visit on messages.link_address (visit_id);
select meta.classify('messages.link_address', 'S1 · that a link was asked for · 1 year',
  '{"phone": "S4 · where the link to her ticket goes · until it is sent",
    "email": "S4 · where the link to her ticket goes · until it is sent"}');
select access.protect('messages.link_address');
select access.fence('messages.link_address', 'closed');

-- A ticket whose link is asked for, held: for those who receive people in its house, and for the kiosk
-- that gave it a moment ago. Nobody else learns that it is there.
create function visits.hold_for_link(of_visit uuid) returns table (
  visit_id uuid, centre_id text, host_unit_id text, state text, contact_rule text, asked integer,
  by_kiosk boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.centre_id, v.host_unit_id, v.state, c.rule,
         (select count(*)::integer from messages.link_address l where l.visit_id = v.id),
         k.given
  from visits.visit v
  left join people.contact c on c.person_id = v.person_id
  cross join lateral (
    select coalesce(v.kiosk_account = access.me() and v.centre_id = visits.kiosk_centre()
                    and v.arrived_at > meta.now() - interval '5 minutes', false) as given) k
  where v.id = of_visit and not access.fenced()
    and (k.given or v.host_unit_id = any (access.units()))
  for no key update of v
$$;

create function visits.ask_link(asked uuid, of_visit uuid, to_phone text, to_email text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from visits.hold_for_link(of_visit) h where h.state = 'open') then
    raise exception 'not a ticket of this house' using errcode = 'insufficient_privilege';
  end if;
  insert into messages.link_address (id, visit_id, phone, email, asked_at)
    values (asked, of_visit, to_phone, to_email, meta.now());
end $$;

-- As in 0076, and for the worker, which sends it.
create or replace function visits.keep_ticket_link(of_visit uuid, hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
    where vi.id = of_visit and vi.state = 'open'
      and (vi.host_unit_id = any (access.units())
           or vi.kiosk_account = access.me() and vi.centre_id = visits.kiosk_centre()
           or access.is_process('worker'))
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

-- As in 0057; of a ticket's link the address that was said, and of which paper it is.
drop function messages.take_due(integer);
create function messages.take_due(most integer) returns table (
  event_id uuid, kind text, number smallint, language text, email text, phone text,
  contact_rule text, centre_name text, zone text, office_name jsonb, starts_at timestamptz,
  ends_at timestamptz, due_on date, visit_id uuid, code text, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare m record; n smallint; of_person uuid;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  for m in
    select x.*, l.number as last, l.outcome, l.at
    from messages.message x
    left join lateral (
      select a.number, a.outcome, a.at from messages.attempt a
      where a.event_id = x.event_id and a.kind = x.kind
      order by a.number desc, a.outcome = 'taken' limit 1) l on true
    left join directory.centre z on z.id = x.centre_id
    where x.due_at <= meta.now()
      -- MSG-3: at night nothing is even taken.
      and (meta.now() at time zone coalesce(z.zone, 'UTC'))::time between '08:00' and '20:59:59'
      and (l.number is null
           or (l.outcome = 'taken' and l.at < meta.now() - interval '10 minutes' and l.number < 5)
           or (l.outcome = 'failed' and l.number < 5
               and l.at < meta.now() - interval '1 minute' * power(5, l.number - 1)))
    order by x.due_at limit most
    for update of x skip locked
  loop
    n := coalesce(m.last, 0) + 1;
    insert into messages.attempt (event_id, kind, number, outcome, at)
      values (m.event_id, m.kind, n, 'taken', meta.now());
    event_id := m.event_id; kind := m.kind; number := n;
    starts_at := m.starts_at; ends_at := null; due_on := m.due_on;
    visit_id := null; code := null; email := null; phone := null; contact_rule := null;
    still_so := null; of_person := m.person_id; language := null;
    if m.kind = 'ticket-link' then
      select l.email, l.phone, v.id, v.code, v.language, v.person_id, v.state = 'open'
        into email, phone, visit_id, code, language, of_person, still_so
        from messages.link_address l join visits.visit v on v.id = l.visit_id where l.id = m.about_id;
      select c.rule into contact_rule from people.contact c where c.person_id = of_person;
    else
      select p.language into language from people.person p where p.id = of_person;
      select c.email, c.rule into email, contact_rule
        from people.contact c where c.person_id = of_person;
    end if;
    select cn.name, c.zone into centre_name, zone from directory.centre c
      join directory.centre_name cn on cn.centre_id = c.id and cn.valid @> meta.now()::date
      where c.id = m.centre_id;
    select o.short_name into office_name from directory.office o where o.id = m.office_id;
    if m.kind like 'appointment-%' then
      select a.ends_at, case when m.kind = 'appointment-cancelled' then a.state = 'cancelled'
          else a.state = 'booked' and a.starts_at = m.starts_at and a.starts_at > meta.now() end
        into ends_at, still_so from appointments.appointment a where a.id = m.about_id;
    elsif m.kind = 'call-back-promised' then
      select t.state = 'open' into still_so from followups.task t where t.id = m.about_id;
    end if;
    still_so := coalesce(still_so, false);
    return next;
  end loop;
end $$;

-- As in 0057, by which way; and where a link went is forgotten as soon as nothing more is to be sent.
drop function messages.note_attempt(uuid, text, smallint, text, text);
create function messages.note_attempt(of_event uuid, of_kind text, of_number smallint,
  came_out text, why text, by_way text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  insert into messages.attempt (event_id, kind, number, outcome, reason, channel, at)
    values (of_event, of_kind, of_number, came_out, why, by_way, meta.now())
    on conflict do nothing;
  if of_kind = 'ticket-link' and (came_out <> 'failed' or of_number >= 5) then
    update messages.link_address l set phone = null, email = null
      from messages.message m where m.event_id = of_event and m.kind = of_kind and l.id = m.about_id;
  end if;
end $$;

revoke execute on function messages.take_due(integer),
  messages.note_attempt(uuid, text, smallint, text, text, text), visits.hold_for_link(uuid),
  visits.ask_link(uuid, uuid, text, text) from public;
grant usage on schema visits to oneroof_jobs;
grant execute on function messages.take_due(integer),
  messages.note_attempt(uuid, text, smallint, text, text, text),
  visits.keep_ticket_link(uuid, bytea) to oneroof_jobs;
grant execute on function visits.hold_for_link(uuid), visits.ask_link(uuid, uuid, text, text)
  to oneroof_app;

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

-- How she may be reached, as she said it in any of her files (0230): the strictest counts.
create function messages.rule_of(of_person uuid) returns text language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select c.rule from people.contact c
    where c.person_id = of_person
      or c.person_id in (select s.other_id from people.same_person s where s.person_id = of_person)
    order by array_position(array['never', 'messages-only', 'discreet', 'open'], c.rule) limit 1);
end $$;

-- A ticket whose link is asked for, held: for those who receive people in its house, and for the kiosk
-- that gave it a moment ago. Nobody else learns that it is there.
create function visits.hold_for_link(of_visit uuid) returns table (
  visit_id uuid, centre_id text, host_unit_id text, state text, contact_rule text, asked integer,
  by_kiosk boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select v.id, v.centre_id, v.host_unit_id, v.state, messages.rule_of(v.person_id),
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

-- Of a message that carries a ticket's link: the address that was said, and of which paper it is.
create function messages.link_of(of_event uuid) returns table (
  email text, phone text, contact_rule text, language text, visit_id uuid, code text,
  still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  return query
    select l.email, l.phone, messages.rule_of(v.person_id), v.language, v.id, v.code,
           v.state = 'open'
    from messages.message m
    join messages.link_address l on l.id = m.about_id
    join visits.visit v on v.id = l.visit_id
    where m.event_id = of_event and m.kind = 'ticket-link';
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

revoke execute on function messages.link_of(uuid), messages.rule_of(uuid),
  messages.note_attempt(uuid, text, smallint, text, text, text), visits.hold_for_link(uuid),
  visits.ask_link(uuid, uuid, text, text) from public;
grant usage on schema visits to oneroof_jobs;
grant execute on function messages.link_of(uuid),
  messages.note_attempt(uuid, text, smallint, text, text, text),
  visits.keep_ticket_link(uuid, bytea) to oneroof_jobs;
grant execute on function visits.hold_for_link(uuid), visits.ask_link(uuid, uuid, text, text)
  to oneroof_app;

-- What reception finds out at the door beyond language and needs: which papers she has with her, signs
-- that she needs protection, questions answered on the spot, and how many tickets a day are left.

-- ── papers (S2) ─────────────────────────────────────────────────────────────────────────────────

-- Of the papers that her services ask for: which she has with her. Desks see it before she sits down.
create table visits.paper (
  visit_id     uuid not null references visits.visit,
  person_id    uuid not null,
  host_unit_id text not null references access.unit,
  document_id  text not null references directory.document,
  here         boolean not null,
  noted_at     timestamptz not null,
  primary key (visit_id, document_id)
);
select meta.classify('visits.paper', 'S2 · what she brought · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "host_unit_id": "S1 · where · last visit + 5 years"}');
select access.protect('visits.paper');
select access.fence('visits.paper', 'presented');
grant select, insert on visits.paper to oneroof_app;
create policy reach on visits.paper for select to oneroof_app
  using (host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy notes on visits.paper for insert to oneroof_app
  with check (host_unit_id = any ((select access.units())::text[]));

-- ── protection (S5: a compartment of its own) ───────────────────────────────────────────────────

-- Who stands on protection duty in a house: named people, from when until when. A coordinator of the
-- house always does.
create table access.protection_duty (
  account_id uuid not null references access.account,
  centre_id  text not null,
  valid      tstzrange not null default tstzrange(now(), null) check (not isempty(valid)),
  primary key (account_id, centre_id, valid without overlaps)
);
select meta.classify('access.protection_duty', 'S1 · who works where · employment + 2 years');
select access.protect('access.protection_duty');

-- A sign that somebody needs protection, and who was told: those who stood on duty then, by name. No
-- role of the application may read or write this table; the functions below show a row to those who
-- are named in it and to nobody else, whoever they are. No event tells of it.
create table visits.protection (
  id         uuid primary key,
  visit_id   uuid not null unique references visits.visit,
  person_id  uuid not null,
  centre_id  text not null,
  signs      text[] not null check (cardinality(signs) > 0 and signs <@ array[
               'minor-alone', 'violence', 'exploitation', 'documents-withheld', 'medical',
               'homeless', 'speak-alone']),
  noted_at   timestamptz not null,
  noted_by   uuid not null,
  taken_at   timestamptz,
  taken_by   uuid,
  check ((taken_at is null) = (taken_by is null))
);
create table visits.protection_reader (
  protection_id uuid not null references visits.protection,
  person_id     uuid not null,
  account_id    uuid not null,
  primary key (protection_id, account_id)
);
create index protection_reader_account on visits.protection_reader (account_id);
select meta.classify('visits.protection', 'S5 · to protect her · visit + 90 days');
select meta.classify('visits.protection_reader', 'S5 · who was told · visit + 90 days');
select access.protect('visits.protection');
select access.protect('visits.protection_reader');
select access.fence('visits.protection', 'closed');
select access.fence('visits.protection_reader', 'closed');

-- Whether the asking account stands on protection duty in a house now, or was told of somebody there.
create function visits.protects(of_centre text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select not access.fenced() and (
    exists (select from access.protection_duty d
            where d.account_id = access.me() and d.centre_id = of_centre and d.valid @> meta.now())
    or exists (select from access.membership m join access.unit u on u.id = m.unit_id
               where m.account_id = access.me() and m.role = 'centre-coordinator'
                 and u.enforcement_link <> 'direct'
                 and coalesce(m.centre_id, of_centre) = of_centre and (m.valid @> now()) is true)
    or exists (select from visits.protection_reader r join visits.protection p on p.id = r.protection_id
               where r.account_id = access.me() and p.centre_id = of_centre))
$$;

-- Notes signs at a visit that the asking account's unit hosts, and tells those on duty. True when done.
create function visits.note_signs(row_id uuid, of_visit uuid, seen text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  select id, person_id, centre_id into v from visits.visit
    where id = of_visit and host_unit_id = any (access.units()) and not access.fenced();
  if not found then return false; end if;
  insert into visits.protection (id, visit_id, person_id, centre_id, signs, noted_at, noted_by)
    values (row_id, v.id, v.person_id, v.centre_id, seen, meta.now(), access.me());
  insert into visits.protection_reader (protection_id, person_id, account_id)
    select row_id, v.person_id, told.account_id from (
      select d.account_id from access.protection_duty d
        where d.centre_id = v.centre_id and d.valid @> meta.now()
      union
      select m.account_id from access.membership m
        join access.unit u on u.id = m.unit_id join access.account a on a.id = m.account_id
        where m.role = 'centre-coordinator' and u.enforcement_link <> 'direct'
          and m.centre_id = v.centre_id and (m.valid @> now()) is true
          and a.kind = 'person' and a.disabled_at is null) told;
  -- A small house with nobody else on duty: whoever saw the signs keeps them in sight herself.
  if not found then
    insert into visits.protection_reader (protection_id, person_id, account_id)
      values (row_id, v.person_id, access.me());
  end if;
  return true;
end $$;

-- Those of whom the asking account was told, at open visits of a house's day. Its reading is noted by
-- the screen like any other.
create function visits.protections(of_centre text, on_day date) returns table (
  id uuid, visit_id uuid, person_id uuid, number integer, name text, language text, signs text[],
  noted_at timestamptz, taken_by text, mine boolean, office_id text, desk_id text, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.visit_id, p.person_id, v.number, who.name, v.language, p.signs, p.noted_at,
         taker.name, p.taken_by = access.me(), s.office_id, s.desk_id, s.state
  from visits.protection_reader r
  join visits.protection p on p.id = r.protection_id
  join visits.visit v on v.id = p.visit_id
  join people.person who on who.id = p.person_id
  left join access.account taker on taker.id = p.taken_by
  left join lateral (
    select office_id, desk_id, state from visits.stop
    where visit_id = v.id and state in ('called', 'serving', 'waiting', 'parked')
    order by state = 'parked', rank limit 1) s on true
  where r.account_id = access.me() and not access.fenced()
    and p.centre_id = of_centre and v.day = on_day and v.state = 'open'
  order by p.taken_by is not null, p.noted_at
$$;

-- One of them, locked for whoever takes care of her; nothing for all others.
create function visits.lock_protection(which uuid) returns table (
  id uuid, person_id uuid, centre_id text, taken_by uuid) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select p.id, p.person_id, p.centre_id, p.taken_by from visits.protection p
    where p.id = which and not access.fenced() and exists (
      select from visits.protection_reader r
      where r.protection_id = p.id and r.account_id = access.me())
    for update of p;
end $$;

-- The asking account goes to her. True when done.
create function visits.take_protection(which uuid) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update visits.protection p set taken_by = access.me(), taken_at = meta.now()
    where p.id = which and p.taken_by is null and not access.fenced() and exists (
      select from visits.protection_reader r
      where r.protection_id = p.id and r.account_id = access.me());
  return found;
end $$;

-- ── acts without a visit: a question answered on the spot ───────────────────────────────────────

-- Whoever asks something at the door and goes again gets an answer, not a ticket: an act like any
-- other, of nobody in particular.
alter table attendances.attendance alter column person_id drop not null,
  alter column visit_id drop not null, alter column stop_id drop not null,
  add column subject_id text references directory.subject,
  add constraint attendance_of_visit check (
    (visit_id is null) = (stop_id is null) and (visit_id is null or person_id is not null)
    and (visit_id is not null or (outcome = 'solved' and subject_id is not null)));
comment on column attendances.attendance.subject_id is
  'S2 · what the question was about · last visit + 5 years';
alter table statistics.act alter column person_id drop not null, alter column visit_id drop not null;

-- ── tickets of a day ────────────────────────────────────────────────────────────────────────────

-- A need that gets no ticket today is remembered all the same; a visit of such needs alone is over at
-- once. Tickets that were taken are counted by office and service.
create index stop_tickets on visits.stop (office_id, day, service_id);

revoke execute on function visits.protects(text), visits.note_signs(uuid, uuid, text[]),
  visits.protections(text, date), visits.lock_protection(uuid), visits.take_protection(uuid)
  from public;
grant execute on function visits.protects(text), visits.note_signs(uuid, uuid, text[]),
  visits.protections(text, date), visits.lock_protection(uuid), visits.take_protection(uuid)
  to oneroof_app;

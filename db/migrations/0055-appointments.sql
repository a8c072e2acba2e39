-- Bookings: what was promised to a person at a stated time, and the ranges of resource units that
-- keep the promise. `booking` is the one table of ranges: a resource unit is a desk, an account
-- (a mediator, an interpreter), a place of an office, a room; a range is an appointment's, a hold
-- that ends by itself, or a block. Staff and public quotas are its `channel`. Nothing else in
-- Oneroof keeps a place at a time.

create schema appointments;
grant usage on schema appointments to oneroof_app, oneroof_jobs, oneroof_stats;

create table appointments.appointment (
  id               uuid primary key,
  -- What she says at the door; random, so that no number tells how many there are.
  number           text not null check (number ~ '^[0-9A-HJKMNP-TV-Z]{6}$'),
  person_id        uuid not null references people.person,
  centre_id        text not null references directory.centre,
  office_id        text not null,
  unit_id          text not null references access.unit,
  host_unit_id     text not null references access.unit,
  service_id       text not null references directory.service,
  subject_id       text not null references directory.subject,
  need_id          uuid references casefiles.need,
  language         text not null,
  channel          text not null default 'staff' check (channel in ('staff', 'public')),
  state            text not null check (state in ('booked', 'arrived', 'cancelled')),
  starts_at        timestamptz not null,
  ends_at          timestamptz not null check (ends_at > starts_at),
  made_by          uuid not null references access.account,
  made_by_unit_id  text not null references access.unit,
  because_visit_id uuid,
  made_at          timestamptz not null,
  changed_at       timestamptz not null,
  cancelled_for    text check (cancelled_for in ('she-asked', 'centre', 'mistake')),
  visit_id         uuid,  -- the trip that it became
  foreign key (office_id, centre_id) references directory.office (id, centre_id),
  constraint appointment_number unique (number),
  check ((state = 'cancelled') = (cancelled_for is not null)),
  check ((state = 'arrived') = (visit_id is not null)),
  -- APP-2: nobody is promised two places at once.
  constraint appointment_one_place exclude using gist
    (person_id with =, (tstzrange(starts_at, ends_at)) with &&) where (state <> 'cancelled')
);
create index appointment_day on appointments.appointment (office_id, starts_at);
create index appointment_house on appointments.appointment (centre_id, starts_at) where state = 'booked';
create index appointment_person on appointments.appointment (person_id, starts_at);

create table appointments.booking (
  id             uuid primary key,
  resource       text not null check (resource ~ '^(desk|account|place|room):[a-z0-9.-]{1,80}$'),
  during         tstzrange not null check (not isempty(during)
                   and not lower_inf(during) and not upper_inf(during)),
  purpose        text not null check (purpose in ('appointment', 'hold', 'block')),
  channel        text not null check (channel in ('staff', 'public')),
  centre_id      text not null,
  office_id      text not null,
  unit_id        text not null references access.unit,
  appointment_id uuid references appointments.appointment,
  held_until     timestamptz,
  released_at    timestamptz,
  foreign key (office_id, centre_id) references directory.office (id, centre_id),
  check ((purpose = 'appointment') = (appointment_id is not null)),
  check ((purpose = 'hold') = (held_until is not null)),
  -- APP-1: a resource unit is promised once at a time.
  constraint booking_once exclude using gist (resource with =, during with &&)
    where (released_at is null)
);
create index booking_house on appointments.booking using gist (centre_id, during)
  where (released_at is null);
create index booking_appointment on appointments.booking (appointment_id);

select meta.classify('appointments.appointment', 'S1 · a booking at a stated time · 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "need_id": "S2 · what she comes for · last visit + 5 years",
    "subject_id": "S2 · what she comes for · last visit + 5 years",
    "cancelled_for": "S2 · why it was cancelled · last visit + 5 years"}');
select meta.classify('appointments.booking', 'S1 · when a desk or colleague is taken · 2 years');
select access.protect('appointments.appointment');
select access.protect('appointments.booking');

-- A booking belongs to its office as a ticket does: an office with an enforcement link reaches the
-- bookings of its own counter (its queries select number, time, service and language, no more), and
-- those elsewhere never; the person only when she shows her paper there.
create policy enforcement on appointments.appointment as restrictive
  to oneroof_app, oneroof_jobs, oneroof_stats
  using (not (select access.fenced()) or unit_id = any ((select access.units())::text[]))
  with check (not (select access.fenced()) or unit_id = any ((select access.units())::text[]));

grant select, insert, update (state, starts_at, ends_at, changed_at, cancelled_for, visit_id)
  on appointments.appointment to oneroof_app;
create policy reach on appointments.appointment for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[])
         or made_by_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
-- Whoever promises sees the person herself: the sub-select is read with her own rights.
create policy promises on appointments.appointment for insert to oneroof_app
  with check (made_by = (select access.me())
    and made_by_unit_id = any ((select access.units())::text[])
    and exists (select from people.person p where p.id = person_id));
create policy reach_changes on appointments.appointment for update to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[])
         or made_by_unit_id = any ((select access.units())::text[]));

-- When a desk is taken is no secret among colleagues, as its roster is none; who comes is not here.
grant select, insert, update (released_at) on appointments.booking to oneroof_app;
create policy colleagues on appointments.booking for select to oneroof_app
  using ((select access.is_staff()));
create policy keeps on appointments.booking for insert to oneroof_app
  with check (case when appointment_id is null then unit_id = any ((select access.units())::text[])
    else exists (select from appointments.appointment a
                 where a.id = appointment_id and a.office_id = booking.office_id) end);
create policy releases on appointments.booking for update to oneroof_app
  using (case when appointment_id is null then unit_id = any ((select access.units())::text[])
    else exists (select from appointments.appointment a where a.id = appointment_id) end);

-- The stop that a booking became: it is called at its time, before those who came without one.
alter table visits.stop
  add column appointment_id uuid references appointments.appointment,
  add column booked_for timestamptz,
  add constraint stop_booked check ((appointment_id is null) = (booked_for is null));
create unique index stop_of_appointment on visits.stop (appointment_id);
comment on column visits.stop.appointment_id is 'S1 · the booking that it was · 5 years';
comment on column visits.stop.booked_for is 'S1 · for which time · 5 years';

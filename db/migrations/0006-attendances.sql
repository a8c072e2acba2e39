-- The act ("atendimento"): one service given to one person; the unit of all published figures.

create schema attendances;
grant usage on schema attendances to oneroof_app, oneroof_jobs, oneroof_stats;

create table attendances.attendance (
  id          uuid primary key,
  person_id   uuid not null,
  visit_id    uuid not null,
  stop_id     uuid not null,
  centre_id   text not null,
  office_id   text not null,
  unit_id     text not null,
  account_id  uuid not null,
  service_id  text not null,
  mode        text not null check (mode in
                ('support', 'information', 'referral', 'advice', 'mediation')),
  outcome     text not null check (outcome in
                ('solved', 'in-progress', 'something-missing', 'not-possible')),
  -- in progress: the next step and its date; not possible: why; something missing: what.
  detail      text check (char_length(detail) between 1 and 500),
  next_on     date,
  forwarded_to text,
  language    text not null,
  interpreter text not null default 'none' check (interpreter in ('none', 'mediator', 'telephone')),
  minutes     smallint not null check (minutes between 0 and 720),
  day         date not null,
  occurred_at timestamptz not null,
  check (outcome <> 'in-progress' or forwarded_to is not null
         or (detail is not null and next_on is not null)),
  check (outcome not in ('not-possible', 'something-missing') or detail is not null)
);
create index attendance_visit on attendances.attendance (visit_id, occurred_at);
create index attendance_person on attendances.attendance (person_id);

select meta.classify('attendances.attendance', 'S2 · what a service did · last visit + 5 years',
  '{"id": "S1 · the act · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years",
    "centre_id": "S1 · where · last visit + 5 years", "day": "S1 · when · last visit + 5 years",
    "detail": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect('attendances.attendance');
select access.fence('attendances.attendance', 'presented');
grant select, insert on attendances.attendance to oneroof_app;
create policy own_unit on attendances.attendance for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy own_unit_acts on attendances.attendance for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

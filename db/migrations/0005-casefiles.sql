-- The case file: one per person. A thin common spine (number, needs by subject) and leaves that
-- belong to one unit each (notes). A need survives the visit in which it was found.

create schema casefiles;
grant usage on schema casefiles to oneroof_app, oneroof_jobs, oneroof_stats;

create table casefiles.case_file (
  person_id uuid primary key references people.person,
  -- Random letters and digits that are hard to confuse, so that no number tells how many there are.
  number    text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  unit_id   text not null references access.unit,
  opened_at timestamptz not null
);

create table casefiles.need (
  id         uuid primary key,
  person_id  uuid not null references people.person,
  unit_id    text not null references access.unit,
  visit_id   uuid not null,
  subject_id text not null references directory.subject,
  state      text not null check (state in
               ('open', 'solved', 'in-progress', 'something-missing', 'not-possible')),
  found_at   timestamptz not null,
  changed_at timestamptz not null
);
create index need_person on casefiles.need (person_id);
create index need_visit on casefiles.need (visit_id);

create table casefiles.note (
  id         uuid primary key,
  person_id  uuid not null references people.person,
  visit_id   uuid not null,
  stop_id    uuid not null,
  unit_id    text not null references access.unit,
  account_id uuid not null references access.account,
  body       text not null check (char_length(body) between 1 and 4000),
  written_at timestamptz not null
);
create index note_person on casefiles.note (person_id, unit_id);

select meta.classify('casefiles.case_file', 'S3 · one number for one file · last visit + 5 years',
  '{"unit_id": "S1 · who opened it · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years"}');
select meta.classify('casefiles.need', 'S2 · what she came for · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years"}');
select meta.classify('casefiles.note', 'S2 · what one unit noted to serve her · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "body": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect('casefiles.case_file');
select access.protect('casefiles.need');
select access.protect('casefiles.note');
select access.fence('casefiles.case_file', 'presented');
select access.fence('casefiles.need', 'presented');
select access.fence('casefiles.note', 'presented');

grant select, insert on casefiles.case_file to oneroof_app;
create policy reach on casefiles.case_file for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy opens on casefiles.case_file for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

grant select, insert, update (state, changed_at) on casefiles.need to oneroof_app;
create policy reach on casefiles.need for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy finds on casefiles.need for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[])
              or person_id = any ((select access.persons())::uuid[]));
create policy settles on casefiles.need for update to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));

-- A note is its unit's and nobody else's.
grant select, insert on casefiles.note to oneroof_app;
create policy own_unit on casefiles.note for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy own_unit_writes on casefiles.note for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

-- What may be known of a person beyond a name and a language, all of it optional: other names, a
-- birth date as far as it is known, nationality; how to reach her without putting her in danger;
-- with whom she came; and what was said before it was put right. None of it is asked where it is
-- not needed.

-- ── identity (S3) ───────────────────────────────────────────────────────────────────────────────

-- `people.person.name` stays what she is called by. Here: the name of her papers, the same in her
-- own script, and the birth date in the notation of EDTF: 1987-05-12, 1987-05, 1987, 1987~ (about).
create table people.identity (
  person_id     uuid primary key references people.person,
  unit_id       text not null references access.unit,
  full_name     text check (char_length(full_name) between 1 and 120),
  original_name text check (char_length(original_name) between 1 and 120),
  born          text check (born ~ '^\d{4}(~|-\d{2}(-\d{2})?)?$'),
  nationality   text check (nationality ~ '^[A-Z]{2}$')
);
select meta.classify('people.identity', 'S3 · to know her again · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years"}');
select access.protect('people.identity');
select access.fence('people.identity', 'presented');
grant select, insert, update (full_name, original_name, born, nationality)
  on people.identity to oneroof_app;
create policy reach on people.identity for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy writes on people.identity for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));
create policy corrects on people.identity for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

grant update (name, language) on people.person to oneroof_app;
create policy corrects on people.person for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

-- ── finding her again (S4: that she is known) ───────────────────────────────────────────────────

-- Keys of her names, made by src/modules/people/search-keys.ts: words, how they sound, and sounds
-- with one left out. Looked up by equality and by what they begin with, in bytes: PostgreSQL uses
-- an index under row security only for comparisons that it trusts not to leak, which LIKE,
-- similarity and arrays are not.
create table people.name_key (
  key       text collate "C" not null check (char_length(key) between 2 and 60),
  person_id uuid not null references people.person,
  unit_id   text not null references access.unit,
  primary key (key, person_id) include (unit_id)
);
create index name_key_person on people.name_key (person_id);
select meta.classify('people.name_key', 'S3 · to find her by name · last visit + 5 years',
  '{"unit_id": "S1 · who registered · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years"}');
select access.protect('people.name_key');
select access.fence('people.name_key', 'presented');
grant select, insert on people.name_key to oneroof_app;
create policy reach on people.name_key for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy writes on people.name_key for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

-- Takes away the keys of a person whose names change; the caller writes the new ones.
create function people.drop_name_keys(of_person uuid) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  delete from people.name_key where person_id = of_person
    and unit_id = any (access.units()) and not access.fenced()
$$;

-- ── how to reach her (S4, closed) ───────────────────────────────────────────────────────────────

-- `rule` comes before any number: `open` as usual · `discreet` never say who is calling or why ·
-- `messages-only` write, never call · `never` kept for emergencies of her own making only.
create table people.contact (
  person_id uuid primary key references people.person,
  unit_id   text not null references access.unit,
  phone     text check (phone ~ '^\+?[0-9 ]{5,24}$'),
  email     text check (char_length(email) between 3 and 254),
  rule      text not null default 'discreet'
              check (rule in ('open', 'discreet', 'messages-only', 'never'))
);
select meta.classify('people.contact', 'S4 · to reach her safely · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years"}');
select access.protect('people.contact');
select access.fence('people.contact', 'closed');
grant select, insert, update (phone, email, rule) on people.contact to oneroof_app;
create policy reach on people.contact for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy writes on people.contact for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));
create policy corrects on people.contact for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

-- ── with whom she came (S4, closed) ─────────────────────────────────────────────────────────────

create table people.household (
  id        uuid primary key,
  unit_id   text not null references access.unit,
  formed_at timestamptz not null
);
-- Who lives or came together. Being in one household opens nothing of each other's files.
create table people.household_member (
  household_id uuid not null references people.household,
  person_id    uuid not null references people.person,
  unit_id      text not null references access.unit,
  role         text not null check (role in
                 ('adult', 'partner', 'child', 'parent', 'sibling', 'relative', 'companion')),
  since        timestamptz not null,
  primary key (household_id, person_id)
);
create index household_member_person on people.household_member (person_id);
select meta.classify('people.household', 'S4 · who belongs together · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years"}');
select meta.classify('people.household_member', 'S4 · who belongs together · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years"}');
select access.protect('people.household');
select access.protect('people.household_member');
select access.fence('people.household', 'closed');
select access.fence('people.household_member', 'closed');
grant select, insert on people.household, people.household_member to oneroof_app;
-- The unit that wrote it down reads it. Whoever serves one of them at a desk learns nothing of the
-- others from it: they may not wish it.
create policy reach on people.household for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy writes on people.household for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));
create policy reach on people.household_member for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy writes on people.household_member for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

-- ── what was said before (S4, closed: a phone may be among it) ──────────────────────────────────

grant usage on schema history to oneroof_app;
create table history.person_field (
  id         uuid primary key,
  person_id  uuid not null references people.person,
  unit_id    text not null references access.unit,
  field      text not null check (field in ('name', 'fullName', 'originalName', 'born',
               'nationality', 'language', 'phone', 'email', 'rule')),
  value      text check (char_length(value) between 1 and 254),
  account_id uuid not null references access.account,
  until      timestamptz not null
);
create index person_field_person on history.person_field (person_id, until);
select meta.classify('history.person_field', 'S4 · what was said before · with the person',
  '{"unit_id": "S1 · who wrote it · with the person", "field": "S1 · which field · with the person",
    "account_id": "S1 · who changed it · with the person",
    "until": "S1 · until when · with the person"}');
select access.protect('history.person_field');
select access.fence('history.person_field', 'closed');
grant select, insert on history.person_field to oneroof_app;
create policy reach on history.person_field for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy writes on history.person_field for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[])
              and account_id = (select access.me()));

revoke execute on all functions in schema people from public;
grant execute on function people.drop_name_keys(uuid) to oneroof_app;

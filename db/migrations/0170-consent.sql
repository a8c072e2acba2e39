-- What somebody agreed to share, and the sections of a file that a grant opens. A desk that serves her
-- sees the spine; whoever was handed an envelope sees its sections and nothing else.

-- ── grants by section ───────────────────────────────────────────────────────────────────────────

-- Persons of whom the asking account reaches one section: by a grant of the whole spine, or of it.
create function access.persons_for(section text) returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  me uuid;
begin
  if mine = '{}' then return '{}'; end if;
  me := access.me();
  return coalesce((
    select array_agg(person_id) from (
      select g.person_id from access."grant" g
      where g.unit_id = any (mine) and upper_inf(g.valid) and lower(g.valid) <= meta.now()
        and (g.account_id is null or g.account_id = me) and g.sections && array['spine', section]
      union
      select g.person_id from access."grant" g
      where g.unit_id = any (mine) and not upper_inf(g.valid) and upper(g.valid) > meta.now()
        and lower(g.valid) <= meta.now() and (g.account_id is null or g.account_id = me)
        and g.sections && array['spine', section]
    ) live), '{}');
end $$;

-- Persons whom the asking account serves: the whole of what a desk sees.
create or replace function access.persons() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return access.persons_for('spine');
end $$;

-- What the asking account's live grants open of one person: nobody passes on more than she has.
create function access.sections_of(person uuid) returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct s) from access."grant" g, unnest(g.sections) s
    where g.person_id = person and g.unit_id = any (access.units()) and g.valid @> meta.now()
      and (g.account_id is null or g.account_id = access.me())), '{}');
end $$;

revoke execute on function access.persons_for(text), access.sections_of(uuid) from public;
grant execute on function access.persons_for(text), access.sections_of(uuid)
  to oneroof_app, oneroof_jobs, oneroof_stats;

-- `name`: that she is known, what she is called, her language and the number of her file; every
-- envelope has it. The other sections are chosen with her.
alter policy reach on people.person
  using (unit_id = any ((select access.units())::text[])
         or id = any ((select access.persons_for('name'))::uuid[]));
alter policy reach on people.name_key
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('name'))::uuid[]));
alter policy reach on casefiles.case_file
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('name'))::uuid[]));
alter policy reach on people.identity
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('identity'))::uuid[]));
alter policy reach on people.contact
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('contact'))::uuid[]));
alter policy reach on casefiles.need
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('needs'))::uuid[]));
alter policy reach on casefiles.document
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('documents'))::uuid[]));
alter policy reach on followups.task
  using (unit_id = any ((select access.units())::text[])
         or (not own_unit_only and person_id = any ((select access.persons_for('tasks'))::uuid[])));

-- ── the ledger ──────────────────────────────────────────────────────────────────────────────────

-- What was agreed, once, and never changed: an end is a row of its own. `basis` is the article that
-- allows the sharing; `gdpr-6-1-a` is her agreement, the others are recorded without it.
create table casefiles.consent (
  id                uuid primary key,
  person_id         uuid not null references people.person,
  home_unit_id      text not null references access.unit,  -- whose reception hears a withdrawal
  unit_id           text not null references access.unit,  -- who asked
  account_id        uuid not null references access.account,
  recipient_unit_id text not null references access.unit,
  purpose           text not null check (purpose in
                      ('work', 'social', 'health', 'legal', 'housing', 'education', 'family')),
  sections          text[] not null check (cardinality(sections) >= 1 and sections <@
                      array['name', 'identity', 'contact', 'needs', 'documents', 'tasks']),
  basis             text not null check (basis in
                      ('gdpr-6-1-a', 'gdpr-6-1-c', 'gdpr-6-1-d', 'gdpr-6-1-e')),
  language          text not null,  -- in which she was asked
  mediator_id       uuid references access.account,  -- null: whoever asked speaks it
  until             date not null,
  given_at          timestamptz not null,
  constraint consent_to_another check (unit_id <> recipient_unit_id)
);
create index consent_person on casefiles.consent (person_id);

create table casefiles.consent_end (
  consent_id   uuid primary key references casefiles.consent,
  person_id    uuid not null references people.person,
  home_unit_id text not null references access.unit,
  asked_by     text not null references access.unit,  -- the unit that had asked
  unit_id      text not null references access.unit,  -- where she withdrew
  account_id   uuid not null references access.account,
  ended_at     timestamptz not null
);

select meta.classify('casefiles.consent', 'S2 · what she agreed to share · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "recipient_unit_id": "S4 · with whom she has to do · last visit + 5 years",
    "purpose": "S4 · why she goes there · last visit + 5 years",
    "unit_id": "S1 · who asked · last visit + 5 years",
    "account_id": "S1 · who asked · last visit + 5 years",
    "mediator_id": "S1 · who mediated · last visit + 5 years"}');
select meta.classify('casefiles.consent_end', 'S2 · that she withdrew · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "unit_id": "S1 · where it was heard · last visit + 5 years",
    "account_id": "S1 · who heard it · last visit + 5 years"}');
select access.protect('casefiles.consent');
select access.protect('casefiles.consent_end');
select access.fence('casefiles.consent', 'closed');
select access.fence('casefiles.consent_end', 'closed');

-- With whom she shares is read by whoever asked her, and where she is at home; by no other desk.
grant select, insert on casefiles.consent, casefiles.consent_end to oneroof_app;
create policy reach on casefiles.consent for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or home_unit_id = any ((select access.units())::text[]));
create policy asks on casefiles.consent for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]) and account_id = (select access.me())
    and recipient_unit_id = any ((select array_agg(u.id) from access.unit u
                                  where u.enforcement_link <> 'direct')::text[])
    and exists (select from people.person p where p.id = person_id and p.unit_id = home_unit_id));
create policy reach on casefiles.consent_end for select to oneroof_app
  using (asked_by = any ((select access.units())::text[])
         or home_unit_id = any ((select access.units())::text[]));
create policy hears on casefiles.consent_end for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]) and account_id = (select access.me())
    and exists (select from casefiles.consent c where c.id = consent_id
                and c.person_id = consent_end.person_id and c.home_unit_id = consent_end.home_unit_id
                and c.unit_id = consent_end.asked_by and c.basis = 'gdpr-6-1-a'));

-- A file taken out: asked for with a reason, made by a job, kept sealed for twelve hours, fetched once. What
-- may be read is asked when it is asked for, when it is made and when it is fetched; a withdrawn consent
-- or an ended grant in between, and the document is not there. Nobody behind the fence takes any out.

create table casefiles.export (
  id         uuid primary key,
  account_id uuid not null references access.account,
  unit_id    text not null references access.unit,
  person_id  uuid not null references people.person,
  reason     text not null check (reason in
               ('she-asked', 'court-or-authority', 'health-care', 'hand-over', 'complaint')),
  words      text not null check (char_length(words) between 20 and 1000),
  format     text not null check (format in ('pdf', 'csv')),
  state      text not null check (state in ('waiting', 'ready', 'fetched', 'refused')),
  asked_at   timestamptz not null,
  ends_at    timestamptz not null,
  made_at    timestamptz,
  fetched_at timestamptz,
  constraint export_twelve_hours check (ends_at = asked_at + interval '12 hours'),
  check ((state in ('ready', 'fetched')) = (made_at is not null)),
  check ((state = 'fetched') = (fetched_at is not null))
);
create index export_of_account on casefiles.export (account_id, asked_at);
create index export_person on casefiles.export (person_id);

-- The document itself, sealed with a key that the database does not have. `sections` is what it was made
-- from: whoever reaches less by now finds no document.
create table casefiles.export_document (
  export_id  uuid primary key references casefiles.export,
  account_id uuid not null references access.account,
  person_id  uuid not null references people.person,
  sections   text[] not null check (cardinality(sections) >= 1),
  ends_at    timestamptz not null,
  sealed     bytea not null
);
create index export_document_ends on casefiles.export_document (ends_at);
create index export_document_person on casefiles.export_document (person_id);

select meta.classify('casefiles.export', 'S1 · who took a file out, and why · 5 years',
  '{"person_id": "S4 · that the person is known · 5 years", "words": "S4 · free text may hold anything · 5 years"}');
select meta.classify('casefiles.export_document', 'S4 · a file, sealed · 12 hours');
select access.protect('casefiles.export');
select access.protect('casefiles.export_document');
select access.fence('casefiles.export', 'closed');
select access.fence('casefiles.export_document', 'closed');
select access.bar('casefiles.export');
select access.bar('casefiles.export_document');
-- A file that was opened in an emergency is read and not taken out.
select access.keep_unwritten('casefiles.export');
select access.keep_unwritten('casefiles.export_document');

-- How many the asking account took out in a day; alone with it, so that two at once are counted.
create function casefiles.hold_exports() returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.me() is null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended(access.me()::text, 250));
  return casefiles.exports_of_day();
end $$;
create function casefiles.exports_of_day() returns integer language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from casefiles.export e
  where e.account_id = access.me() and e.asked_at > meta.now() - interval '24 hours'
$$;

-- Whether the asking account reaches all that a document was made from, now.
create function casefiles.still_opens(person uuid, made_from text[]) returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from people.person p where p.id = person
                 and (p.unit_id = any (access.units()) or made_from <@ access.sections_of(p.id)))
$$;

grant select, insert, update (state, made_at, fetched_at) on casefiles.export to oneroof_app;
create policy own on casefiles.export for select to oneroof_app
  using (account_id = (select access.me()));
create policy asks on casefiles.export for insert to oneroof_app
  with check (account_id = (select access.me()) and unit_id = any ((select access.units())::text[])
    and state = 'waiting' and (select access.is_fresh())
    and casefiles.exports_of_day() < 10
    and exists (select from people.person p where p.id = person_id));
create policy goes_on on casefiles.export for update to oneroof_app
  using (account_id = (select access.me()))
  with check (account_id = (select access.me()) and state <> 'waiting');

grant select, insert on casefiles.export_document to oneroof_app;
create policy own on casefiles.export_document for select to oneroof_app
  using (account_id = (select access.me()) and ends_at > meta.now() and (select access.is_fresh())
    and casefiles.still_opens(person_id, sections));
create policy makes on casefiles.export_document for insert to oneroof_app
  with check (account_id = (select access.me()) and ends_at > meta.now()
    and casefiles.still_opens(person_id, sections)
    and exists (select from casefiles.export e
                where e.id = export_id and e.account_id = (select access.me()) and e.state = 'waiting'
                  and e.person_id = export_document.person_id and e.ends_at = export_document.ends_at));
-- What was fetched is gone at once: nothing else lets the application delete.
create function casefiles.hand_out(of_export uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from casefiles.export_document d
    where d.export_id = of_export and d.account_id = access.me();
  if not found then raise exception 'no such document' using errcode = 'insufficient_privilege'; end if;
end $$;

-- The worker deletes what nobody fetched, and sees none of it.
create function casefiles.forget_exports(at timestamptz) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not access.is_process('worker') then return 0; end if;
  delete from casefiles.export_document d where d.ends_at <= at;
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on function casefiles.hold_exports(), casefiles.exports_of_day(),
  casefiles.still_opens(uuid, text[]), casefiles.hand_out(uuid),
  casefiles.forget_exports(timestamptz) from public;
grant execute on function casefiles.hold_exports(), casefiles.exports_of_day(),
  casefiles.still_opens(uuid, text[]), casefiles.hand_out(uuid) to oneroof_app;
grant execute on function casefiles.forget_exports(timestamptz) to oneroof_jobs, oneroof_app;

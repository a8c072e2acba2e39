-- Papers that somebody showed: which kind, what was seen of it, where, when, until when it is valid. No
-- number, no picture, no file: a list of what need not be asked for again. Some kinds tell how somebody
-- stands with the law, so nobody behind the fence reads any.

create table casefiles.document (
  id          uuid primary key,
  person_id   uuid not null references people.person,
  unit_id     text not null references access.unit,
  account_id  uuid not null references access.account,
  document_id text not null references directory.document,
  seen        text not null check (seen in ('original', 'copy', 'photo')),
  centre_id   text not null references directory.centre,
  seen_on     date not null,
  valid_until date,
  noted_at    timestamptz not null,
  -- The same paper seen on the same day by the same unit is one line.
  constraint document_once unique (person_id, unit_id, document_id, seen_on)
);
select meta.classify('casefiles.document', 'S4 · which papers she has, not to ask twice · last visit + 5 years',
  '{"unit_id": "S1 · who saw it · last visit + 5 years",
    "account_id": "S1 · who saw it · last visit + 5 years",
    "centre_id": "S1 · where it was seen · last visit + 5 years"}');
select access.protect('casefiles.document');
select access.fence('casefiles.document', 'closed');
grant select, insert on casefiles.document to oneroof_app;
create policy reach on casefiles.document for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));
create policy sees on casefiles.document for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]) and account_id = (select access.me())
    and exists (select from people.person p where p.id = person_id));

-- People who come. A person needs no document, surname, birth date or status: a language is enough.
-- What is sensitive by law (status, address, phone) has a table of its own behind the closed fence
-- when it comes; here is only what a conversation at the door needs (S3).

create schema people;
grant usage on schema people to oneroof_app, oneroof_jobs, oneroof_stats;

create table people.person (
  id            uuid primary key,
  unit_id       text not null references access.unit,
  name          text check (char_length(name) between 1 and 120),
  language      text not null,
  registered_at timestamptz not null
);
create index person_unit on people.person (unit_id);

select meta.classify('people.person', 'S3 · to call and address her · last visit + 5 years',
  '{"unit_id": "S1 · who registered · last visit + 5 years",
    "language": "S1 · to serve in her language · last visit + 5 years"}');
select access.protect('people.person');
select access.fence('people.person', 'presented', 'id');
grant select, insert on people.person to oneroof_app;
create policy reach on people.person for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or id = any ((select access.persons())::uuid[]));
create policy registers on people.person for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

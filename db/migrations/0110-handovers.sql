-- What one office tells the next when it sends somebody on. Of the two units and nobody else; neither
-- to nor from a unit with a direct link to enforcement (VIS-69).
create table visits.handover (
  id           uuid primary key,
  to_stop_id   uuid not null unique references visits.stop,
  person_id    uuid not null references people.person,
  from_unit_id text not null references access.unit,
  to_unit_id   text not null references access.unit,
  account_id   uuid not null references access.account,
  body         text not null check (char_length(body) between 1 and 1000),
  written_at   timestamptz not null
);
create index handover_person on visits.handover (person_id);
select meta.classify('visits.handover', 'S2 · what the next desk is told · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "body": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect('visits.handover');
select access.fence('visits.handover', 'closed');
grant select, insert on visits.handover to oneroof_app;
create policy both_units on visits.handover for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or to_unit_id = any ((select access.units())::text[]));
create policy sender_writes on visits.handover for insert to oneroof_app
  with check (from_unit_id = any ((select access.units())::text[])
              and account_id = (select access.me())
              and to_unit_id = any ((select array_agg(u.id) from access.unit u
                                     where u.enforcement_link <> 'direct')::text[]));

-- Somebody came to the wrong house and is sent on: her visit ends here, and the other house sees that
-- she is coming, with her file. Only the unit that receives there, and for two weeks.

create table visits.expected (
  id               uuid primary key,
  person_id        uuid not null references people.person,
  from_visit_id    uuid not null references visits.visit,
  from_centre_id   text not null references directory.centre,
  from_unit_id     text not null references access.unit,
  to_centre_id     text not null references directory.centre check (to_centre_id <> from_centre_id),
  unit_id          text not null references access.unit,  -- who receives there
  language         text not null,
  sent_at          timestamptz not null,
  until            timestamptz not null check (until > sent_at),
  arrived_visit_id uuid references visits.visit,
  unique (from_visit_id, to_centre_id)
);
create index expected_person on visits.expected (person_id) where arrived_visit_id is null;
create index expected_centre on visits.expected (to_centre_id, until) where arrived_visit_id is null;
select meta.classify('visits.expected', 'S1 · who is on her way to another house · 90 days',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "from_visit_id": "S4 · that the person is known · last visit + 5 years",
    "arrived_visit_id": "S4 · that the person is known · last visit + 5 years"}');
select access.protect('visits.expected');
select access.fence('visits.expected', 'closed');
grant select, update (arrived_visit_id) on visits.expected to oneroof_app;
create policy reach on visits.expected for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or from_unit_id = any ((select access.units())::text[]));
create policy arrives on visits.expected for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

-- Sends the person of a visit that the asking account's unit hosts to another house, and opens her to
-- the unit that receives there: that it may be given, this function decides, since a unit gives itself
-- a grant only for whom it serves. Never to a unit with a direct enforcement link.
create function visits.send_on(row_id uuid, of_visit uuid, to_centre text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record; target record;
begin
  select id, person_id, centre_id, host_unit_id, language into v from visits.visit
    where id = of_visit and host_unit_id = any (access.units()) and not access.fenced();
  select o.unit_id, u.enforcement_link into target from directory.office o
    join access.unit u on u.id = o.unit_id
    where o.centre_id = to_centre and o.kind in ('welcome', 'local')
    order by o.kind = 'welcome' desc, o.position limit 1;
  if v.id is null or target.unit_id is null or target.enforcement_link = 'direct' then
    raise exception 'nobody is sent on to there' using errcode = 'check_violation',
      constraint = 'expected_possible';
  end if;
  insert into visits.expected (id, person_id, from_visit_id, from_centre_id, from_unit_id,
      to_centre_id, unit_id, language, sent_at, until)
    values (row_id, v.person_id, v.id, v.centre_id, v.host_unit_id, to_centre, target.unit_id,
            v.language, meta.now(), meta.now() + interval '14 days');
  if target.unit_id <> v.host_unit_id then
    insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
      values (target.unit_id, v.person_id, '{spine}', 'sent-on',
              tstzrange(meta.now(), meta.now() + interval '14 days'), row_id);
  end if;
  return true;
end $$;
revoke execute on function visits.send_on(uuid, uuid, text) from public;
grant execute on function visits.send_on(uuid, uuid, text) to oneroof_app;

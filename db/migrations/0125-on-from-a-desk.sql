-- From a desk, somebody is sent on to another house, with what is to be known there; or back to the
-- reception of this one, with why.

-- Two desks of one day may each send her to the same house, each with a note of its own.
alter table visits.expected add column from_stop_id uuid references visits.stop;
alter table visits.expected add column need_id uuid references casefiles.need;
alter table visits.expected add column note text check (char_length(note) between 1 and 1000);
comment on column visits.expected.from_stop_id is 'S4 · that the person is known · last visit + 5 years';
comment on column visits.expected.need_id is 'S4 · that the person is known · last visit + 5 years';
comment on column visits.expected.note is 'S4 · free text may hold anything · 90 days';
alter table visits.expected drop constraint expected_from_visit_id_to_centre_id_key;
alter table visits.expected add constraint expected_from_visit_id_to_centre_id_key
  unique nulls not distinct (from_visit_id, to_centre_id, from_stop_id);

-- Sends on whom the asking account serves now, and opens her to the unit that receives there, as
-- visits.send_on does for the door. Neither from a unit with a direct enforcement link nor to one.
create function visits.send_on_from_desk(row_id uuid, of_stop uuid, to_centre text, telling text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare s record; target record;
begin
  select t.person_id, t.visit_id, t.centre_id, t.unit_id, t.language, t.need_id into s
    from visits.stop t
    where t.id = of_stop and t.state = 'serving' and t.account_id = access.me()
      and t.unit_id = any (access.units()) and not access.fenced();
  select o.unit_id, u.enforcement_link into target from directory.office o
    join access.unit u on u.id = o.unit_id
    where o.centre_id = to_centre and o.kind in ('welcome', 'local') and o.closed_on is null
    order by o.kind = 'welcome' desc, o.position limit 1;
  if s.visit_id is null or target.unit_id is null or target.enforcement_link = 'direct' then
    raise exception 'nobody is sent on to there' using errcode = 'check_violation',
      constraint = 'expected_possible';
  end if;
  insert into visits.expected (id, person_id, from_visit_id, from_stop_id, need_id, from_centre_id,
      from_unit_id, to_centre_id, unit_id, language, note, sent_at, until)
    values (row_id, s.person_id, s.visit_id, of_stop, s.need_id, s.centre_id, s.unit_id, to_centre,
            target.unit_id, s.language, telling, meta.now(), meta.now() + interval '14 days');
  insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
    values (target.unit_id, s.person_id, '{spine}', 'sent-on',
            tstzrange(meta.now(), meta.now() + interval '14 days'), row_id);
  return true;
end $$;
revoke execute on function visits.send_on_from_desk(uuid, uuid, text, text) from public;
grant execute on function visits.send_on_from_desk(uuid, uuid, text, text) to oneroof_app;

-- Whom a desk sent back to reception. The stop is parked meanwhile, so that no desk calls her while
-- reception talks with her; it is as old as that parked time, and over when that is over.
create table visits.sent_back (
  id           uuid primary key,
  stop_id      uuid not null references visits.stop,
  visit_id     uuid not null references visits.visit,
  person_id    uuid not null references people.person,
  from_unit_id text not null references access.unit,
  to_unit_id   text not null references access.unit,
  account_id   uuid not null references access.account,
  why          text not null check (why in ('wrong-office', 'papers', 'something-more', 'other')),
  note         text check (char_length(note) between 1 and 1000),
  sent_at      timestamptz not null,
  unique (stop_id, sent_at)
);
create index sent_back_person on visits.sent_back (person_id);
create index sent_back_visit on visits.sent_back (visit_id);
select meta.classify('visits.sent_back', 'S2 · whom a desk sent back to reception · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "visit_id": "S4 · that the person is known · last visit + 5 years",
    "note": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect('visits.sent_back');
select access.fence('visits.sent_back', 'closed');
grant select, insert on visits.sent_back to oneroof_app;
create policy both_units on visits.sent_back for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or to_unit_id = any ((select access.units())::text[]));
create policy desk_writes on visits.sent_back for insert to oneroof_app
  with check (from_unit_id = any ((select access.units())::text[])
              and account_id = (select access.me()));

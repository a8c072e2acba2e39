-- "A mediator here, now": asked by a desk, accepted by one mediator, joined, ended. Ticket, desk and
-- language; nothing about anyone.

create schema interpretation;
grant usage on schema interpretation to oneroof_app, oneroof_jobs, oneroof_stats;

create table interpretation.request (
  id           uuid primary key,
  stop_id      uuid not null references visits.stop,
  centre_id    text not null references directory.centre,
  office_id    text not null,
  unit_id      text not null references access.unit,
  -- The unit that receives people in the house, whose mediators are asked.
  host_unit_id text not null references access.unit,
  desk_id      text not null references directory.desk,
  number       integer not null,
  language     text not null,
  asked_by     uuid not null references access.account,
  asked_at     timestamptz not null,
  mediator_id  uuid references access.account,
  accepted_at  timestamptz,
  joined_at    timestamptz,
  ended_at     timestamptz,
  check ((accepted_at is null) = (mediator_id is null)),
  check (joined_at is null or accepted_at is not null)
);
-- VIS-80: a sitting asks for one mediator at a time, and a mediator goes to one desk at a time.
create unique index request_one_sitting on interpretation.request (stop_id) where ended_at is null;
create unique index request_one_mediator on interpretation.request (mediator_id) where ended_at is null;
create index request_live on interpretation.request (centre_id) where ended_at is null;
select meta.classify('interpretation.request', 'S1 · who interpreted where · 2 years');
select access.protect('interpretation.request');
grant select, insert, update (mediator_id, accepted_at, joined_at, ended_at)
  on interpretation.request to oneroof_app;
create policy reach on interpretation.request for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[]));
create policy asks on interpretation.request for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[])
              and asked_by = (select access.me()));
create policy goes_on on interpretation.request for update to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[]));

-- What was done, as rows that are only ever appended, written from events in the transaction of the
-- act. Counts are sums over these; nothing here is ever updated.

create schema statistics;
grant usage on schema statistics to oneroof_app, oneroof_jobs, oneroof_stats;

create table statistics.arrival (
  event_id     uuid primary key,
  visit_id     uuid not null,
  person_id    uuid not null,
  centre_id    text not null,
  host_unit_id text not null,
  day          date not null,
  language     text not null,
  needs        smallint not null
);
create index arrival_day on statistics.arrival (centre_id, day) include (person_id);

create table statistics.act (
  event_id     uuid primary key,
  visit_id     uuid not null,
  person_id    uuid not null,
  centre_id    text not null,
  host_unit_id text not null,
  office_id    text not null,
  unit_id      text not null,
  service_id   text not null,
  day          date not null,
  mode         text not null,
  outcome      text not null,
  language     text not null,
  minutes      smallint not null
);
create index act_day on statistics.act (centre_id, day, office_id) include (person_id, visit_id);

create table statistics.departure (
  event_id     uuid primary key,
  visit_id     uuid not null,
  person_id    uuid not null,
  centre_id    text not null,
  host_unit_id text not null,
  day          date not null,
  needs        smallint not null,
  solved       smallint not null
);
create index departure_day on statistics.departure (centre_id, day) include (needs, solved);

select meta.classify('statistics.arrival', 'S1 · counting · for ever, person by number until erased',
  '{"person_id": "S4 · to count persons once · until erased"}');
select meta.classify('statistics.act', 'S1 · counting · for ever, person by number until erased',
  '{"person_id": "S4 · to count persons once · until erased"}');
select meta.classify('statistics.departure', 'S1 · counting · for ever, person by number until erased',
  '{"person_id": "S4 · to count persons once · until erased"}');
select access.protect('statistics.arrival');
select access.protect('statistics.act');
select access.protect('statistics.departure');
select access.fence('statistics.arrival', 'presented');
select access.fence('statistics.act', 'presented');
select access.fence('statistics.departure', 'presented');

do $$
declare t text;
begin
  -- An act is counted by the unit that did it, an arrival by the house; whoever ends the last stop
  -- of a visit counts its departure.
  create policy appends on statistics.arrival for insert to oneroof_app
    with check (host_unit_id = any ((select access.units())::text[]));
  create policy appends on statistics.act for insert to oneroof_app
    with check (unit_id = any ((select access.units())::text[]));
  create policy appends on statistics.departure for insert to oneroof_app
    with check ((select access.units()) <> '{}');
  foreach t in array array['arrival', 'act', 'departure'] loop
    execute format('grant insert, select on statistics.%I to oneroof_app', t);
    execute format('create policy host_counts on statistics.%I for select to oneroof_app
      using (host_unit_id = any ((select access.units())::text[]))', t);
    execute format('grant select on statistics.%I to oneroof_stats', t);
    execute format('create policy counts on statistics.%I for select to oneroof_stats
      using ((select access.is_process(''statistics'')))', t);
  end loop;
end $$;

-- A desk at work: what it serves today and who interprets beside it, its breaks, and calls of one
-- chosen person, each with its reason.

-- Services of the office that this desk serves today; null: all of them. A mediator who sits beside
-- the officer lends the desk her languages.
alter table visits.desk_session add column service_ids text[];
alter table visits.desk_session add column mediator_id uuid references access.account;
-- Since when the desk takes a break; null while it works. In the session's own row, so that a call
-- that waited for the row's lock sees it.
alter table visits.desk_session add column paused_at timestamptz;
grant update (paused_at) on visits.desk_session to oneroof_app;
create unique index mediator_one_desk on visits.desk_session (mediator_id) where closed_at is null;
select meta.classify('visits.desk_session', 'S1 · who worked at which desk · 2 years');

-- Breaks that are over.
create table visits.desk_break (
  id         uuid primary key,
  session_id uuid not null references visits.desk_session,
  desk_id    text not null references directory.desk,
  centre_id  text not null,
  unit_id    text not null references access.unit,
  account_id uuid not null references access.account,
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  check (started_at <= ended_at)
);
create index desk_break_session on visits.desk_break (session_id);
select meta.classify('visits.desk_break', 'S1 · who worked at which desk · 2 years');
select access.protect('visits.desk_break');

grant select, insert on visits.desk_break to oneroof_app;
create policy colleagues on visits.desk_break for select to oneroof_app
  using ((select access.is_staff()));
create policy own_unit on visits.desk_break for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));

-- Calls out of turn, counted by their reason. Nobody is named: a ticket's stop tells that already.
create table statistics.chosen_call (
  event_id  uuid primary key,
  centre_id text not null,
  office_id text not null,
  unit_id   text not null,
  day       date not null,
  reason    text not null
);
create index chosen_call_day on statistics.chosen_call (centre_id, day);
select meta.classify('statistics.chosen_call', 'S1 · counting · for ever');
select access.protect('statistics.chosen_call');
grant insert, select on statistics.chosen_call to oneroof_app;
create policy appends on statistics.chosen_call for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));
-- Counts without a person: for colleagues of the house, as the desks themselves.
create policy colleagues on statistics.chosen_call for select to oneroof_app
  using ((select access.is_staff()));
grant select on statistics.chosen_call to oneroof_stats;
create policy counts on statistics.chosen_call for select to oneroof_stats
  using ((select access.is_process('statistics')));

-- Rosters: who works when, at which office and desk, on which services, in which languages, with
-- breaks. Working times of named staff are personal data (S1): colleagues see them, nobody else.
-- Which languages a person speaks is `access.account.speaks`.
--
-- Times are civil and local to the centre's zone, so that a shift at nine is at nine also on the
-- day when the clocks change.

create schema rosters;
grant usage on schema rosters to oneroof_app, oneroof_jobs, oneroof_stats;

create table rosters.shift (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  centre_id  text not null,
  office_id  text not null,
  desk_id    text references directory.desk,  -- null: moves between desks, as a mediator does
  on_date    date not null,
  works      directory.timerange not null check (not isempty(works)
               and not lower_inf(works) and not upper_inf(works)),
  rests      directory.timerange,  -- the break
  services   text[],               -- null: whatever the office does
  foreign key (office_id, centre_id) references directory.office (id, centre_id),
  constraint break_within_shift check (rests is null or (rests <@ works and not isempty(rests))),
  -- ROS-3: nobody is in two places at once, and a desk has one person at a time.
  constraint shift_one_place exclude using gist (account_id with =, on_date with =, works with &&),
  constraint shift_one_person exclude using gist (desk_id with =, on_date with =, works with &&)
);
create index shift_centre_day on rosters.shift (centre_id, on_date);

select meta.classify('rosters.shift', 'S1 · who works when · 2 years');
select access.protect('rosters.shift');
create policy colleagues on rosters.shift for select to oneroof_app
  using ((select access.is_staff()));
grant select on rosters.shift to oneroof_app;

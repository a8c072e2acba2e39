-- Who by law comes before others. The grounds are data of the country, each with the law and the
-- days in which it is in force, and the kind way to ask. Of a person only the place in the queue is
-- kept, as a number: no ground, no reason. One number stands for all reasons, those of the law and
-- those that are nobody's business, so that nobody can read one from it.

create table directory.priority_ground (
  id       text not null check (id ~ '^[a-z0-9-]{2,60}$'),
  position smallint not null,
  name     jsonb not null check (directory.is_text(name)),
  ask      jsonb not null check (directory.is_text(ask)),  -- how to ask, where it can't be seen
  law      text not null check (char_length(law) between 3 and 200),
  valid    daterange not null check (not isempty(valid)),
  primary key (id, valid without overlaps)
);
select meta.classify('directory.priority_ground',
  'S0 · public catalogue · while it is true, then as history');
grant select on directory.priority_ground to oneroof_app, oneroof_jobs, oneroof_stats;

-- 0: in her turn. Higher numbers come first.
alter table visits.visit add column priority smallint not null default 0
  check (priority between 0 and 9);
alter table visits.stop add column priority smallint not null default 0
  check (priority between 0 and 9);
comment on column visits.visit.priority is 'S1 · comes before others, without a reason · 5 years';
comment on column visits.stop.priority is 'S1 · comes before others, without a reason · 5 years';

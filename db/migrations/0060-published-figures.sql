-- What was published about the network before it counted by itself: each value with its period, its
-- scope, what was said of its exactness, and its source. Two sources for one year are two rows. Years
-- without a figure have no row: nothing is worked out to fill them.

create table statistics.published_source (
  id        text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  title     text not null check (char_length(title) between 2 and 200),
  publisher text not null check (char_length(publisher) between 2 and 120),
  published text check (published ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),  -- as far as it is known
  url       text check (url ~ '^https?://')
);

create table statistics.published_figure (
  id        text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  metric    text not null,
  value     numeric not null,
  unit      text not null,
  of        text not null check (of in ('national-centres', 'local-centres', 'centre', 'other')),
  centre_id text check ((of = 'centre') = (centre_id is not null)),
  scope     text not null,                    -- as the source says it
  period    text not null,                    -- as the source says it
  during    daterange check (not isempty(during)),  -- null: a period that is no range of days
  said      text not null check (said in ('exact', 'about', 'at-least', 'at-most')),
  source_id text not null references statistics.published_source
);
create index published_figure_source on statistics.published_figure (source_id);

select meta.classify('statistics.published_source', 'S0 · published · for ever');
select meta.classify('statistics.published_figure', 'S0 · published · for ever');
grant select on statistics.published_source, statistics.published_figure
  to oneroof_app, oneroof_jobs, oneroof_stats;

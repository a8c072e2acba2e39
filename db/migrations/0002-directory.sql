-- The directory: who helps, where, when, with what. A public catalogue (S0) in the words of the
-- Human Services Data Specification 3.0 where they fit: institution = organization, centre =
-- location, service = service, office_service = service_at_location, opening_hours = schedule,
-- subject = taxonomy_term, document = required_document. Names in several languages are jsonb,
-- {"pt": "…", "en": "…"}, with Portuguese always there.
--
-- Nobody but a migration or the seed writes here yet: commands that change the directory come
-- with the settings screens. So the runtime roles only read.

create schema directory;
grant usage on schema directory to oneroof_app, oneroof_jobs, oneroof_stats;

-- A range of times in one day, so that two openings of the same day cannot overlap.
create type directory.timerange as range (subtype = time);

-- A text in several languages: an object of non-empty strings with at least `pt`.
create function directory.is_text(value jsonb) returns boolean language sql immutable strict as $$
  select jsonb_typeof(value) = 'object' and coalesce(value ->> 'pt', '') <> ''
     and not jsonb_path_exists(value, '$.* ? (@.type() != "string" || @ == "")')
$$;

-- ── institutions ────────────────────────────────────────────────────────────────────────────────

create table directory.institution (
  id           text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  kind         text not null check (kind in ('state-agency', 'network-authority', 'municipality',
                 'association', 'charity', 'university', 'company', 'consortium')),
  successor_id text references directory.institution,  -- who took its work over
  closed_on    date
);

-- What an institution was called, and when: a report on 2015 speaks of the names of 2015.
create table directory.institution_name (
  institution_id text not null references directory.institution,
  name           jsonb not null check (directory.is_text(name)),
  short_name     text not null check (char_length(short_name) between 1 and 60),
  valid          daterange not null check (not isempty(valid)),
  primary key (institution_id, valid without overlaps)
);

-- Other words by which people and old papers call it.
create table directory.institution_alias (
  institution_id text not null references directory.institution,
  alias          text not null check (char_length(alias) between 2 and 120),
  primary key (institution_id, alias)
);

-- A unit (access.unit) is an institution for one purpose; here is what to call it.
create table directory.unit_name (
  unit_id text primary key references access.unit,
  name    jsonb not null check (directory.is_text(name))
);

-- ── centres and their hours ─────────────────────────────────────────────────────────────────────

create table directory.centre (
  id                text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  kind              text not null check (kind in ('national', 'local', 'mobile', 'line')),
  parent_id         text references directory.centre check (parent_id <> id),
  institution_id    text not null references directory.institution,  -- who hosts it
  zone              text not null check (zone in ('Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores')
                      or zone ~ '^[A-Z][A-Za-z_]+/[A-Za-z_/]+$'),
  municipality      text not null,
  municipality_code text not null check (municipality_code ~ '^[0-9]{4}$'),
  region            text not null check (region in ('mainland', 'madeira', 'azores')),
  address           text,
  latitude          numeric(8, 5) check (latitude between -90 and 90),
  longitude         numeric(8, 5) check (longitude between -180 and 180),
  opened_on         date,
  closed_on         date check (closed_on > opened_on)
);

create table directory.centre_name (
  centre_id text not null references directory.centre,
  name      text not null check (char_length(name) between 2 and 120),
  valid     daterange not null check (not isempty(valid)),
  primary key (centre_id, valid without overlaps)
);

create table directory.centre_alias (
  centre_id text not null references directory.centre,
  alias     text not null check (char_length(alias) between 2 and 120),
  primary key (centre_id, alias)
);

-- Weekly hours in civil local time of the centre's zone. `nth` narrows a line to one such weekday
-- of the month (2 = the second Tuesday, -1 = the last one). DIR-2: hours never overlap; lines with
-- and without nth are compared by the rules, which know the calendar.
create table directory.opening_hours (
  centre_id      text not null references directory.centre,
  weekday        smallint not null check (weekday between 1 and 7),  -- 1 = Monday, as in ISO 8601
  nth            smallint check (nth in (-1, 1, 2, 3, 4, 5)),
  during         directory.timerange not null check (not isempty(during)
                   and not lower_inf(during) and not upper_inf(during)),
  by_appointment boolean not null default false,
  assumed        boolean not null default false,  -- true: not published, invented for a demonstration
  valid          daterange not null default daterange(null, null) check (not isempty(valid)),
  exclude using gist (centre_id with =, weekday with =, (coalesce(nth, 0)) with =,
                      during with &&, valid with &&)
);
create index opening_hours_centre on directory.opening_hours (centre_id);

-- One day that is unlike the others: closed (no `during`), or open at these times instead.
create table directory.hours_exception (
  centre_id text not null references directory.centre,
  on_date   date not null,
  during    directory.timerange check (not isempty(during)
              and not lower_inf(during) and not upper_inf(during)),
  reason    jsonb not null check (directory.is_text(reason)),
  exclude using gist (centre_id with =, on_date with =, during with &&)
);
create unique index hours_exception_closed on directory.hours_exception (centre_id, on_date)
  where during is null;

-- A holiday is a rule, so that every year has it: a day of the year or days after Easter.
create table directory.holiday (
  id            text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  scope         text not null check (scope in ('national', 'region', 'municipality')),
  place         text check ((scope = 'national') = (place is null)),  -- region, or municipality code
  month_day     text check (month_day ~ '^(0[1-9]|1[0-2])-[0-3][0-9]$'),
  easter_offset smallint check (easter_offset between -70 and 100),
  name          jsonb not null check (directory.is_text(name)),
  check ((month_day is null) <> (easter_offset is null))
);

-- ── offices and desks ───────────────────────────────────────────────────────────────────────────

create table directory.office (
  id         text primary key check (id = centre_id || '.' || code),
  centre_id  text not null references directory.centre,
  unit_id    text not null references access.unit,
  code       text not null check (code ~ '^[a-z0-9-]{2,30}$'),
  kind       text not null check (kind in ('welcome', 'agency', 'support', 'local')),
  name       jsonb not null check (directory.is_text(name)),
  short_name jsonb not null check (directory.is_text(short_name)),
  position   smallint not null,
  unique (centre_id, code),
  unique (id, centre_id)
);

-- Two desks of one centre never bear the same number: the board sends people by it.
create table directory.desk (
  id        text primary key,
  centre_id text not null,
  office_id text not null,
  label     text not null check (char_length(label) between 1 and 6),
  kind      text not null default 'desk' check (kind in ('desk', 'reception')),
  position  smallint not null,
  foreign key (office_id, centre_id) references directory.office (id, centre_id),
  unique (centre_id, label),
  check (id = centre_id || '.d' || lower(label))
);
create index desk_office on directory.desk (office_id);

-- ── what is asked and what is given ─────────────────────────────────────────────────────────────

-- Two levels: the pictures that a person points at, and what she may mean by each. The generated
-- columns hold a child to a parent of the first level.
create table directory.subject (
  id           text primary key check (id ~ '^[a-z0-9.-]{2,60}$'),
  parent_id    text,
  level        smallint not null generated always as (case when parent_id is null then 1 else 2 end) stored,
  parent_level smallint generated always as (case when parent_id is null then null else 1 end) stored,
  icon         text check ((parent_id is null) = (icon is not null)),  -- a Lucide icon's name
  position     smallint not null,
  sensitive    boolean not null default false,  -- never shown beside a number where others can see
  name         jsonb not null check (directory.is_text(name)),
  unique (id, level),
  foreign key (parent_id, parent_level) references directory.subject (id, level)
);

create table directory.document (
  id   text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  name jsonb not null check (directory.is_text(name))
);

create table directory.service (
  id               text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  subject_id       text not null references directory.subject,
  modes            text[] not null check (cardinality(modes) > 0 and
                     modes <@ array['support', 'information', 'referral', 'advice', 'mediation']),
  duration_minutes smallint not null check (duration_minutes between 1 and 480),
  booking          text not null check (booking in ('walk-in', 'appointment', 'both')),
  name             jsonb not null check (directory.is_text(name)),
  description      jsonb check (directory.is_text(description))
);
create index service_by_subject on directory.service (subject_id);

-- Everything that a service answers, besides the subject that it stands under.
create table directory.service_subject (
  service_id text not null references directory.service,
  subject_id text not null references directory.subject,
  primary key (service_id, subject_id)
);

-- What to bring. `needed` = the desk can't go on without it; otherwise it helps.
create table directory.service_document (
  service_id  text not null references directory.service,
  document_id text not null references directory.document,
  needed      boolean not null default true,
  position    smallint not null,
  primary key (service_id, document_id)
);

-- What it costs the person. A service without a row is free.
create table directory.cost_option (
  service_id text not null references directory.service,
  option     text not null check (option in ('free', 'fee')),
  note       jsonb not null check (directory.is_text(note)),
  primary key (service_id, option)
);

-- A service at an office. `rank`: 1 is where a person with that need goes first in this centre.
create table directory.office_service (
  office_id       text not null references directory.office,
  service_id      text not null references directory.service,
  rank            smallint not null check (rank between 1 and 99),
  tickets_per_day smallint check (tickets_per_day > 0),
  languages       text[] not null default '{}',  -- published ones; the roster knows today's
  primary key (office_id, service_id)
);
create index office_service_service on directory.office_service (service_id);

do $$
declare t regclass;
begin
  for t in select c.oid::regclass from pg_class c
           where c.relnamespace = 'directory'::regnamespace and c.relkind = 'r' loop
    perform meta.classify(t, 'S0 · public catalogue · while it is true, then as history');
  end loop;
end $$;

grant select on all tables in schema directory to oneroof_app, oneroof_jobs, oneroof_stats;
revoke execute on all functions in schema directory from public;

-- For how long each kind of record is kept, and the nightly job that lets go of what is over. Which rows, and
-- from which moment on, each table says in the fourth part of its own comment, after legal basis, purpose and
-- what becomes of it on erasure; how long is dated data of the country (data/retention.json).
--
--   with the file                              goes with her file, by an erasure, when nobody has had to do with
--                                              her for as long as files are kept
--   staff-work after closed_at                 a row goes when it is over for as long as its kind says; of
--                                              several columns the earliest counts
--   trips after closed_at once person_id left casefiles.case_file.person_id
--                                              … and nothing stands there any more
--   with visit_id of visits.visit.id           goes together with the row that it hangs on
--   ahead empties note after sent_at           the row stays, and this is emptied (or says code='0000')
--   readings by chain                          a log, head by head (0191)
--   for ever: counts alone                     stays, and why
--   otherwise: …                               goes otherwise, and how
--
-- A row that a row of another table still points at goes when that one has gone. Several sentences are set
-- apart by a semicolon. A table about people that says nothing fails test/security/retention.test.ts.

create table rights.retention_kind (
  id   text primary key,
  name jsonb not null check (directory.is_text(name)),
  sort smallint not null
);
create table rights.retention_period (
  kind_id text not null references rights.retention_kind,
  from_on date not null,
  keep    interval not null check (keep >= interval '0'),
  law     text not null,
  -- The law says no number: this one is ours, until the data-protection officer has confirmed it.
  proposed boolean not null,
  primary key (kind_id, from_on)
);
-- When it is looked at next; one row, made by the first look.
create table rights.retention_night (
  one    boolean primary key default true check (one),
  due_at timestamptz not null
);
-- One night: what was over before this day went. Counts alone, and none of tables that hold S5.
create table rights.retention_run (
  id         uuid primary key,
  until      date not null,
  zone       text not null,
  started_at timestamptz not null,
  ended_at   timestamptz
);
create unique index retention_one_run on rights.retention_run ((true)) where ended_at is null;
create table rights.retention_count (
  run_id  uuid not null references rights.retention_run,
  kind_id text not null references rights.retention_kind,
  gone    integer not null default 0,
  failed  integer not null default 0,
  held    integer not null default 0,
  primary key (run_id, kind_id)
);
alter table rights.erasure drop constraint erasure_cause_check,
  add constraint erasure_cause_check check (cause in ('claim', 'ledger', 'retention')),
  add column run_id uuid references rights.retention_run,
  drop constraint erasure_claim_id_fkey,
  add constraint erasure_claim_id_fkey foreign key (claim_id) references rights.claim on delete set null;
create index erasure_run on rights.erasure (run_id) where run_id is not null;
create index claim_answered on rights.claim (answered_at);

select meta.classify(t, 'S0 · for how long what is kept · for ever')
from unnest(array['rights.retention_kind', 'rights.retention_period']::regclass[]) t;
select meta.classify('rights.retention_night', 'S0 · when a job is due · while it is true');
select meta.classify(t, 'S0 · how much went when, in counts · for ever')
from unnest(array['rights.retention_run', 'rights.retention_count']::regclass[]) t;
comment on table rights.retention_kind is 'nobody · The running of the product itself';
comment on table rights.retention_period is 'nobody · The running of the product itself';
comment on table rights.retention_night is 'nobody · The running of the product itself';
comment on table rights.retention_run is 'nobody · The running of the product itself';
comment on table rights.retention_count is 'nobody · The running of the product itself';
comment on column rights.erasure.run_id is 'S1 · that somebody was erased, in counts · for ever';
-- Links end with the day, and who had one stands in her visits.
comment on column visits.ticket_link.person_id is 'S4 · that the person is known · until the day ends';
comment on column visits.summary_link.person_id is 'S4 · that the person is known · until it ends';

-- ── what tables say ─────────────────────────────────────────────────────────────────────────────

create function rights.retention() returns table (
  target regclass, fate text, kind text, cols text[], of_table regclass, of_col text, own text, cleared text[])
language sql stable set search_path = pg_catalog, pg_temp as $$
  select c.oid::regclass,
    case when part = 'with the file' then 'file' when part ~ '^(for ever|otherwise): .' then 'kept'
         when chain is not null then 'chain' when goes is not null then 'goes' when with_ is not null then 'with'
         when empties is not null then 'emptied' end,
    case when part = 'with the file' then 'case-file' else coalesce(goes[1], empties[1], chain[1]) end,
    regexp_split_to_array(coalesce(goes[2], empties[3], with_[1]), ', '),
    to_regclass(coalesce(goes[5], with_[2])), coalesce(goes[6], with_[3]), goes[4],
    coalesce(regexp_split_to_array(empties[2], ', '), '{}')
  from pg_class c
  cross join lateral regexp_split_to_table(split_part(obj_description(c.oid, 'pg_class'), ' · ', 4), '; ') part
  cross join lateral (values (
    regexp_match(part, '^([a-z-]+) after ([a-z_]+(?:, [a-z_]+)*)( once ([a-z_]+) left ([a-z_]+\.[a-z_]+)\.([a-z_]+))?$'),
    regexp_match(part, '^with ([a-z_]+) of ([a-z_]+\.[a-z_]+)\.([a-z_]+)$'),
    regexp_match(part, '^([a-z-]+) empties ([a-z_]+(?:=''[^'']*'')?(?:, [a-z_]+(?:=''[^'']*'')?)*) after ([a-z_]+(?:, [a-z_]+)*)$'),
    regexp_match(part, '^([a-z-]+) by chain$'))) p (goes, with_, empties, chain)
  where c.relkind in ('r', 'p') and part <> ''
$$;

create function rights.on_retention(target regclass, becomes text) returns void language plpgsql as $$
declare said text := obj_description(target, 'pg_class');
begin
  execute format('comment on table %s is %L', target, split_part(said, ' · ', 1) || ' · ' || split_part(said, ' · ', 2)
    || ' · ' || split_part(said, ' · ', 3) || ' · ' || becomes);
  if not exists (select from rights.retention() r where r.target = on_retention.target)
     or exists (select from rights.retention() r where r.target = on_retention.target and r.fate is null) then
    raise exception 'on_retention of %: this is no sentence that is understood: %', target, becomes;
  end if;
end $$;

-- As in 0370, and what was said of its retention stays said.
create or replace function rights.on_erasure(target regclass, becomes text) returns void language plpgsql as $$
declare
  said text := obj_description(target, 'pg_class');
  points record;
begin
  execute format('comment on table %s is %L', target,
    split_part(said, ' · ', 1) || ' · ' || split_part(said, ' · ', 2) || ' · ' || becomes
    || case when split_part(said, ' · ', 4) = '' then '' else ' · ' || split_part(said, ' · ', 4) end);
  if not exists (select from rights.plan() p where p.target = on_erasure.target and p.fate is not null) then
    raise exception 'on_erasure of %: this is no sentence that is understood: %', target, becomes;
  end if;
  -- Rows that are hers by two columns get their other number table by table, within one transaction.
  for points in select conrelid::regclass as child, conname from pg_constraint
                where conrelid = target and contype = 'f' and cardinality(conkey) > 1 and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', points.child, points.conname);
  end loop;
end $$;

select rights.on_retention(name::regclass, becomes) from (values
  ('visits.visit', 'trips after closed_at once person_id left casefiles.case_file.person_id; day empties code=''0000'', wrong_codes=''0'' after day'),
  ('visits.stop', 'with visit_id of visits.visit.id'),
  ('visits.period', 'with visit_id of visits.visit.id'),
  ('feedback.asked', 'with visit_id of visits.visit.id'),
  ('attendances.attendance', 'with visit_id of visits.visit.id'),
  ('attendances.correction', 'with attendance_id of attendances.attendance.id'),
  ('conferences.conference', 'trips after ends_at once id left conferences.file.conference_id'),
  ('conferences.record', 'with conference_id of conferences.conference.id'),
  ('conferences.invited', 'with conference_id of conferences.conference.id'),
  ('interpretation.request', 'staff-work after ended_at'),
  ('visits.alarm', 'staff-work after closed_at'),
  ('visits.desk_session', 'staff-work after closed_at'),
  ('visits.desk_break', 'with session_id of visits.desk_session.id'),
  ('rosters.shift', 'staff-work after on_date'),
  ('rosters.absence', 'staff-work after days'),
  ('rosters.change', 'staff-work after made_at'),
  ('access.key_note', 'staff-work after at'),
  ('access.recovery', 'staff-work after asked_at'),
  ('access.device', 'staff-work after revoked_at'),
  ('access.station', 'staff-work after made_at once id left access.station_person.station_id'),
  ('visits.closed_queue', 'walls after reopened_at'),
  ('visits.desk_lent', 'walls after on_day'),
  ('content.wall_text', 'walls after until, taken_at'),
  ('access.account', 'employment empties name=''—'', login, speaks=''{}'', demo_persona after disabled_at'),
  ('visits.certificate', 'certificates after issued_at'),
  ('appointments.booking', 'bookings after during'),
  ('messages.message', 'messages after due_at'),
  ('messages.attempt', 'messages after at'),
  ('messages.link_address', 'messages after asked_at'),
  ('visits.protection', 'protection after noted_at'),
  ('visits.protection_reader', 'with protection_id of visits.protection.id'),
  ('visits.expected', 'with the file; ahead empties note after sent_at'),
  ('followups.task', 'with the file; safe-contact empties safe_contact after ended_at'),
  ('files.photo_link', 'with the file; day empties session_id after ends_at'),
  ('visits.ticket_link', 'day after expires_at'),
  ('visits.summary_link', 'day after expires_at'),
  ('access.session', 'sign-in after expires_at, revoked_at'),
  ('access.half_session', 'sign-in after expires_at'),
  ('access.invitation', 'sign-in after expires_at'),
  ('access.invitation_code', 'sign-in after made_at'),
  ('access.station_person', 'sign-in after last_at'),
  ('access.glass', 'accountability after opened_at'),
  ('access.glass_notice', 'with glass_id of access.glass.id'),
  ('access.reconciliation', 'accountability after confirmed_at'),
  ('casefiles.export', 'accountability after asked_at'),
  ('rights.claim', 'accountability after answered_at'),
  ('rights.hold', 'accountability after lifted_at'),
  ('log.event', 'log by chain'),
  ('log.command', 'log by chain'),
  ('log.read', 'readings by chain'),
  ('log.refusal', 'otherwise: ninety days, by whoever writes the next'),
  ('log.link', 'otherwise: with the entry that it links'),
  ('casefiles.export_document', 'otherwise: twelve hours, by a job of its own'),
  ('access.device_offer', 'otherwise: a day, by whoever makes the next'),
  ('access.authenticator_offer', 'otherwise: until it is enrolled or the next is made'),
  ('access.first_code', 'otherwise: until it is used'),
  ('planning.learned_duration', 'otherwise: until it is learned anew, the next night'),
  ('directory.change', 'otherwise: a number that names nobody once the account is emptied'),
  ('people.same_person', 'for ever: two files of nobody are counted as one')
) as said (name, becomes);

-- All others, by what they have said already.
select rights.on_retention(c.oid, case
    when p.fate = 'erased' then 'with the file'
    when n.nspname = 'statistics' then 'for ever: counted, and nobody''s once her file is gone'
    when n.nspname in ('log', 'rights') then 'for ever: hashes and counts alone'
    when c.relname = 'signed_month' then 'for ever: counts alone'
    when c.relname in ('authenticator', 'passkey', 'password', 'pin', 'recovery_code', 'sign_on_identity')
      then 'otherwise: until its owner changes it or leaves'
    else 'otherwise: a number that names nobody once the account is emptied' end)
from pg_class c join pg_namespace n on n.oid = c.relnamespace left join rights.plan() p on p.target = c.oid
where c.relkind = 'r' and obj_description(c.oid) like 'GDPR%' and split_part(obj_description(c.oid), ' · ', 4) = '';

-- ── what is over ────────────────────────────────────────────────────────────────────────────────

-- How long a kind is kept by the law of a day; nothing where no period is known: then nothing goes.
create function rights.kept_for(kind text, on_day date) returns interval language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.keep from rights.retention_period p where p.kind_id = kind and p.from_on <= on_day order by p.from_on desc limit 1
$$;

-- Every file that is under a hold, with why; other files of the same person are held with it.
create function rights.held_files() returns jsonb language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_object_agg(f, h.reason), '{}')
  from rights.hold h, unnest(people.all_files_of(h.person_id)) f where h.lifted_at is null and h.person_id is not null
$$;

-- The moment from which a row is reckoned, as an expression over t.
create function rights.moment_of(target regclass, cols text[]) returns text language sql stable
set search_path = pg_catalog, pg_temp as $$
  select format('least(%s)', string_agg(case
      when format_type(a.atttypid, null) like '%range' then format('upper(t.%I)', a.attname)
      else format('t.%I', a.attname) end, ', ' order by a.attnum))
  from pg_attribute a where a.attrelid = target and a.attname = any (cols)
$$;
create function rights.is_dated(target regclass, cols text[]) returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select bool_and(format_type(a.atttypid, null) in ('date', 'daterange'))
  from pg_attribute a where a.attrelid = target and a.attname = any (cols)
$$;

create function rights.has_person(target regclass) returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from pg_attribute a where a.attrelid = target and a.attname = 'person_id' and not a.attisdropped)
$$;

-- What there is to do, in an order that stays, each with what its statement is made of: which rows of t are over
-- ($1: the moment, $2: the day, before which), from which moment they are reckoned, and whose they are.
create type rights.retention_task as (
  n integer, target regclass, fate text, kind text, cleared text[], dated boolean, hidden boolean,
  moment text, due text, whose text);
create function rights.retention_tasks() returns setof rights.retention_task language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  with rule as materialized (select * from rights.retention()),
  todo as (
    select * from rule r where r.fate in ('goes', 'emptied')
    union all select * from rule r where r.fate = 'chain'
    union all select 'people.person'::regclass, 'file', 'case-file', null, null, null, null, '{}'),
  -- References, as conditions between c, that points, and p.
  points as materialized (
    select f.conname, f.conrelid::regclass as child, f.confrelid::regclass as parent, f.confdeltype,
      string_agg(format('c.%I = p.%I', here.attname, there.attname), ' and ' order by k.n) as as_said
    from pg_constraint f
    cross join lateral unnest(f.conkey, f.confkey) with ordinality k (h, o, n)
    join pg_attribute here on here.attrelid = f.conrelid and here.attnum = k.h
    join pg_attribute there on there.attrelid = f.confrelid and there.attnum = k.o
    where f.contype = 'f' group by f.oid, f.conname, f.conrelid, f.confrelid, f.confdeltype),
  plan as materialized (
    select distinct on (o.target) o.target, o.of_table, o.of_col, o.cols[1] as own
    from rights.plan() o where o.of_table is not null and rights.has_person(o.of_table) order by o.target)
  select (row_number() over (order by t.fate <> 'emptied', t.fate, t.target::text, t.kind))::integer,
    t.target, t.fate, t.kind, t.cleared, rights.is_dated(t.target, t.cols), rights.is_hidden(t.target),
    rights.moment_of(t.target, t.cols),
    concat_ws(' and ', format('%s < %s and $1 is not null and $2 is not null', rights.moment_of(t.target, t.cols),
        case when rights.is_dated(t.target, t.cols) then '$2' else '$1' end),
      case when t.own is not null then
        format('not exists (select from %s o where o.%I = t.%I)', t.of_table, t.of_col, t.own) end,
      -- What another row points at goes when that one has gone, unless that one goes with it.
      case t.fate when 'goes' then (
        select string_agg(format('not exists (select from %s c where %s)', f.child, replace(f.as_said, ' p.', ' t.')), ' and ')
        from points f where f.parent = t.target and f.confdeltype in ('a', 'r')
          and not exists (select from rule w where w.fate = 'with' and w.target = f.child and w.of_table = t.target))
      when 'emptied' then (
        select '(' || string_agg(case when m[2] is null then format('t.%I is not null', m[1])
                                  else format('t.%I::text <> %L', m[1], m[2]) end, ' or ') || ')'
        from unnest(t.cleared) c, lateral regexp_match(c, '^([a-z_]+)(?:=''(.*)'')?$') m) end),
    case when rights.has_person(t.target) then 't.person_id' else coalesce(
      (select format('(select o.person_id from %s o where o.%I = t.%I limit 1)', p.of_table, p.of_col, p.own)
       from plan p where p.target = t.target),
      (select format('(select p.person_id from %s p where %s)', f.parent, replace(f.as_said, 'c.', 't.'))
       from points f where f.child = t.target and rights.has_person(f.parent) order by f.conname limit 1),
      'null::uuid') end
  from todo t
$$;

-- Whether nobody has had to do with a person since before a day: all her files together.
create function rights.is_over(persons uuid[], before date) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select not (
    exists (select from people.person p where p.id = any (persons) and p.registered_at >= before)
    or exists (select from casefiles.case_file f where f.person_id = any (persons) and f.opened_at >= before)
    or exists (select from visits.visit v where v.person_id = any (persons) and (v.day >= before or v.state = 'open'))
    or exists (select from attendances.attendance a where a.person_id = any (persons) and a.day >= before)
    or exists (select from appointments.appointment a where a.person_id = any (persons) and a.starts_at >= before)
    or exists (select from followups.task t where t.person_id = any (persons) and (t.changed_at >= before or t.ended_at is null))
    or exists (select from casefiles.need n where n.person_id = any (persons) and n.changed_at >= before)
    or exists (select from casefiles.note n where n.person_id = any (persons) and n.written_at >= before)
    or exists (select from casefiles.consent c where c.person_id = any (persons) and c.given_at >= before)
    or exists (select from referrals.envelope e join referrals.referral r on r.id = e.referral_id
               where e.person_id = any (persons) and r.changed_at >= before)
    or exists (select from conferences.file f join conferences.conference c on c.id = f.conference_id
               where f.person_id = any (persons) and c.ends_at >= before)
    or exists (select from compartments.leaf l where l.person_id = any (persons) and l.written_at >= before)
    or exists (select from files.file f where f.person_id = any (persons) and f.added_at >= before)
    or exists (select from rights.claim c where c.person_id = any (persons) and (c.asked_on >= before or c.state in ('open', 'reviewed', 'approved')))
  )
$$;
-- Files that are over, one for each person: the one that stands for all of hers.
create function rights.files_over(before date) returns setof uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from people.person p join casefiles.case_file f on f.person_id = p.id
  where p.registered_at < before and f.opened_at < before
    and not exists (select from visits.visit v where v.person_id = p.id and v.day >= before)
    and not exists (select from people.same_person s where s.person_id = p.id and s.survivor_id <> p.id)
    and not exists (select from rights.erasure e where e.done_at is null
                    and (e.person_id = p.id or p.id = any (e.person_ids)))
    and rights.is_over(people.all_files_of(p.id), before)
$$;

-- ── logs ────────────────────────────────────────────────────────────────────────────────────────

drop function log.forget_reads();

-- The heads of a log up to which entries are over: each left the database before the moment.
create function log.heads_over(which text, before timestamptz) returns setof log.head language sql stable
set search_path = pg_catalog, pg_temp as $$
  select h.* from log.head h join log.chain c on c.stream = h.stream
  where h.stream = which and h.seq > c.kept_seq and h.filed_at is not null and h.at < before
$$;
-- As in 0191, of any log: entries go up to the next head that is over, never to a place that no head names, and
-- the chain goes on from there; nothing goes from the first entry on that names somebody whose file is under a
-- hold. Returns how many entries went; 0: nothing is due.
create function log.forget(which text, before timestamptz, held uuid[]) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  h log.head;
  l log.link;
  gone integer;
begin
  perform from log.chain where stream = which for update;
  select * into h from log.heads_over(which, before) o order by o.seq limit 1;
  if not found or h.seq >= log.first_held(which, before, held) then return 0; end if;
  select * into strict l from log.link where stream = which and seq = h.seq;
  execute format('delete from log.%I e where (e.epoch, e.xid, e.position) <= ($1, $2, $3)', which)
    using l.epoch, l.xid, l.position;
  get diagnostics gone = row_count;
  delete from log.link where stream = which and seq <= h.seq;
  update log.chain set kept_seq = l.seq, kept_hash = l.hash, kept_epoch = l.epoch, kept_xid = l.xid,
    kept_position = l.position where stream = which;
  return gone;
end $$;
-- The first entry, of those that are over, that names one of them.
create function log.first_held(which text, before timestamptz, held uuid[]) returns bigint language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare first bigint;
begin
  if cardinality(held) = 0 then return null; end if;
  execute format(
    'select min(l.seq) from log.%I e join log.link l on l.stream = %L
       and (l.epoch, l.xid, l.position) = (e.epoch, e.xid, e.position)
     where e.%I < $1 and (%s)', which, which, case which when 'read' then 'read_at' else 'recorded_at' end,
    case which when 'read' then 'e.person_id = any ($2) and $3 is not null'
               when 'event' then 'e.person_id = any ($2) or e.data::text ~ $3'
               when 'command' then 'e.outcome::text ~ $3 and $2 is not null' end)
    into first using before, held, array_to_string(held, '|');
  return first;
end $$;

-- ── letting go ──────────────────────────────────────────────────────────────────────────────────

-- Begins the night, or goes on with one that was interrupted; nothing when it is not due.
create function rights.begin_retention(today date, in_zone text, at timestamptz) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare run uuid;
begin
  perform rights.require_keeper();
  insert into rights.retention_night (due_at) values ('2026-01-01T02:00:00Z') on conflict do nothing;
  perform from rights.retention_night n where n.due_at <= at for update;
  if not found then return null; end if;
  update rights.retention_run r set until = today, zone = in_zone where r.ended_at is null returning r.id into run;
  if not found then
    insert into rights.retention_run (id, until, zone, started_at) values (uuidv7(), today, in_zone, at) returning id into run;
  end if;
  return run;
end $$;

-- A few rows of the first task, from one on, of which something is over, in a transaction of their own; no task:
-- nothing is over from there on. A row that will not go is left and counted, and stops none of the others: `skips`
-- says, by task, how many of those lie before. A task that fails as a whole is passed over, and said to be.
create function rights.retain(run uuid, from_task integer, most integer, skips jsonb,
  out task integer, out gone integer, out failed integer, out more boolean, out broken text[]) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  r rights.retention_run;
  t rights.retention_task;
  held jsonb := rights.held_files();
  cut date;
begin
  perform rights.require_keeper();
  -- One worker at a time, without a row that readers of the log would have to wait for.
  perform pg_advisory_xact_lock(hashtextextended('retention', 390));
  gone := 0; failed := 0; more := false; broken := '{}';
  select * into r from rights.retention_run x where x.id = run and x.ended_at is null;
  if not found then return; end if;
  for t in select * from rights.retention_tasks() x where x.n >= from_task order by x.n loop
    cut := (r.until - rights.kept_for(t.kind, r.until))::date;
    continue when cut is null;
    begin
      select s.gone, s.failed, s.more into gone, failed, more
        from rights.retain_one(r, t, cut, most, coalesce((skips ->> t.n::text)::integer, 0), held) s;
    exception when others then
      broken := broken || (t.target || ': ' || sqlstate);
      continue;
    end;
    if gone + failed > 0 then
      task := t.n;
      return;
    end if;
  end loop;
end $$;
create function rights.retain_one(r rights.retention_run, t rights.retention_task, cut date, most integer, skip integer,
  held jsonb, out gone integer, out failed integer, out more boolean) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  at timestamptz := cut::timestamp at time zone r.zone;
  rows tid[];
  each tid;
begin
  gone := 0; failed := 0; more := false;
  if t.fate = 'chain' then
    gone := log.forget(split_part(t.target::text, '.', 2), at, array(select jsonb_object_keys(held)::uuid));
    more := gone > 0;
  elsif t.fate = 'file' then
    insert into rights.erasure (id, cause, person_id, due_at, run_id)
      select uuidv7(), 'retention', f, r.started_at, r.id from rights.files_over(cut) f
      where not held ?| people.all_files_of(f)::text[] limit most;
    get diagnostics gone = row_count;
    more := gone = most;
    return; -- What became of them the erasures say.
  else
    execute format(
      'select array_agg(x.ctid) from (select t.ctid from %s t where %s and ($3 ? (%s)::text) is not true
       order by %s, t.ctid offset $4 limit $5 for update skip locked) x', t.target, t.due, t.whose, t.moment)
      into rows using at, cut, held, skip, most;
    if rows is null then return; end if;
    more := cardinality(rows) = most;
    begin
      gone := rights.let_go(t, rows);
    exception when others then
      foreach each in array rows loop
        begin
          gone := gone + rights.let_go(t, array[each]);
        exception when others then
          failed := failed + 1;
        end;
      end loop;
    end;
  end if;
  if gone + failed > 0 and not t.hidden then
    insert into rights.retention_count as c (run_id, kind_id, gone, failed) values (r.id, t.kind, gone, failed)
      on conflict (run_id, kind_id) do update set gone = c.gone + excluded.gone, failed = c.failed + excluded.failed;
  end if;
end $$;
create function rights.let_go(t rights.retention_task, rows tid[]) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare many integer;
begin
  if t.fate = 'goes' then return rights.take_out(t.target, rows); end if;
  execute format('update %s t set %s where t.ctid = any ($1)', t.target, (
    select string_agg(format('%I = %s', m[1], coalesce(quote_literal(m[2]), 'null')), ', ')
    from unnest(t.cleared) c, lateral regexp_match(c, '^([a-z_]+)(?:=''(.*)'')?$') m)) using rows;
  get diagnostics many = row_count;
  return many;
end $$;
-- Rows with all that hangs on them: what no other of these points at goes first.
create function rights.take_out(target regclass, rows tid[]) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  w record;
  hanging tid[];
  many integer;
begin
  for w in select x.* from rights.retention() x where x.fate = 'with' and x.of_table = take_out.target
           order by (select count(*) from pg_constraint f where f.contype = 'f' and f.confrelid = x.target
                     and f.conrelid <> x.target and f.conrelid in (
                       select s.target from rights.retention() s where s.fate = 'with' and s.of_table = take_out.target)) loop
    execute format('select array_agg(c.ctid) from %s c where c.%I in (select t.%I from %s t where t.ctid = any ($1))',
      w.target, w.cols[1], w.of_col, target) into hanging using rows;
    if hanging is not null then perform rights.take_out(w.target, hanging); end if;
  end loop;
  execute format('delete from %s t where t.ctid = any ($1)', target) using rows;
  get diagnostics many = row_count;
  return many;
end $$;

-- How many rows of a task are over on each of some days, of persons whom the asking account is not kept away
-- from: those that will go, how many more would by the last of these days but for a hold, and for what.
create function rights.count_over(t rights.retention_task, days date[], in_zone text, away uuid[],
  out due bigint[], out held bigint, out reasons text[]) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  cuts date[];
  ats timestamptz[];
  holds jsonb := rights.held_files();
  stops bigint;
  many bigint;
begin
  due := array_fill(0::bigint, array[cardinality(days)]); held := 0; reasons := '{}';
  select array_agg((d - rights.kept_for(t.kind, d))::date order by n),
         array_agg((d - rights.kept_for(t.kind, d))::date::timestamp at time zone in_zone order by n) into cuts, ats
    from unnest(days) with ordinality u (d, n);
  if cuts[cardinality(cuts)] is null or t.hidden then return; end if;
  if t.fate = 'file' then
    for n in 1 .. cardinality(days) loop
      select count(*) filter (where h is null), count(*) filter (where h is not null),
          coalesce(array_agg(distinct h) filter (where h is not null), '{}') into many, held, reasons
        from rights.files_over(cuts[n]) f
        left join lateral (select min(holds ->> x::text) as h from unnest(people.all_files_of(f)) x) k on true
        where f <> all (away);
      due[n] := many;
    end loop;
  elsif t.fate = 'chain' then
    stops := log.first_held(split_part(t.target::text, '.', 2), ats[cardinality(ats)],
      array(select jsonb_object_keys(holds)::uuid));
    for n in 1 .. cardinality(days) loop
      select coalesce(max(h.seq) filter (where (h.seq >= stops) is not true) - min(c.kept_seq), 0),
          coalesce(max(h.seq) - min(c.kept_seq), 0) into many, held
        from log.chain c, log.heads_over(c.stream, ats[n]) h where c.stream = split_part(t.target::text, '.', 2);
      due[n] := many;
      held := held - many;
    end loop;
    if held > 0 then reasons := array(select distinct value from jsonb_each_text(holds) order by 1); end if;
  else
    execute format(
      'with y as materialized (select %s as m, (%s) as w from %s t where %s),
         x as materialized (select m, $3 ->> w::text as h from y where (w = any ($4)) is not true)
       select array(select count(x.m) filter (where h is null and m < c)
                    from unnest(%s) with ordinality u (c, n) left join x on true group by n order by n),
         (select count(*) from x where h is not null), array(select distinct h from x where h is not null order by 1)',
      t.moment, t.whose, t.target, t.due, case when t.dated then '$6' else '$5' end)
      into due, held, reasons using ats[cardinality(ats)], cuts[cardinality(cuts)], holds, away, ats, cuts;
  end if;
end $$;

-- Ends a night: what is over and under a hold is counted, and the next one is tomorrow.
create function rights.end_retention(run uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r rights.retention_run;
begin
  perform rights.require_keeper();
  update rights.retention_run x set ended_at = at where x.id = run and x.ended_at is null returning * into r;
  if not found then return; end if;
  insert into rights.retention_count as c (run_id, kind_id, held)
    select run, t.kind, sum(o.held) from rights.retention_tasks() t
      cross join lateral rights.count_over(t, array[r.until], r.zone, '{}') o
      where exists (select from rights.retention_kind k where k.id = t.kind)
      group by 2 having sum(o.held) > 0
    on conflict (run_id, kind_id) do update set held = excluded.held;
  update rights.retention_night set due_at = date_trunc('day', at, 'UTC')
    + case when extract(hour from at at time zone 'UTC') < 2 then interval '2 hours' else interval '26 hours' end;
end $$;

-- ── for officers ────────────────────────────────────────────────────────────────────────────────

-- What will go by each of some days, as things stand now. Of tables that hold S5 nothing is counted.
create function rights.retention_ahead(today date, days date[], in_zone text) returns table (
  id text, name jsonb, months integer, days_kept integer, since date, law text, proposed boolean, counted boolean, due bigint[],
  held bigint, reasons text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  return query
    with o as materialized (
      select t.kind, t.hidden, c.* from rights.retention_tasks() t
      cross join lateral rights.count_over(t, retention_ahead.days, in_zone, access.excluded()) c)
    select k.id, k.name, (extract(year from p.keep) * 12 + extract(month from p.keep))::integer,
      extract(day from p.keep)::integer, p.from_on, p.law, p.proposed, exists (select from o where o.kind = k.id and not o.hidden),
      array(select coalesce((select sum(o.due[i]) from o where o.kind = k.id), 0)::bigint
            from generate_subscripts(retention_ahead.days, 1) i order by i),
      coalesce((select sum(o.held) from o where o.kind = k.id), 0)::bigint,
      array(select distinct r from o, unnest(o.reasons) r where o.kind = k.id order by 1)
    from rights.retention_kind k
    join lateral (select * from rights.retention_period q where q.kind_id = k.id and q.from_on <= today
                  order by q.from_on desc limit 1) p on true
    order by k.sort;
end $$;
-- Past nights, the newest first. What became of files the erasures say.
create function rights.retention_runs(most integer) returns table (
  until date, started_at timestamptz, ended_at timestamptz, kind_id text, name jsonb, gone bigint, failed integer, held integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  return query
    with r as (select * from rights.retention_run x order by x.started_at desc limit most),
    files as (select e.run_id, count(*) filter (where e.done_at is not null) as gone from rights.erasure e
              where e.run_id in (select r.id from r) group by e.run_id),
    counts as (
      select c.run_id, c.kind_id, c.gone::bigint, c.failed, c.held from rights.retention_count c
        where c.run_id in (select r.id from r) and c.kind_id <> 'case-file'
      union all
      select r.id, 'case-file', coalesce(f.gone, 0), coalesce(c.failed, 0), coalesce(c.held, 0) from r
        left join files f on f.run_id = r.id
        left join rights.retention_count c on c.run_id = r.id and c.kind_id = 'case-file'
        where f.gone > 0 or c.held > 0)
    select r.until, r.started_at, r.ended_at, c.kind_id, k.name, c.gone, c.failed, c.held
    from r left join counts c on c.run_id = r.id left join rights.retention_kind k on k.id = c.kind_id
    order by r.started_at desc, k.sort;
end $$;

-- ── erasures that retention asks for ────────────────────────────────────────────────────────────

-- Whether she has come again since a night of retention found her file to be over.
create function rights.came_again(e rights.erasure) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select e.cause = 'retention' and e.rows_at is null and not coalesce((
    select rights.is_over(case when e.person_id is null then e.person_ids else people.all_files_of(e.person_id) end,
      (r.until - rights.kept_for('case-file', r.until))::date)
    from rights.retention_run r where r.id = e.run_id), false)
$$;

-- As in 0372, and whoever has come again is not erased: what was asked for by retention is taken back.
create or replace function rights.begin_erasure(which uuid) returns table (persons uuid[], claim_id uuid, rows_done boolean) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare e rights.erasure;
begin
  perform rights.require_keeper();
  select * into e from rights.erasure x where x.id = which and x.done_at is null for update;
  if not found or e.dropped_at is not null then return; end if;
  if rights.came_again(e) then
    update rights.erasure x set dropped_at = meta.now() where x.id = which;
    return;
  end if;
  if e.rows_at is null then
    -- What the ledger told of, it told whose it is.
    if e.person_id is not null then e.person_ids := people.all_files_of(e.person_id); end if;
    if rights.is_held(e.person_ids) or rights.is_here(e.person_ids) then return; end if;
    update rights.erasure x set person_ids = e.person_ids,
        ghost_ids = (select array_agg(uuidv7()) from unnest(e.person_ids)) where x.id = which;
  end if;
  return query select e.person_ids, e.claim_id, e.rows_at is not null;
end $$;
create or replace function rights.hold_erasure(which uuid) returns table (
  id uuid, due_at timestamptz, begun boolean, rows_done boolean, held boolean, here boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare e rights.erasure;
begin
  perform rights.require_keeper();
  select * into e from rights.erasure x where x.id = which and x.dropped_at is null for update;
  if not found then return; end if;
  perform from people.person p where p.id = any (e.person_ids) order by p.id for update;
  return query select e.id, e.due_at, e.person_ids is not null, e.rows_at is not null,
    rights.is_held(e.person_ids), rights.is_here(e.person_ids) or rights.came_again(e);
end $$;
create or replace function rights.forbidden(erasures uuid[]) returns setof uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  return query select e.id from rights.erasure e
    cross join lateral (values (case when e.person_id is null then e.person_ids
                                     else people.all_files_of(e.person_id) end)) h (hers)
    where e.id = any (erasures) and e.rows_at is null
      and (e.dropped_at is not null or rights.is_held(h.hers) or rights.is_here(h.hers) or rights.came_again(e));
end $$;

-- Sessions, too, go by their kind.
drop function access.forget_sessions();

revoke execute on all functions in schema rights from public;
revoke execute on function log.heads_over(text, timestamptz), log.forget(text, timestamptz, uuid[]),
  log.first_held(text, timestamptz, uuid[]) from public;
-- Nobody has worked here for so long that the clock may be wrong: a machine that wakes in another year must not
-- take all that is kept for over. An empty log is a house that begins.
create function rights.is_silent(at timestamptz) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from log.event) and coalesce((
    select max(e.occurred_at) from (select v.occurred_at, v.account_id from log.event v
                                    order by v.epoch desc, v.xid desc, v.position desc limit 1000) e
    join access.account a on a.id = e.account_id and a.kind = 'person'), '-infinity') < at - interval '40 days'
$$;
revoke execute on function rights.is_silent(timestamptz) from public;
grant execute on function rights.is_silent(timestamptz) to oneroof_jobs;

grant execute on function rights.begin_retention(date, text, timestamptz),
  rights.retain(uuid, integer, integer, jsonb), rights.end_retention(uuid, timestamptz) to oneroof_jobs;
grant execute on function rights.retention_ahead(date, date[], text), rights.retention_runs(integer) to oneroof_app;

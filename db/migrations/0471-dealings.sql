-- A file is in use as long as anybody has had to do with her (0390, 0450), and by whatever: every moment in every
-- table about people is a dealing with her, found in the catalogue, so that no table is forgotten. A table of which
-- a moment is none says so, and why, in the fifth part of its comment; one that says nothing keeps a file.

-- As in 0390, and a fifth part stays.
create or replace function rights.on_erasure(target regclass, becomes text) returns void language plpgsql as $$
declare
  said text := obj_description(target, 'pg_class');
  points record;
begin
  execute format('comment on table %s is %L', target, rights.said(said, 3, becomes));
  if not exists (select from rights.plan() p where p.target = on_erasure.target and p.fate is not null) then
    raise exception 'on_erasure of %: this is no sentence that is understood: %', target, becomes;
  end if;
  for points in select conrelid::regclass as child, conname from pg_constraint
                where conrelid = target and contype = 'f' and cardinality(conkey) > 1 and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', points.child, points.conname);
  end loop;
end $$;
create or replace function rights.on_retention(target regclass, becomes text) returns void language plpgsql as $$
begin
  execute format('comment on table %s is %L', target, rights.said(obj_description(target, 'pg_class'), 4, becomes));
  if not exists (select from rights.retention() r where r.target = on_retention.target)
     or exists (select from rights.retention() r where r.target = on_retention.target and r.fate is null) then
    raise exception 'on_retention of %: this is no sentence that is understood: %', target, becomes;
  end if;
end $$;
-- A comment with another part in its place; those after it stay.
create function rights.said(said text, place integer, becomes text) returns text language sql immutable as $$
  select rtrim(string_agg(case n when place then becomes else coalesce(split_part(said, ' · ', n), '') end, ' · '
    order by n), ' ·') from generate_series(1, 5) n
$$;
-- That moments of a table are no dealing with her, and why: of some columns, or of all.
create function rights.no_dealing(target regclass, why text, cols text[] default '{}') returns void
language plpgsql as $$
begin
  if why ~ ' · ' or length(why) < 10 then raise exception 'no_dealing of %: why?', target; end if;
  if exists (select from unnest(cols) c where not exists (
       select from rights.moments() m where m.target = no_dealing.target and m.col = c)) then
    raise exception 'no_dealing of %: no moment about a person: %', target, cols;
  end if;
  execute format('comment on table %s is %L', target, rights.said(obj_description(target, 'pg_class'), 5,
    'no dealing' || case when cols = '{}' then '' else ' by ' || array_to_string(cols, ', ') end || ': ' || why));
end $$;

-- Every moment of every table about people: whose it is, `t` being the row and `o` the one that it hangs on (0370),
-- and why it is no dealing with her, where it is none.
create function rights.moments() returns table (
  target regclass, col text, is_range boolean, whose text[], of_table regclass, hangs text, why_not text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  -- Columns that name a person: by their own name, or by what they point at.
  with person as materialized (
    select a.attrelid, array_agg(a.attname::text order by a.attnum) as cols from pg_attribute a
    where a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
      and (a.attname = 'person_id' or a.attrelid = 'people.person'::regclass and a.attname = 'id'
           or exists (select from pg_constraint f where f.conrelid = a.attrelid and f.contype = 'f'
                      and f.confrelid = 'people.person'::regclass and f.conkey = array[a.attnum]))
    group by 1),
  hanging as materialized (
    select distinct on (p.target) p.target, p.of_table, p.of_col, p.cols[1] as hook, w.cols as of_cols
    from rights.plan() p join person w on w.attrelid = p.of_table order by p.target),
  about as (
    select c.oid::regclass as target, coalesce(w.cols, '{}') as own, h.of_table, h.of_col, h.hook, h.of_cols,
      regexp_match(split_part(coalesce(obj_description(c.oid, 'pg_class'), ''), ' · ', 5),
        '^no dealing(?: by ([a-z_]+(?:, [a-z_]+)*))?: (.+)$') as none
    from pg_class c left join person w on w.attrelid = c.oid left join hanging h on h.target = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and (w.cols is not null or h.of_table is not null))
  select b.target, a.attname::text, k.type like '%range',
    array(select case when b.own = '{}' then 'o.' else 't.' end || quote_ident(w)
          from unnest(case when b.own = '{}' then b.of_cols else b.own end) w),
    case when b.own = '{}' then b.of_table end,
    case when b.own = '{}' then format('o.%I = t.%I', b.of_col, b.hook) end,
    case when b.none is not null and (b.none[1] is null or a.attname = any (regexp_split_to_array(b.none[1], ', ')))
         then b.none[2] end
  from about b
  join pg_attribute a on a.attrelid = b.target and a.attnum > 0 and not a.attisdropped
  cross join lateral (values (format_type(a.atttypid, null))) k (type)
  where k.type ~ '^(date|timestamp with(out)? time zone|(date|ts|tstz)(multi)?range)$'
$$;

select rights.no_dealing(name::regclass, why) from (values
  ('access."grant"', 'whoever was let in was so by a visit, a consent or a referral, which count'),
  ('access.presentation', 'follows from a visit, which counts'),
  ('people.same_person', 'a link between two files, each of which counts for both'),
  ('people.merge', 'a link between two files, each of which counts for both'),
  ('people.pair', 'found by comparing files, without anybody'),
  ('visits.ticket_link', 'ends with the day of a visit, which counts'),
  ('visits.summary_link', 'ends with the day of a visit, which counts'),
  ('messages.message', 'follows from what it tells of, which counts'),
  ('messages.attempt', 'follows from what it tells of, which counts'),
  ('messages.link_address', 'follows from a visit, which counts'),
  ('rights.erasure', 'retention writes it itself'),
  ('rights.hold', 'forbids by itself for as long as it runs, and afterwards nothing more'),
  ('log.event', 'each act stands in a table of its own'),
  ('log.read', 'that somebody looked is nothing that she did'),
  ('log.erased', 'is of whoever is erased already'),
  ('statistics.arrival', 'a visit is counted, which counts'),
  ('statistics.act', 'an act is counted, which counts'),
  ('statistics.departure', 'a visit is counted, which counts')
) as said (name, why)
where exists (select from rights.moments() m where m.target = name::regclass);
select rights.no_dealing('casefiles.document', 'the day until which a paper itself is valid, years ahead', array['valid_until']),
  rights.no_dealing('conferences.seat', 'until when a seat may read, of a conference, which counts', array['reads_until']);

-- Each of these is asked about one person, for every file that may be over.
create index paper_person on visits.paper (person_id);
create index protection_person on visits.protection (person_id);
create index certificate_person on visits.certificate (person_id);
create index glass_person on access.glass (person_id);
create index consent_end_person on casefiles.consent_end (person_id);
create index exclusion_person on access.exclusion (person_id);
create index expected_of_person on visits.expected (person_id);
create index period_person on visits.period (person_id);

-- What keeps a file, as a condition: some row about her with a moment on $1 (a day) or later, or a stretch of time
-- that has no end; something that is not done; or that one of her household comes, as a child has no ticket of its
-- own. `hers`: her number, as an expression.
create function rights.dealings(hers text) returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  select string_agg(format('exists (select from %s t%s where %s = %s and (%s))', d.target,
      case when d.of_table is null then '' else format(' join %s o on %s', d.of_table, d.hangs) end, d.whose, hers, d.late),
      ' or ' order by d.target::text, d.whose)
    || format($or$
    or exists (select from visits.visit v where v.person_id = %1$s and v.state = 'open')
    or exists (select from followups.task t where t.person_id = %1$s and t.ended_at is null)
    or exists (select from rights.claim c where c.person_id = %1$s and c.state in ('open', 'reviewed', 'approved'))
    or exists (select from people.household_member own
               join people.household_member m on m.household_id = own.household_id and m.left_at is null
               join visits.visit v on v.person_id = m.person_id and (v.day >= $1 or v.state = 'open')
               where own.person_id = %1$s and own.left_at is null)$or$, hers)
  from (
    select m.target, m.of_table, m.hangs, w as whose, string_agg(case
        when m.is_range then format('upper(t.%1$I) >= $1 or upper_inf(t.%1$I)', m.col)
        else format('t.%I >= $1', m.col) end, ' or ' order by m.col) as late
    from rights.moments() m, unnest(m.whose) w where m.why_not is null group by 1, 2, 3, 4) d
$$;

create or replace function rights.is_over(persons uuid[], before date) returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare over boolean;
begin
  execute format('select not exists (select from unnest($2) h (file) where %s)', rights.dealings('h.file'))
    into over using before, persons;
  return over;
end $$;
-- As in 0390, over all candidates at once. What is cheap is asked first.
create or replace function rights.files_over(before date) returns setof uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query execute format($over$
    with c as materialized (
      select p.id from people.person p join casefiles.case_file f on f.person_id = p.id
      where p.registered_at < $1 and f.opened_at < $1
        and not exists (select from visits.visit v where v.person_id = p.id and v.day >= $1)
        and not exists (select from people.same_person s where s.person_id = p.id and s.survivor_id <> p.id)
        and not exists (select from rights.erasure e where e.done_at is null
                        and (e.person_id = p.id or p.id = any (e.person_ids)))),
    h as materialized (
      select c.id, c.id as file from c
      union all select c.id, s.other_id from c join people.same_person s on s.person_id = c.id),
    used as materialized (select h.id from h where %s)
    select c.id from c where not exists (select from used u where u.id = c.id)$over$, rights.dealings('h.file'))
  using before;
end $$;

-- ── a night that ends ───────────────────────────────────────────────────────────────────────────

-- As in 0390: what can't be told of one task's period stops none of the others.
create or replace function rights.retain(run uuid, from_task integer, most integer, skips jsonb,
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
    begin
      cut := (r.until - rights.kept_for(t.kind, r.until))::date;
      continue when cut is null;
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

-- Tasks of which is counted, when a night ends, what is held: each in a transaction of its own, so that one that
-- fails or takes too long stops none of the others, and not the end of the night; none while nothing is held.
create function rights.tasks_to_count() returns setof integer language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  if rights.held_files() = '{}' then return; end if;
  return query select t.n from rights.retention_tasks() t
    where exists (select from rights.retention_kind k where k.id = t.kind) order by t.n;
end $$;
-- Counted again, a night that was stopped counts none twice: the first task of a kind begins it anew.
create function rights.count_held(run uuid, task integer) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r rights.retention_run; tasks rights.retention_task[]; t rights.retention_task; many bigint;
begin
  perform rights.require_keeper();
  select * into r from rights.retention_run x where x.id = run and x.ended_at is null for update;
  if not found then return; end if;
  tasks := array(select x from rights.retention_tasks() x);
  select x.* into t from unnest(tasks) x where x.n = task;
  if not exists (select from unnest(tasks) x where x.kind = t.kind and x.n < task) then
    update rights.retention_count c set held = 0 where c.run_id = run and c.kind_id = t.kind;
  end if;
  select o.held into many from rights.count_over(t, array[r.until], r.zone, '{}') o;
  if many > 0 then
    insert into rights.retention_count as c (run_id, kind_id, held) values (run, t.kind, many)
      on conflict (run_id, kind_id) do update set held = c.held + excluded.held;
  end if;
end $$;
create or replace function rights.end_retention(run uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  update rights.retention_run x set ended_at = at where x.id = run and x.ended_at is null;
  if not found then return; end if;
  update rights.retention_night set due_at = date_trunc('day', at, 'UTC')
    + case when extract(hour from at at time zone 'UTC') < 2 then interval '2 hours' else interval '26 hours' end;
end $$;

-- ── what officers are told ──────────────────────────────────────────────────────────────────────

-- No answer depends on which officer asks: a figure that an officer is not told, or another than her colleague's, says
-- that somebody keeps her away (0066). So whoever keeps any officer away is counted for none of them, and neither is a
-- hold upon her.
create function rights.kept_from_officers() returns uuid[] language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct hers), '{}') from access.exclusion x
    cross join lateral unnest(people.all_files_of(x.person_id)) hers
  where x.lifted_at is null and access.hears_glass(x.account_id)
$$;

-- As in 0390. `away` is counted nowhere; and a task that can't be counted (null) stops none of the others.
create or replace function rights.count_over(t rights.retention_task, days date[], in_zone text, away uuid[],
  out due bigint[], out held bigint, out reasons text[]) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  cuts date[];
  ats timestamptz[];
  holds jsonb := rights.held_files() - away::text[];
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
create function rights.count_over_if_possible(t rights.retention_task, days date[], in_zone text, away uuid[],
  out due bigint[], out held bigint, out reasons text[]) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  select o.* into due, held, reasons from rights.count_over(t, days, in_zone, away) o;
exception when others then
  due := null; held := 0; reasons := '{}';
end $$;
-- As in 0390; what can't be counted is said to be uncounted.
create or replace function rights.retention_ahead(today date, days date[], in_zone text) returns table (
  id text, name jsonb, months integer, days_kept integer, since date, law text, proposed boolean, counted boolean, due bigint[],
  held bigint, reasons text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare away uuid[] := rights.kept_from_officers();
begin
  if not rights.is_officer() then return; end if;
  return query
    with o as materialized (
      select t.kind, t.hidden, c.* from rights.retention_tasks() t
      cross join lateral rights.count_over_if_possible(t, retention_ahead.days, in_zone, away) c)
    select k.id, k.name, (extract(year from p.keep) * 12 + extract(month from p.keep))::integer,
      extract(day from p.keep)::integer, p.from_on, p.law, p.proposed,
      exists (select from o where o.kind = k.id and not o.hidden)
        and not exists (select from o where o.kind = k.id and not o.hidden and o.due is null),
      array(select coalesce((select sum(o.due[i]) from o where o.kind = k.id), 0)::bigint
            from generate_subscripts(retention_ahead.days, 1) i order by i),
      coalesce((select sum(o.held) from o where o.kind = k.id), 0)::bigint,
      array(select distinct r from o, unnest(o.reasons) r where o.kind = k.id order by 1)
    from rights.retention_kind k
    join lateral (select * from rights.retention_period q where q.kind_id = k.id and q.from_on <= today
                  order by q.from_on desc limit 1) p on true
    order by k.sort;
end $$;

-- As in 0390, and of a night an officer is told what is about nobody. What it counted of persons it counted of all of
-- them: less what the preview tells, that would be whoever keeps an officer away. A log is about persons, too, as a
-- hold stops it.
drop function rights.retention_runs(integer);
create function rights.retention_runs(most integer) returns table (
  until date, started_at timestamptz, ended_at timestamptz, kind_id text, name jsonb, gone bigint, failed integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare of_persons text[] := array(select distinct t.kind from rights.retention_tasks() t
  where t.fate in ('file', 'chain') or t.whose <> 'null::uuid');
begin
  if not rights.is_officer() then return; end if;
  return query
    with r as (select * from rights.retention_run x order by x.started_at desc limit most)
    select r.until, r.started_at, r.ended_at, c.kind_id, k.name, c.gone::bigint, c.failed
    from r left join rights.retention_count c
      on c.run_id = r.id and c.gone + c.failed > 0 and c.kind_id <> all (of_persons)
    left join rights.retention_kind k on k.id = c.kind_id
    order by r.started_at desc, k.sort;
end $$;

revoke execute on all functions in schema rights from public;
grant execute on function rights.tasks_to_count(), rights.count_held(uuid, integer) to oneroof_jobs;
grant execute on function rights.retention_runs(integer) to oneroof_app;

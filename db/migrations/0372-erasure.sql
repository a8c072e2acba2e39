-- Erasure itself. `rights.plan()` says what becomes of each table (0370); these functions do it, for the worker
-- and for the start, and for nobody else. What stays is put under the number of somebody who is nobody, so
-- that acts, visits and persons are counted as before.

-- Erasures that are due or were interrupted.
create function rights.due_erasures(at timestamptz) returns setof uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  return query select e.id from rights.erasure e where e.done_at is null and e.due_at <= at
    order by e.due_at, e.id;
end $$;

-- All files of whom it is about, with the numbers that will stand in for hers, alone with it. Nothing while
-- something must be kept or she is in the house.
create function rights.begin_erasure(which uuid) returns table (persons uuid[], claim_id uuid, rows_done boolean) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare e rights.erasure;
begin
  perform rights.require_keeper();
  select * into e from rights.erasure x where x.id = which and x.done_at is null for update;
  if not found or e.dropped_at is not null then return; end if;
  if e.rows_at is null then
    -- What the ledger told of, it told whose it is.
    if e.person_id is not null then e.person_ids := people.all_files_of(e.person_id); end if;
    if rights.is_held(e.person_ids) or rights.is_here(e.person_ids) then return; end if;
    update rights.erasure x set person_ids = e.person_ids,
        ghost_ids = (select array_agg(uuidv7()) from unnest(e.person_ids)) where x.id = which;
  end if;
  return query select e.person_ids, e.claim_id, e.rows_at is not null;
end $$;

-- The same once more, with the rows about her held: what was true when it was begun may have changed.
create function rights.hold_erasure(which uuid) returns table (
  id uuid, due_at timestamptz, begun boolean, rows_done boolean, held boolean, here boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare e rights.erasure;
begin
  perform rights.require_keeper();
  select * into e from rights.erasure x where x.id = which and x.dropped_at is null for update;
  if not found then return; end if;
  perform from people.person p where p.id = any (e.person_ids) order by p.id for update;
  return query select e.id, e.due_at, e.person_ids is not null, e.rows_at is not null,
    rights.is_held(e.person_ids), rights.is_here(e.person_ids);
end $$;

-- What the ledger says was erased and this database, restored from before, doesn't know.
create function rights.resume_erasure(which uuid, persons uuid[], of_claim uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  insert into rights.erasure as x (id, cause, claim_id, person_ids, ghost_ids, due_at)
    values (which, 'ledger', (select r.id from rights.claim r where r.id = of_claim), persons,
            (select array_agg(uuidv7()) from unnest(persons)), meta.now())
    on conflict (id) do update set person_ids = excluded.person_ids, ghost_ids = excluded.ghost_ids,
        dropped_at = null
      where x.rows_at is null;
end $$;

-- Erasures that this database knows, of which no row went and which something forbids now: a hold, an open
-- visit, or that they were taken back.
create function rights.forbidden(erasures uuid[]) returns setof uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  return query select e.id from rights.erasure e
    cross join lateral (values (case when e.person_id is null then e.person_ids
                                     else people.all_files_of(e.person_id) end)) h (hers)
    where e.id = any (erasures) and e.rows_at is null
      and (e.dropped_at is not null or rights.is_held(h.hers) or rights.is_here(h.hers));
end $$;
-- Once the ledger was told that it was taken back, nothing of it stays.
create function rights.forget_dropped(which uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  delete from rights.erasure e where e.id = which and e.dropped_at is not null;
end $$;

-- Whether all of these were carried out here: for the web process, which opens no port before.
create function rights.are_done(erasures uuid[]) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) = cardinality(erasures) from rights.erasure e where e.id = any (erasures) and e.done_at is not null
$$;

-- ── rows ────────────────────────────────────────────────────────────────────────────────────────

-- Tables whose rows go, those that point at others first.
create function rights.in_order() returns regclass[] language plpgsql stable
set search_path = pg_catalog, pg_temp as $$
declare
  todo regclass[] := (select array_agg(p.target) from rights.plan() p where p.fate = 'erased');
  next regclass;
  done regclass[] := '{}';
begin
  while cardinality(todo) > 0 loop
    select t into next from unnest(todo) t where not exists (
      select from pg_constraint f where f.contype = 'f' and f.confrelid = t and f.conrelid <> t
        and f.conrelid = any (todo)) order by t::text limit 1;
    if not found then raise exception 'tables that are erased point at each other in a circle'; end if;
    done := done || next;
    todo := array_remove(todo, next);
  end loop;
  return done;
end $$;

-- What a kept row says afterwards, as the list of an UPDATE. $1: her numbers, $2: those that stand in.
create function rights.assignments(target regclass, cols text[], cleared text[]) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  with said as (
    select m[1] as col, m[3] as literal from unnest(assignments.cleared) c,
      lateral regexp_match(c, '^([a-z_]+)(=''(.*)'')?$') m)
  select string_agg(format('%I = %s', a.attname, case
      when s.literal is not null then format('case when t.%I is null then null else %L::%s end',
        a.attname, s.literal, format_type(a.atttypid, a.atttypmod))
      when s.col is not null then 'null'
      else format('coalesce(($2)[array_position($1, t.%1$I)], t.%1$I)', a.attname) end), ', ')
  from pg_attribute a left join said s on s.col = a.attname
  where a.attrelid = target and a.attnum > 0 and not a.attisdropped
    and (s.col is not null or a.attname = any (assignments.cols))
$$;
create function rights.is_hidden(target regclass) returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from pg_attribute a where a.attrelid = target and a.attnum > 0
                 and col_description(a.attrelid, a.attnum) like 'S5%')
$$;

create function rights.erase_rows(which uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  e rights.erasure;
  p record;
  keys jsonb := '{}';
  found_keys text[];
  her text;       -- which rows are hers
  many integer;
  went jsonb := '{}';
  stayed jsonb := '{}';
begin
  perform rights.require_keeper();
  select * into strict e from rights.erasure x where x.id = which for update;
  if e.rows_at is not null or e.dropped_at is not null then return; end if;
  perform from people.person x where x.id = any (e.person_ids) order by x.id for update;
  set constraints all deferred;

  -- Whatever else was asked or due about her ends with it.
  delete from rights.erasure x where x.person_id = any (e.person_ids) and x.id <> which and x.done_at is null;
  update rights.claim r set state = case when r.kind = 'erasure' then 'carried-out' else 'refused' end,
      answered_at = at
    where (r.person_id = any (e.person_ids) or r.id = e.claim_id) and r.state in ('open', 'reviewed', 'approved');

  -- What hangs on rows of hers, asked before any of them changes.
  for p in select distinct o.of_table, o.of_col, w.cols from rights.plan() o
           join rights.plan() w on w.target = o.of_table where o.of_table is not null loop
    execute format('select coalesce(array_agg(distinct t.%I::text), ''{}'') from %s t where %s', p.of_col, p.of_table,
      (select string_agg(format('t.%I = any ($1)', c), ' or ') from unnest(p.cols) c))
      using e.person_ids into found_keys;
    keys := keys || jsonb_build_object(p.of_table || '.' || p.of_col, found_keys);
  end loop;

  insert into people.person (id, unit_id, language, registered_at, keys_version)
    select m.ghost, x.unit_id, x.language, date_trunc('year', x.registered_at), x.keys_version
    from unnest(e.person_ids, e.ghost_ids) m (person, ghost) join people.person x on x.id = m.person;

  for p in select * from rights.plan() o where o.fate = 'kept' order by o.target::text loop
    her := rights.condition(p.target, p.cols, p.of_table);
    if p.when_left then
      her := her || format(' and not exists (select from %s o where o.%I = t.%I and not (%s))', p.of_table, p.of_col,
        p.cols[1], (select string_agg(format('o.%I = any ($1)', c), ' or ')
                    from rights.plan() w, unnest(w.cols) c where w.target = p.of_table));
    end if;
    execute format('update %s t set %s where %s', p.target, rights.assignments(p.target,
        case when p.of_table is null then p.cols else '{}' end, p.cleared), her)
      using e.person_ids, e.ghost_ids, rights.keys_of(keys, p.of_table, p.of_col);
    get diagnostics many = row_count;
    if many > 0 and not rights.is_hidden(p.target) then stayed := stayed || jsonb_build_object(p.target, many); end if;
  end loop;

  for p in select o.* from unnest(rights.in_order()) with ordinality u (target, n)
           join rights.plan() o on o.target = u.target order by u.n loop
    her := rights.condition(p.target, p.cols, p.of_table);
    if p.when_left then
      her := her || format(' and not exists (select from %s o where o.%I = t.%I)', p.of_table, p.of_col, p.cols[1]);
    end if;
    execute format('delete from %s t where %s', p.target, her)
      using e.person_ids, e.ghost_ids, rights.keys_of(keys, p.of_table, p.of_col);
    get diagnostics many = row_count;
    if many > 0 and not rights.is_hidden(p.target) then went := went || jsonb_build_object(p.target, many); end if;
  end loop;

  set constraints all immediate;
  update rights.erasure x set rows_at = at, gone = went, kept = stayed where x.id = which;
end $$;
-- $1: her numbers; $3: keys of rows of hers.
create function rights.condition(target regclass, cols text[], of_table regclass) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select '($1 is not null and $2 is not null and $3 is not null and (' || string_agg(case
      when condition.of_table is null then format('t.%I = any ($1)', a.attname)
      else format('t.%I = any ($3::%s[])', a.attname, format_type(a.atttypid, null)) end, ' or ') || '))'
  from pg_attribute a where a.attrelid = target and a.attname = any (cols)
$$;
create function rights.keys_of(keys jsonb, of_table regclass, of_col text) returns text[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(k), '{}') from jsonb_array_elements_text(
    case when of_table is null then '[]' else keys -> (of_table || '.' || of_col) end) k
$$;

-- ── logs ────────────────────────────────────────────────────────────────────────────────────────

create function rights.nameless(said text, hers uuid[], ghosts uuid[]) returns text language plpgsql immutable
set search_path = pg_catalog, pg_temp as $$
begin
  for n in 1 .. cardinality(hers) loop
    said := replace(said, hers[n]::text, ghosts[n]::text);
  end loop;
  return said;
end $$;
-- Rewrites entries that were found; what they said and say is kept as hashes.
create function rights.rewrite_trace(which uuid, of_stream text, at_epoch integer, at_xid xid8, at_position bigint)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  e rights.erasure;
  hash_before bytea;
  hash_after bytea;
begin
  perform rights.require_keeper();
  select * into strict e from rights.erasure x where x.id = which;
  if of_stream = 'read' then
    select log.digest(r) into hash_before from log.read r
      where (r.epoch, r.xid, r.position) = (at_epoch, at_xid, at_position) for update;
    update log.read r set person_id = coalesce(e.ghost_ids[array_position(e.person_ids, r.person_id)], r.person_id)
      where (r.epoch, r.xid, r.position) = (at_epoch, at_xid, at_position) returning log.digest(r) into hash_after;
  elsif of_stream = 'event' then
    select log.digest(v) into hash_before from log.event v
      where (v.epoch, v.xid, v.position) = (at_epoch, at_xid, at_position) for update;
    update log.event v set person_id = coalesce(e.ghost_ids[array_position(e.person_ids, v.person_id)], v.person_id),
        data = rights.nameless(v.data::text, e.person_ids, e.ghost_ids)::jsonb
      where (v.epoch, v.xid, v.position) = (at_epoch, at_xid, at_position) returning log.digest(v) into hash_after;
  else
    select log.digest(c) into hash_before from log.command c
      where (c.epoch, c.xid, c.position) = (at_epoch, at_xid, at_position) for update;
    update log.command c set outcome = rights.nameless(c.outcome::text, e.person_ids, e.ghost_ids)::json
      where (c.epoch, c.xid, c.position) = (at_epoch, at_xid, at_position) returning log.digest(c) into hash_after;
  end if;
  if hash_before is distinct from hash_after then
    insert into log.erased values (which, of_stream, at_epoch, at_xid, at_position, hash_before, hash_after)
      on conflict (stream, epoch, xid, position, erasure_id) do update set becomes = excluded.becomes;
  end if;
end $$;
-- One step over one log: the next entries after the place that was reached are read, and those in which one of
-- her numbers stands are rewritten; readings are found by their index. True while there is more to do. The place
-- stays below the oldest transaction that still runs, as for every reader, so that no late commit is passed over.
create function rights.rewrite_traces(which uuid, of_stream text, most integer) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  e rights.erasure;
  entry record;
  pattern text;
  seen integer := 0;
  at_epoch integer;
  at_xid xid8;
  at_position bigint;
  moved boolean := false;
  current_epoch integer := meta.epoch();
  oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  perform rights.require_keeper();
  select * into strict e from rights.erasure x where x.id = which and x.rows_at is not null for update;
  if of_stream = 'read' then
    for entry in select r.epoch, r.xid, r.position from log.read r where r.person_id = any (e.person_ids) limit most loop
      perform rights.rewrite_trace(which, of_stream, entry.epoch, entry.xid, entry.position);
      seen := seen + 1;
    end loop;
    return seen = most;
  end if;
  pattern := array_to_string(e.person_ids, '|');
  at_epoch := coalesce((e.traced -> of_stream ->> 0)::integer, 0);
  at_xid := coalesce((e.traced -> of_stream ->> 1)::xid8, '0');
  at_position := coalesce((e.traced -> of_stream ->> 2)::bigint, 0);
  for entry in execute format(
      'select t.epoch, t.xid, t.position, %s as hers from log.%I t where (t.epoch, t.xid, t.position) > ($1, $2, $3)
       order by t.epoch, t.xid, t.position limit $4',
      case of_stream when 'event' then '(t.person_id = any ($5) or t.data::text ~ $6)'
                     when 'command' then '(t.outcome::text ~ $6)' end, of_stream)
      using at_epoch, at_xid, at_position, most, e.person_ids, pattern loop
    seen := seen + 1;
    if entry.hers then
      perform rights.rewrite_trace(which, of_stream, entry.epoch, entry.xid, entry.position);
    end if;
    if entry.epoch < current_epoch or entry.xid < oldest then
      at_epoch := entry.epoch;
      at_xid := entry.xid;
      at_position := entry.position;
      moved := true;
    end if;
  end loop;
  if moved then
    update rights.erasure x set traced = x.traced || jsonb_build_object(of_stream,
        jsonb_build_array(at_epoch, at_xid::text, at_position)) where x.id = which;
  elsif seen = most then
    raise exception 'a transaction runs for too long for the log to be read' using errcode = 'lock_not_available';
  end if;
  return seen = most;
end $$;
-- How many entries an erasure rewrote, and one hash over what they said and say: what the ledger keeps.
create function rights.traces_of(which uuid, out entries integer, out hash text) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer, encode(sha256(convert_to(coalesce(string_agg(concat_ws(' ', t.stream, t.epoch, t.xid,
    t.position, encode(t.was, 'hex'), encode(t.becomes, 'hex')), E'\n' order by t.stream, t.epoch, t.xid, t.position),
    ''), 'UTF8')), 'hex')
  from log.erased t where t.erasure_id = which
$$;
-- What entries said before anybody was erased, by place: what their chain was laid over.
create function log.before_erasure(which text) returns table (
  epoch integer, xid xid8, "position" bigint, was bytea, becomes bytea)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select t.epoch, t.xid, t.position,
    (array_agg(t.was) filter (where not exists (select from log.erased o where o.becomes = t.was
      and (o.stream, o.epoch, o.xid, o.position) = (t.stream, t.epoch, t.xid, t.position))))[1],
    (array_agg(t.becomes) filter (where not exists (select from log.erased o where o.was = t.becomes
      and (o.stream, o.epoch, o.xid, o.position) = (t.stream, t.epoch, t.xid, t.position))))[1]
  from log.erased t where t.stream = which group by t.epoch, t.xid, t.position
$$;

-- ── the end of it ───────────────────────────────────────────────────────────────────────────────

-- Nobody knows any more whose it was.
create function rights.end_erasure(which uuid, many integer, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  update rights.erasure e set person_id = null, person_ids = null, ghost_ids = null, entries = many, done_at = at
    where e.id = which and e.done_at is null and e.rows_at is not null;
end $$;
create function rights.ledger_is_at(has_lines integer, with_hash text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_keeper();
  insert into rights.ledger_head as l (lines, hash) values (has_lines, with_hash)
    on conflict (one) do update set lines = excluded.lines, hash = excluded.hash where l.lines < excluded.lines;
end $$;

revoke execute on all functions in schema rights from public;
revoke execute on function log.before_erasure(text) from public;
grant execute on function rights.due_erasures(timestamptz), rights.begin_erasure(uuid), rights.hold_erasure(uuid),
  rights.erase_rows(uuid, timestamptz), rights.rewrite_traces(uuid, text, integer),
  rights.forbidden(uuid[]), rights.forget_dropped(uuid), rights.traces_of(uuid),
  rights.end_erasure(uuid, integer, timestamptz), rights.ledger_is_at(integer, text) to oneroof_jobs, oneroof_app;
grant execute on function rights.are_done(uuid[]) to oneroof_app;

-- The logs are read once for all erasures that wait for it, and no more once for each: a night of retention makes
-- hundreds due at the same minute, and each would have read millions of entries (0116). Readings are found by their
-- index as before. Instead of the function of 0372, which was for a single one.

-- One step over one log for those of `which` whose rows are gone: the next `most` entries after the place that the
-- last of them has reached are read as one text, numbers of theirs are looked for in it, and only when one is there
-- are entries looked at one by one. A tenth as many are rewritten at most, since that takes longer. True while
-- there is more to do. The place stays below the oldest transaction that still runs, as for every reader, so that
-- no late commit is passed over.
drop function rights.rewrite_traces(uuid, text, integer);
create function rights.rewrite_traces(which uuid[], of_stream text, most integer) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  -- One for each number of theirs: whose erasure it belongs to.
  erasures uuid[];
  persons text[];
  from_epoch integer;
  from_xid xid8;
  from_position bigint;
  places record;     -- of the entries of this step, and what each says
  place integer;     -- the last of them that this step is done with
  reached integer := 0;
  there text[];
  entry record;
  few integer := greatest(most / 10, 1);
  rewritten integer := 0;
  oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
  safe integer;
begin
  perform rights.require_keeper();
  perform from rights.erasure x where x.id = any (which) order by x.id for update;
  select array_agg(x.id order by x.id, p), array_agg(p::text order by x.id, p) into erasures, persons
    from rights.erasure x, unnest(x.person_ids) p where x.id = any (which) and x.rows_at is not null;
  if persons is null then return false; end if;

  if of_stream = 'read' then
    for entry in select r.epoch, r.xid, r.position, x.id as erasure_id
        from rights.erasure x join log.read r on r.person_id = any (x.person_ids)
        where x.id = any (erasures) order by x.id limit few loop
      perform rights.rewrite_trace(entry.erasure_id, of_stream, entry.epoch, entry.xid, entry.position);
      rewritten := rewritten + 1;
    end loop;
    return rewritten = few;
  end if;

  select coalesce((x.traced -> of_stream ->> 0)::integer, 0) as epoch,
         coalesce((x.traced -> of_stream ->> 1)::xid8, '0') as xid,
         coalesce((x.traced -> of_stream ->> 2)::bigint, 0) as position
    into from_epoch, from_xid, from_position
    from rights.erasure x where x.id = any (erasures) order by 1, 2, 3 limit 1;
  execute format(
      'select array_agg(s.epoch) as epochs, array_agg(s.xid) as xids, array_agg(s.position) as positions,
              array_agg(s.said) as said, coalesce(string_agg(s.said, '' ''), '''') as whole, count(*)::integer as many
       from (select t.epoch, t.xid, t.position, %s as said from log.%I t
             where (t.epoch, t.xid, t.position) > ($1, $2, $3)
             order by t.epoch, t.xid, t.position limit $4) s',
      case of_stream when 'event' then 'concat_ws('' '', t.person_id, t.data)' else 't.outcome::text' end, of_stream)
    into places using from_epoch, from_xid, from_position, most;
  there := array(select p from unnest(persons) p where position(p in places.whole) > 0);
  place := places.many;
  for entry in select u.n, e.id from unnest(places.said) with ordinality u (said, n)
      join unnest(there) t (person) on position(t.person in u.said) > 0
      join unnest(erasures, persons) e (id, person) on e.person = t.person group by u.n, e.id order by u.n, e.id loop
    if rewritten >= few and entry.n > reached then
      place := reached;
      exit;
    end if;
    reached := entry.n;
    perform rights.rewrite_trace(entry.id, of_stream, places.epochs[reached], places.xids[reached],
      places.positions[reached]);
    rewritten := rewritten + 1;
  end loop;

  -- The last entry gone through after which nothing can still be committed.
  select max(n) into safe from generate_series(1, place) n
    where places.epochs[n] < meta.epoch() or places.xids[n] < oldest;
  if safe is not null then
    update rights.erasure x set traced = x.traced || jsonb_build_object(of_stream,
        jsonb_build_array(places.epochs[safe], places.xids[safe]::text, places.positions[safe]))
      where x.id = any (erasures) and (
        coalesce((x.traced -> of_stream ->> 0)::integer, 0), coalesce((x.traced -> of_stream ->> 1)::xid8, '0'),
        coalesce((x.traced -> of_stream ->> 2)::bigint, 0))
        < (places.epochs[safe], places.xids[safe], places.positions[safe]);
  elsif place = most then
    raise exception 'a transaction runs for too long for the log to be read' using errcode = 'lock_not_available';
  end if;
  return place < places.many or places.many = most;
end $$;
revoke execute on function rights.rewrite_traces(uuid[], text, integer) from public;
grant execute on function rights.rewrite_traces(uuid[], text, integer) to oneroof_jobs, oneroof_app;

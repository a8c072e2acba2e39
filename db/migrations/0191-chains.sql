-- Chains over the logs, laid behind the acts by the worker: each entry of log.read, log.event and
-- log.command gets a link, the hash of the link before it and of what the entry says. What an act
-- writes waits for none of it. The head of each chain leaves the database every hour; from then on
-- whoever changes, takes out, puts in or cuts off an entry contradicts what is kept elsewhere.
-- The order is that of the log's readers (log.events_after): epoch, transaction, position, below the
-- oldest transaction that still runs, so that no late commit is passed over.

-- Where each chain has come to, and where what is kept of it begins (0: nothing was taken out yet).
create table log.chain (
  stream        text primary key check (stream in ('read', 'event', 'command')),
  seq           bigint not null,
  hash          bytea not null check (octet_length(hash) = 32),
  epoch         integer not null,
  xid           xid8 not null,
  position      bigint not null,
  kept_seq      bigint not null,
  kept_hash     bytea not null check (octet_length(kept_hash) = 32),
  kept_epoch    integer not null,
  kept_xid      xid8 not null,
  kept_position bigint not null
);

-- One link for each entry.
create table log.link (
  stream   text not null references log.chain,
  seq      bigint not null,
  epoch    integer not null,
  xid      xid8 not null,
  position bigint not null,
  hash     bytea not null check (octet_length(hash) = 32),
  primary key (stream, seq),
  unique (stream, epoch, xid, position)
);

-- A head as it left the database, and which ways out it has taken.
create table log.head (
  stream    text not null references log.chain,
  at        timestamptz not null,
  epoch     integer not null,
  seq       bigint not null,
  hash      bytea not null check (octet_length(hash) = 32),
  filed_at  timestamptz,
  mailed_at timestamptz,
  primary key (stream, at)
);

select meta.classify('log.chain', 'S1 · proof that the logs are whole · for ever');
select meta.classify('log.link', 'S1 · proof that the logs are whole · with its entry');
select meta.classify('log.head', 'S1 · proof that the logs are whole · for ever');
select access.protect('log.chain');
select access.protect('log.link');
select access.protect('log.head');

-- What an entry says, as bytes that stay the same on every server and in every zone. A later column
-- is not in it, unless a new version of the function says so for entries from then on.
create function log.digest(e log.read) returns bytea language sql stable
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select sha256(convert_to(jsonb_build_array(e.epoch, e.xid::text, e.position, e.session_id,
    e.account_id, e.unit_ids, e.person_id, e.purpose, e.screen, e.sections, e.basis, e."window",
    e.read_at)::text, 'UTF8'))
$$;
create function log.digest(e log.event) returns bytea language sql stable
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select sha256(convert_to(jsonb_build_array(e.epoch, e.xid::text, e.position, e.id, e.kind,
    e.command_id, e.account_id, e.occurred_at, e.recorded_at, e.centre_id, e.office_id, e.unit_id,
    e.visit_id, e.person_id, e.data)::text, 'UTF8'))
$$;
create function log.digest(e log.command) returns bytea language sql stable
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select sha256(convert_to(jsonb_build_array(e.epoch, e.xid::text, e.position, e.account_id, e.id,
    e.name, encode(e.body_mac, 'hex'), e.outcome::text, e.session_id, e.occurred_at,
    e.recorded_at)::text, 'UTF8'))
$$;

-- Entries of one log after a place, committed before every transaction that still runs.
create function log.entries_after(which text, after_epoch integer, after_xid xid8,
  after_position bigint, most integer)
returns table (epoch integer, xid xid8, "position" bigint, at timestamptz, digest bytea)
language plpgsql stable as $$
declare
  current_epoch integer := meta.epoch();
  oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  if which = 'read' then
    return query select e.epoch, e.xid, e.position, e.read_at, log.digest(e) from log.read e
      where (e.epoch, e.xid, e.position) > (after_epoch, after_xid, after_position)
        and (e.epoch < current_epoch or e.xid < oldest) order by 1, 2, 3 limit most;
  elsif which = 'event' then
    return query select e.epoch, e.xid, e.position, e.recorded_at, log.digest(e) from log.event e
      where (e.epoch, e.xid, e.position) > (after_epoch, after_xid, after_position)
        and (e.epoch < current_epoch or e.xid < oldest) order by 1, 2, 3 limit most;
  elsif which = 'command' then
    return query select e.epoch, e.xid, e.position, e.recorded_at, log.digest(e) from log.command e
      where (e.epoch, e.xid, e.position) > (after_epoch, after_xid, after_position)
        and (e.epoch < current_epoch or e.xid < oldest) order by 1, 2, 3 limit most;
  end if;
end $$;

create function log.require_worker() returns void language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'the worker only' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Lays links for the next entries of a log. Two workers take turns. Returns how many.
create function log.extend_chain(which text, most integer) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  c log.chain;
  entry record;
  added integer := 0;
  first bytea := sha256(convert_to('oneroof log.' || which, 'UTF8'));
begin
  perform log.require_worker();
  insert into log.chain values (which, 0, first, 0, '0', 0, 0, first, 0, '0', 0) on conflict do nothing;
  select * into strict c from log.chain where stream = which for update;
  for entry in select * from log.entries_after(which, c.epoch, c.xid, c.position, most) loop
    c.seq := c.seq + 1;
    c.hash := sha256(c.hash || entry.digest);
    c.epoch := entry.epoch;
    c.xid := entry.xid;
    c.position := entry.position;
    insert into log.link values (which, c.seq, c.epoch, c.xid, c.position, c.hash);
    added := added + 1;
  end loop;
  if added > 0 then
    update log.chain set seq = c.seq, hash = c.hash, epoch = c.epoch, xid = c.xid,
      position = c.position where stream = which;
  end if;
  return added;
end $$;

-- Makes the head of this hour of each chain, once, and tells the heads that one of the ways out has
-- still to take (`file` or `mail`).
create function log.heads_to_publish(way text)
returns table (stream text, at timestamptz, epoch integer, seq bigint, hash text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform log.require_worker();
  perform 1 from log.chain order by chain.stream for update;
  insert into log.head (stream, at, epoch, seq, hash)
    select c.stream, meta.now(), c.epoch, c.seq, c.hash from log.chain c
    where not exists (select from log.head h
                      where h.stream = c.stream and h.at >= date_trunc('hour', meta.now(), 'UTC'));
  return query select h.stream, h.at, h.epoch, h.seq, encode(h.hash, 'hex') from log.head h
    where case way when 'file' then h.filed_at is null when 'mail' then h.mailed_at is null end
    order by h.at, h.stream;
end $$;

create function log.head_published(way text, which text, made_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform log.require_worker();
  update log.head set filed_at = case when way = 'file' then meta.now() else filed_at end,
                      mailed_at = case when way = 'mail' then meta.now() else mailed_at end
    where stream = which and at = made_at;
end $$;

-- What was read is kept for two years. It goes head by head: up to the oldest head that left the
-- database over two years ago, never to a place that no head names, and the chain goes on from
-- there. So whoever keeps the heads can still prove the rest, and that nothing went too early.
-- Returns how many entries went; 0: nothing is due.
create function log.forget_reads() returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  c log.chain;
  h log.head;
  l log.link;
  gone integer;
begin
  perform log.require_worker();
  select * into c from log.chain where stream = 'read' for update;
  select * into h from log.head
    where stream = 'read' and seq > c.kept_seq and filed_at is not null
      and at < meta.now() - interval '2 years' order by at limit 1;
  if not found then return 0; end if;
  select * into strict l from log.link where stream = 'read' and seq = h.seq;
  delete from log.read e where (e.epoch, e.xid, e.position) <= (l.epoch, l.xid, l.position);
  get diagnostics gone = row_count;
  delete from log.link where stream = 'read' and seq <= h.seq;
  update log.chain set kept_seq = l.seq, kept_hash = l.hash, kept_epoch = l.epoch, kept_xid = l.xid,
    kept_position = l.position where stream = 'read';
  return gone;
end $$;

revoke execute on function log.digest(log.read), log.digest(log.event), log.digest(log.command),
  log.entries_after(text, integer, xid8, bigint, integer), log.require_worker(),
  log.extend_chain(text, integer), log.heads_to_publish(text),
  log.head_published(text, text, timestamptz), log.forget_reads() from public;
grant execute on function log.extend_chain(text, integer), log.heads_to_publish(text),
  log.head_published(text, text, timestamptz), log.forget_reads() to oneroof_jobs;

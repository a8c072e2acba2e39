-- The ground that every later table stands on: who may act (access), what was done (log), earlier
-- values of personal fields (history), and the second lock: forced row security whose context is
-- proved from the session, with the restrictive enforcement policy that nothing lifts.
--
-- How a statement proves who is asking: the application sets `oneroof.session` to the opaque token
-- that the browser (or machine) sent. Only the token's SHA-256 is stored, in a column that no
-- runtime role can read, so SQL alone cannot make up a context: each policy looks the session up.
--
-- Functions that run as the owner name every table with its schema and put pg_temp last on their
-- path: left out, it would be searched first, and a caller who may make temporary types could have
-- his own code run as the owner.

create schema meta;
create schema access;
create schema log;
create schema history;

grant usage on schema meta, access, log to oneroof_app, oneroof_jobs, oneroof_stats;
revoke create on schema public from public;

-- ── meta ────────────────────────────────────────────────────────────────────────────────────────

-- The database's side of the clock port. A rehearsal database replaces it (see admin of the day);
-- everywhere else it is the server's time.
create function meta.now() returns timestamptz language sql stable as 'select now()';

-- Life of this log. A logical restore opens the next one, so that cursors never mix two histories.
create function meta.epoch() returns integer language sql immutable as 'select 1';

-- Facts about this installation, such as `network` = demonstration | own.
create table meta.setting (
  name  text primary key,
  value jsonb not null
);
grant select on meta.setting to oneroof_app, oneroof_jobs, oneroof_stats;

-- Writes the data class, reason and retention of each column as its comment, from which the
-- register of processing is generated. `others` names the columns that differ.
create function meta.classify(target regclass, common text, others jsonb default '{}') returns void
language plpgsql as $$
declare col name;
begin
  for col in select attname from pg_attribute
             where attrelid = target and attnum > 0 and not attisdropped loop
    execute format('comment on column %s.%I is %L', target, col, coalesce(others ->> col, common));
  end loop;
  if exists (select from jsonb_object_keys(others) k
             where not exists (select from pg_attribute where attrelid = target and attname = k)) then
    raise exception 'classify %: a column that does not exist is named in %', target, others;
  end if;
end $$;

-- ── access: units, accounts, memberships, sessions ──────────────────────────────────────────────

create table access.unit (
  id               text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
  institution_id   text not null,
  purpose          text not null,
  enforcement_link text not null check (enforcement_link in ('none', 'indirect', 'direct'))
);
select meta.classify('access.unit', 'S0 · public catalogue · while the unit exists');
grant select on access.unit to oneroof_app, oneroof_jobs, oneroof_stats;

create table access.account (
  id           uuid primary key default uuidv7(),
  kind         text not null default 'person' check (kind in ('person', 'device', 'machine')),
  name         text not null check (char_length(name) between 1 and 120),
  login        text unique check (login = lower(login) and char_length(login) between 3 and 120),
  language     text not null default 'pt',
  speaks       text[] not null default '{}',
  demo_persona jsonb,
  created_at   timestamptz not null default now(),
  disabled_at  timestamptz
);

-- A password is never here. `recipe` says how to hash it (argon2id: cost and nonce), `verifier` is
-- the SHA-256 of what comes out. Whoever reads the recipe still has to know the password to open a
-- session, and whoever read the verifier could not open one either.
create table access.password (
  account_id uuid primary key references access.account,
  recipe     text not null,
  verifier   bytea not null check (octet_length(verifier) = 32),
  changed_at timestamptz not null default now()
);

create table access.membership (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  unit_id    text not null references access.unit,
  centre_id  text,
  role       text not null check (role in (
    'reception-mediator', 'mediator', 'unit-officer', 'support-technician', 'local-technician',
    'interpreter', 'hotline-operator', 'centre-coordinator', 'network-manager', 'researcher',
    'data-protection-officer', 'custodian', 'unit-lead', 'security-guard', 'device',
    'administrator', 'worker', 'statistics')),
  valid      tstzrange not null default tstzrange(now(), null),
  exclude using gist (account_id with =, unit_id with =, (coalesce(centre_id, '')) with =,
                      role with =, valid with &&)
);
create index membership_account on access.membership (account_id);

-- Nobody is on both sides of the firewall: an account with a membership in a unit whose link is
-- direct has none in a unit whose link is none or indirect, at any time that the two overlap.
create function access.refuse_both_sides() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.account_id::text, 1));
  if exists (
    select from access.membership m
    join access.unit theirs on theirs.id = m.unit_id
    join access.unit mine on mine.id = new.unit_id
    where m.account_id = new.account_id and m.id <> new.id and m.valid && new.valid
      and (theirs.enforcement_link = 'direct') <> (mine.enforcement_link = 'direct')
  ) then
    raise exception 'both sides of the firewall' using errcode = 'check_violation',
      constraint = 'membership_one_side';
  end if;
  return new;
end $$;
create trigger one_side before insert or update on access.membership
  for each row execute function access.refuse_both_sides();

create table access.session (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  kind       text not null check (kind in ('browser', 'token', 'process')),
  method     text not null check (method in ('demonstration', 'password', 'first-code', 'issued')),
  label      text,
  opened_at  timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on access.session (account_id);

-- One-time codes: the first administrator of an empty network.
create table access.first_code (
  code_hash  bytea primary key,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Every relationship between a unit (or one account of it) and a person. Policies read only this.
create table access."grant" (
  id         uuid primary key default uuidv7(),
  unit_id    text not null references access.unit,
  account_id uuid references access.account,
  person_id  uuid not null,
  sections   text[] not null,
  purpose    text not null,
  valid      tstzrange not null check (not isempty(valid)),
  because_id uuid not null
);
create index grant_unit_live on access."grant" (unit_id, person_id) where upper_inf(valid);
create index grant_unit_ended on access."grant" (unit_id, upper(valid)) where not upper_inf(valid);
create index grant_because on access."grant" (because_id);

-- A ticket or booking that the person herself showed at a desk; until the end of that day.
create table access.presentation (
  unit_id   text not null references access.unit,
  person_id uuid not null,
  visit_id  uuid not null,
  valid     tstzrange not null,
  primary key (unit_id, visit_id)
);
create index presentation_until on access.presentation (unit_id, upper(valid));

-- ── who is asking ───────────────────────────────────────────────────────────────────────────────

-- What a token opens: the actor as the application needs it, and its standing as policies need it,
-- in one text: account (36 characters), session (36), `t` when it is fenced or `f`, units of which
-- the account is a member now. Both null when the token opens no live session.
create function access.look_up(token text, out actor jsonb, out standing text) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  select jsonb_build_object(
           'accountId', a.id, 'sessionId', s.id, 'name', a.name, 'kind', a.kind,
           'sessionKind', s.kind, 'language', a.language, 'speaks', a.speaks,
           'memberships', coalesce(m.all_of_them, '[]')),
         a.id::text || s.id::text || case when m.fenced then 't' else 'f' end
           || coalesce(m.units::text, '{}')
    into actor, standing
    from access.session s
    join access.account a on a.id = s.account_id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('unitId', m.unit_id, 'centreId', m.centre_id,
               'role', m.role, 'link', u.enforcement_link)) as all_of_them,
             array_agg(m.unit_id) filter (where c.content) as units,
             bool_or(u.enforcement_link = 'direct') filter (where c.content) as fenced
      from access.membership m
      join access.unit u on u.id = m.unit_id
      cross join lateral (
        select m.role not in ('administrator', 'device', 'worker', 'statistics')) c (content)
      -- Written so that the small index on account_id is used, not the wide one of the exclusion.
      where m.account_id = a.id and (m.valid @> now()) is true) m
    where s.token_hash = sha256(convert_to(token, 'UTF8'))
      and s.revoked_at is null and s.expires_at > now() and a.disabled_at is null;
end $$;

-- Policies ask who is asking at every statement, and looking the session up each time cost more
-- than the acts themselves. So `access.enter` looks it up once and leaves it in `oneroof.proof`,
-- under a seal: SHA-256 over it, the transaction's own instant, and a random number that only this
-- connection has, as the value of a sequence which no runtime role can read or set. A made-up proof
-- has no seal, one of another connection or transaction has a wrong one; both count for nothing.
-- A session that is revoked dies with the transaction that it is in, a few seconds at most.
create unlogged sequence access.seal;

-- The standing that the transaction proved, or null; looked up when there is no proof. One
-- expression, because PL/pgSQL makes each one ready again in every transaction; for the same reason
-- the functions on the path of an act assign (`x := f()`) where others would PERFORM a query.
create function access.proved() returns text language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return case
    when coalesce(current_setting('oneroof.proof', true), '') = ''
      then (access.look_up(current_setting('oneroof.session', true))).standing
    when left(current_setting('oneroof.proof'), 64) = encode(sha256(convert_to(
           substr(current_setting('oneroof.proof'), 65) || extract(epoch from now())
             || currval('access.seal'), 'UTF8')), 'hex')
      then substr(current_setting('oneroof.proof'), 65)
    end;
end $$;

create function access.session_id() returns uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return substr(access.proved(), 37, 36)::uuid;
end $$;

create function access.me() returns uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return left(access.proved(), 36)::uuid;
end $$;

-- Units of which the asking account is a member now. Without a proved session: none.
create function access.units() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce(substr(access.proved(), 74)::text[], '{}');
end $$;

-- True for an account of a unit with a direct enforcement link, and for nobody proved.
create function access.fenced() returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce(substr(access.proved(), 73, 1) = 't', true);
end $$;

-- Persons whom the asking account reaches by a live grant.
create function access.persons() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  me uuid;
begin
  if mine = '{}' then return '{}'; end if;
  me := access.me();
  return coalesce((
    select array_agg(person_id) from (
      select g.person_id from access."grant" g
      where g.unit_id = any (mine) and upper_inf(g.valid) and lower(g.valid) <= meta.now()
        and (g.account_id is null or g.account_id = me)
      union
      select g.person_id from access."grant" g
      where g.unit_id = any (mine) and not upper_inf(g.valid) and upper(g.valid) > meta.now()
        and lower(g.valid) <= meta.now() and (g.account_id is null or g.account_id = me)
    ) live), '{}');
end $$;

-- Persons who showed their paper at a desk of the asking account's unit today.
create function access.presented() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare mine text[] := access.units();
begin
  if mine = '{}' then return '{}'; end if;
  return coalesce((
    select array_agg(person_id) from access.presentation p
    where p.unit_id = any (mine) and upper(p.valid) > meta.now()
      and lower(p.valid) <= meta.now()), '{}');
end $$;

-- True for a person with a membership that is valid now, in whatever role: staff see each other's
-- names and hours; devices, machines and whoever has left see nobody's.
create function access.is_staff() returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := access.me();
begin
  return me is not null and exists (
    select from access.membership m join access.account a on a.id = m.account_id
    where m.account_id = me and m.valid @> now() and a.kind = 'person');
end $$;

-- True for the process that runs jobs and readers, which proves itself by a session like anyone.
create function access.is_process(wanted text) returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.membership m join access.account a on a.id = m.account_id
                 where m.account_id = access.me() and m.role = wanted and m.valid @> now()
                   and a.kind = 'machine');
end $$;

-- The actor as the application needs it, with the context set for the rest of the transaction.
-- Null when the token opens no live session.
create function access.enter(token text) returns jsonb language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  found record := access.look_up(token);
  done text;
begin
  done := set_config('oneroof.session', coalesce(token, ''), true);
  -- The random number has 62 bits, since a sequence holds 63.
  done := set_config('oneroof.proof', coalesce(encode(sha256(convert_to(
    found.standing || extract(epoch from now()) || setval('access.seal',
      1 + (hashtextextended(gen_random_uuid()::text, 0) & 4611686018427387903)),
    'UTF8')), 'hex') || found.standing, ''), true);
  return found.actor;
end $$;

-- ── the second lock ─────────────────────────────────────────────────────────────────────────────

-- Puts a table with personal data behind forced row security. The owner (migrations, backup) keeps
-- a policy of its own; everyone else needs a permissive policy made by the table's migration.
create function access.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_all on %s to oneroof_owner using (true) with check (true)',
                 target);
end $$;

-- The enforcement policy: restrictive, so that no grant, role, administrator or break-glass lifts
-- it. `open` tables hold what a fenced unit may see of people who showed their paper there;
-- `closed` tables (S4, S5) are never seen by a fenced unit.
create function access.fence(target regclass, how text, person_column name default 'person_id')
returns void language plpgsql as $$
begin
  if how = 'closed' then
    execute format($p$create policy enforcement on %s as restrictive
      to oneroof_app, oneroof_jobs, oneroof_stats
      using (not (select access.fenced()))
      with check (not (select access.fenced()))$p$, target);
  elsif how = 'presented' then
    execute format($p$create policy enforcement on %s as restrictive
      to oneroof_app, oneroof_jobs, oneroof_stats
      using (not (select access.fenced()) or %I = any ((select access.presented())::uuid[]))
      with check (not (select access.fenced()) or %I = any ((select access.presented())::uuid[]))$p$,
      target, person_column, person_column);
  else
    raise exception 'fence: closed or presented, not %', how;
  end if;
end $$;

select meta.classify('access.account', 'S1 · staff account · employment + 2 years');
select meta.classify('access.password', 'S3 · sign-in · until changed');
select meta.classify('access.membership', 'S1 · who works where · employment + 2 years');
select meta.classify('access.session', 'S3 · sign-in · 90 days');
select meta.classify('access.first_code', 'S3 · first administrator · until used');
select meta.classify('access."grant"', 'S1 · why a unit may see a person · with the case file',
  '{"person_id": "S4 · that the person is known · with the case file"}');
select meta.classify('access.presentation', 'S1 · a paper shown at a desk · with the visit',
  '{"person_id": "S4 · that the person is known · with the visit"}');
select access.protect('access.account');
select access.protect('access.password');
select access.protect('access.membership');
select access.protect('access.session');
select access.protect('access.first_code');
select access.protect('access."grant"');
select access.protect('access.presentation');
select access.fence('access."grant"', 'presented');
select access.fence('access.presentation', 'presented');

-- Staff see each other's names; a machine sees none. Secrets (password, token hash) are not granted.
grant select (id, kind, name, language, speaks, disabled_at) on access.account to oneroof_app;
create policy colleagues on access.account for select to oneroof_app
  using ((select access.is_staff()));
grant select on access.membership to oneroof_app;
create policy colleagues on access.membership for select to oneroof_app
  using ((select access.is_staff()));

grant select, insert, update (valid) on access."grant" to oneroof_app;
create policy own_unit on access."grant" for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy own_unit_gives on access."grant" for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]));
-- A live grant may be ended, and nothing else: what has ended is not opened again, and no end lies
-- in the future (a minute for clocks that differ).
create policy own_unit_ends on access."grant" for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]) and upper_inf(valid))
  with check (unit_id = any ((select access.units())::text[]) and not upper_inf(valid)
              and upper(valid) <= meta.now() + interval '1 minute');
grant select on access.presentation to oneroof_app;
create policy own_unit on access.presentation for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

-- ── the log ─────────────────────────────────────────────────────────────────────────────────────

create table log.command (
  account_id  uuid not null,
  id          uuid not null,
  name        text not null,
  body_mac    bytea not null,
  outcome     json not null,  -- as it was answered, to the byte: a repeat gets the same answer
  session_id  uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (account_id, id)
);

create table log.event (
  epoch       integer not null default meta.epoch(),
  xid         xid8 not null default pg_current_xact_id(),
  position    bigint generated always as identity,
  id          uuid not null default uuidv7(),
  kind        text not null,
  command_id  uuid not null,
  account_id  uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  centre_id   text,
  office_id   text,
  unit_id     text,
  visit_id    uuid,
  person_id   uuid,
  data        jsonb not null default '{}',
  primary key (epoch, xid, position)
);

create table log.read (
  session_id uuid not null,
  person_id  uuid not null,
  purpose    text not null,
  screen     text not null,
  "window"   timestamptz not null,
  account_id uuid not null,
  unit_ids   text[] not null,
  read_at    timestamptz not null,
  primary key (session_id, person_id, purpose, screen, "window")
);
create index read_person on log.read (person_id, read_at);

-- Where each reader of the log stands.
create table log.reader (
  name     text primary key,
  epoch    integer not null,
  xid      xid8 not null,
  position bigint not null,
  moved_at timestamptz not null default now()
);

select meta.classify('log.command', 'S1 · proof that an act was asked and answered · 5 years');
select meta.classify('log.event', 'S1 · what happened, without content · 5 years',
  '{"person_id": "S4 · that the person is known · with the case file",
    "data": "S2 · ids, codes, dates, counts, names of changed fields · 5 years"}');
select meta.classify('log.read', 'S1 · who saw a file · 2 years',
  '{"person_id": "S4 · that the person is known · 2 years"}');
select access.protect('log.command');
select access.protect('log.event');
select access.protect('log.read');
select access.fence('log.event', 'presented');
select access.fence('log.read', 'presented');

-- The application writes the log only through the functions below and changes nothing in it.
grant select on log.event, log.reader to oneroof_jobs;
grant insert, update on log.reader to oneroof_jobs;
create policy worker_reads on log.event for select to oneroof_jobs
  using ((select access.is_process('worker')));
-- The worker is a machine with no unit: it is not behind the fence, and reads ids and codes only.
grant select on log.read to oneroof_app;
create policy own_unit on log.read for select to oneroof_app
  using (person_id = any ((select access.persons())::uuid[]));

-- Steps 2 and 3 of a command: prove the session, wait for a twin with the same id, and answer with
-- what is stored for it. `stored` is null for a new command; `same` tells whether the body agrees.
create function log.begin_command(token text, command uuid, mac bytea,
  out actor jsonb, out stored json, out same boolean) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare alone boolean;
begin
  actor := access.enter(token);
  alone := pg_advisory_xact_lock(hashtextextended((actor ->> 'accountId') || command, 0)) is null;
  select c.outcome, c.body_mac = mac into stored, same
    from log.command c where c.account_id = (actor ->> 'accountId')::uuid and c.id = command;
end $$;

-- Step 8: the command with its outcome, and its events. The account is taken from the session.
create function log.end_command(command uuid, command_name text, mac bytea, result json,
  happened timestamptz, events jsonb) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := access.me();
begin
  if me is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  with kept as (
    insert into log.command (account_id, id, name, body_mac, outcome, session_id, occurred_at)
    values (me, command, command_name, mac, result, access.session_id(), happened))
  insert into log.event (kind, command_id, account_id, occurred_at, centre_id, office_id, unit_id,
                         visit_id, person_id, id, data)
  select e.kind, command, me, happened, e.centre_id, e.office_id, e.unit_id,
         e.visit_id, e.person_id, e.id, coalesce(e.data, '{}')
  from jsonb_to_recordset(events) as e (id uuid, kind text, centre_id text, office_id text,
    unit_id text, visit_id uuid, person_id uuid, data jsonb);
end $$;

-- Whoever reads a person's data writes this first, in the same transaction. One row per session,
-- person, purpose and screen in ten minutes. Returns how many were new.
create function log.note_reads(persons uuid[], why text, where_shown text) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  fresh integer;
  me uuid := access.me();
  session uuid := access.session_id();
begin
  if me is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids,
                        read_at)
  select session, p, why, where_shown,
         date_bin('10 minutes', meta.now(), '2000-01-01'), me, access.units(), meta.now()
  from unnest(persons) p
  on conflict do nothing;
  get diagnostics fresh = row_count;
  return fresh;
end $$;

-- Events committed before every open transaction, after a cursor, oldest first. A late commit is
-- never skipped because nothing at or above the oldest running transaction is handed out.
create function log.events_after(after_epoch integer, after_xid xid8, after_position bigint,
  most integer) returns setof log.event language sql stable as $$
  select * from log.event
  where (epoch, xid, position) > (after_epoch, after_xid, after_position)
    -- What was restored from another cluster counts transactions of that one; all of it is past.
    and (epoch < meta.epoch() or xid < pg_snapshot_xmin(pg_current_snapshot()))
  order by epoch, xid, position
  limit most
$$;

-- ── sign-in ─────────────────────────────────────────────────────────────────────────────────────

-- How to hash what was typed for this login. Tells nothing that opens a session.
create function access.find_recipe(wanted text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.recipe from access.account a join access.password p on p.account_id = a.id
  where a.login = lower(wanted) and a.disabled_at is null
$$;

-- Opens a session of a browser for whoever knows the password: `tag` is what argon2id made of it.
-- Null when login and password don't fit. There is no function that opens one without.
create function access.open_by_password(wanted text, tag bytea, hash bytea, lives interval)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare opened uuid;
begin
  insert into access.session (account_id, token_hash, kind, method, expires_at)
    select a.id, hash, 'browser', 'password', now() + least(lives, interval '16 hours')
    from access.account a join access.password p on p.account_id = a.id
    where a.login = lower(wanted) and a.disabled_at is null and p.verifier = sha256(tag)
    returning id into opened;
  return opened;
end $$;

-- Opens a session as one of the marked personas, and only in a demonstration network.
create function access.open_as_persona(account uuid, hash bytea, lives interval)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare opened uuid;
begin
  insert into access.session (account_id, token_hash, kind, method, expires_at)
    select a.id, hash, 'browser', 'demonstration', now() + least(lives, interval '16 hours')
    from access.account a, meta.setting s
    where a.id = account and a.demo_persona is not null and a.disabled_at is null
      and s.name = 'network' and s.value = '"demonstration"'
    returning id into opened;
  return opened;
end $$;

create function access.close_session(token text) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set revoked_at = now()
  where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null
$$;

create function access.list_personas() returns table (account_id uuid, name text, persona jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.name, a.demo_persona from access.account a, meta.setting s
  where a.demo_persona is not null and a.disabled_at is null
    and s.name = 'network' and s.value = '"demonstration"'
  order by (a.demo_persona ->> 'order')::int nulls last, a.name
$$;

-- The first administrator of an empty network: the one-time code, once, while there is nobody.
-- `code` itself, not its hash: what is stored would not be enough.
create function access.use_first_code(code text, person_name text, person_login text,
  password_recipe text, password_verifier bytea, token_hash bytea) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare created uuid;
begin
  update access.first_code set used_at = now()
    where code_hash = sha256(convert_to(code, 'UTF8')) and used_at is null and expires_at > now();
  if not found then return null; end if;
  insert into access.account (name, login) values (person_name, lower(person_login))
    returning id into created;
  insert into access.password (account_id, recipe, verifier)
    values (created, password_recipe, password_verifier);
  insert into access.membership (account_id, unit_id, role)
    select created, id, 'administrator' from access.unit where purpose = 'network' limit 1;
  insert into access.session (account_id, token_hash, kind, method, expires_at)
    values (created, token_hash, 'browser', 'first-code', now() + interval '12 hours');
  return created;
end $$;

create function access.first_code_open() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.first_code where used_at is null and expires_at > now())
$$;

revoke execute on all functions in schema access, log, meta from public;
grant execute on function meta.now(), meta.epoch() to oneroof_app, oneroof_jobs, oneroof_stats;
grant execute on function access.session_id(), access.me(), access.units(), access.fenced(),
  access.persons(), access.presented(), access.is_staff(), access.is_process(text),
  access.enter(text)
  to oneroof_app, oneroof_jobs, oneroof_stats;
grant execute on function log.begin_command(text, uuid, bytea),
  log.end_command(uuid, text, bytea, json, timestamptz, jsonb),
  log.note_reads(uuid[], text, text), access.find_recipe(text),
  access.open_by_password(text, bytea, bytea, interval),
  access.open_as_persona(uuid, bytea, interval), access.close_session(text),
  access.list_personas(), access.use_first_code(text, text, text, text, bytea, bytea),
  access.first_code_open() to oneroof_app;
grant execute on function log.events_after(integer, xid8, bigint, integer) to oneroof_jobs;

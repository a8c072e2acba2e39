-- Signing in with two factors, half-signed-in people, shared workstations, and how long a session
-- lives.
--
-- A session is opened by `access.open_session` alone, which no runtime role may call. The functions
-- that call it have seen a secret: the tag of a password, a recovery code, the tag of a PIN. What the
-- database can't check itself (the six digits of an authenticator, whose secret is sealed with a key
-- that the database doesn't have) is checked by the web process, which shows with each such call
-- the key of the witness: whoever speaks SQL as the application without it opens nothing.

create table access.witness (
  name     text primary key,
  key_hash bytea not null check (octet_length(key_hash) = 32)
);

alter table access.session
  add column ends_at       timestamptz,
  add column idle          interval,
  add column stepped_up_at timestamptz,
  add column station_id    uuid,
  drop constraint session_method_check,
  add constraint session_method_check check (method in (
    'demonstration', 'password', 'first-code', 'issued', 'authenticator', 'recovery-code',
    'passkey', 'pin'));

-- Who gave the first factor and owes the second. A table of its own: nothing that looks up sessions
-- can mistake one for the other. `needs`: a new password first, to enrol a second factor, or to show it.
create table access.half_session (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  how        text not null check (how in ('password', 'first-code', 'invitation', 'recovery', 'single-sign-on')),
  needs      text not null check (needs in ('password', 'enrolment', 'second-factor')),
  failures   integer not null default 0,
  opened_at  timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index half_session_account on access.half_session (account_id);

-- The authenticator app of an account. A code counts once: `last_step` is the 30-second step of the
-- newest one that was used.
create table access.authenticator (
  account_id uuid primary key references access.account,
  sealed     bytea not null,
  last_step  bigint not null,
  failures   integer not null default 0,
  failed_at  timestamptz,
  since      timestamptz not null default now()
);
-- One that is being enrolled: counts for nothing until a code of it was typed.
create table access.authenticator_offer (
  account_id uuid primary key references access.account,
  sealed     bytea not null,
  made_at    timestamptz not null default now()
);
create table access.recovery_code (
  account_id uuid not null references access.account,
  code_hash  bytea not null check (octet_length(code_hash) = 32),
  used_at    timestamptz,
  primary key (account_id, code_hash)
);

-- A browser on which people sign in, and who did so in full there in the last hours: only they
-- may come back with a PIN, until the day of their session is over.
create table access.station (
  id         uuid primary key default uuidv7(),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  made_at    timestamptz not null default now()
);
create table access.station_person (
  station_id uuid not null references access.station on delete cascade,
  account_id uuid not null references access.account,
  until      timestamptz not null,
  last_at    timestamptz not null default now(),
  failures   integer not null default 0,
  primary key (station_id, account_id)
);
alter table access.session add foreign key (station_id) references access.station on delete set null;
create table access.pin (
  account_id uuid primary key references access.account,
  recipe     text not null,
  verifier   bytea not null check (octet_length(verifier) = 32),
  changed_at timestamptz not null default now()
);

-- What happened to the keys of an account, which its owner reads.
create table access.key_note (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  kind       text not null,
  at         timestamptz not null default now()
);
create index key_note_account on access.key_note (account_id, at);

select meta.classify('access.witness', 'S0 · proof of our own process · while installed');
select meta.classify('access.half_session', 'S3 · sign-in · 90 days');
select meta.classify('access.authenticator', 'S3 · sign-in · until changed');
select meta.classify('access.authenticator_offer', 'S3 · sign-in · until enrolled');
select meta.classify('access.recovery_code', 'S3 · sign-in · until changed');
select meta.classify('access.station', 'S1 · shared workstation · 2 years');
select meta.classify('access.station_person', 'S1 · who works at a shared workstation · 90 days');
select meta.classify('access.pin', 'S3 · sign-in · until changed');
select meta.classify('access.key_note', 'S1 · what happened to keys of an account · 2 years');
select meta.classify('access.session', 'S3 · sign-in · 90 days');
select access.protect('access.witness');
select access.protect('access.half_session');
select access.protect('access.authenticator');
select access.protect('access.authenticator_offer');
select access.protect('access.recovery_code');
select access.protect('access.station');
select access.protect('access.station_person');
select access.protect('access.pin');
select access.protect('access.key_note');

-- ── what the functions below share; nobody else may call these ──────────────────────────────────

create function access.is_witness(key text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.witness
                 where name = 'web' and key_hash = sha256(convert_to(key, 'UTF8')))
$$;

-- An account of a person that is open and has a role now.
create function access.may_sign_in(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.account a join access.membership m on m.account_id = a.id
    where a.id = account and a.kind = 'person' and a.disabled_at is null and m.valid @> now())
$$;

create function access.note_key(account uuid, what text) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.key_note (account_id, kind) values (account, what)
$$;

-- How long a session lives: `lives` in all, `idle` between two acts of its owner.
create function access.open_session(account uuid, hash bytea, how text, station bytea,
  lives interval, idle interval, ends timestamptz default null) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened uuid;
  full_sign_in boolean := how <> 'pin';
  over timestamptz := coalesce(ends, now() + least(lives, interval '16 hours'));
  at_station uuid;
begin
  if not access.may_sign_in(account) then return null; end if;
  if station is not null then
    insert into access.station (token_hash) values (station) on conflict do nothing;
    select s.id into at_station from access.station s where s.token_hash = station;
    if full_sign_in then
      insert into access.station_person (station_id, account_id, until)
        values (at_station, account, over)
        on conflict (station_id, account_id)
        do update set until = excluded.until, last_at = now(), failures = 0;
    else
      update access.station_person set last_at = now(), failures = 0
        where station_id = at_station and account_id = account;
    end if;
  end if;
  insert into access.session (account_id, token_hash, kind, method, ends_at, idle, expires_at,
                              stepped_up_at, station_id)
    values (account, hash, 'browser', how, over, idle, least(over, now() + idle),
            case when full_sign_in then now() end, at_station)
    returning id into opened;
  perform access.note_key(account, 'signed-in-' || how);
  return opened;
end $$;

create function access.open_half(account uuid, hash bytea, first_factor text, wanted text)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.half_session (account_id, token_hash, how, needs, expires_at)
    values (account, hash, first_factor, wanted, now() + interval '15 minutes')
$$;

-- The half session behind a token, if it still counts.
create function access.find_half(token text) returns access.half_session language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select h from access.half_session h
  where h.token_hash = sha256(convert_to(token, 'UTF8')) and h.used_at is null
    and h.expires_at > now() and h.failures < 5 and access.may_sign_in(h.account_id)
$$;

create function access.has_second_factor(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.authenticator where account_id = account)
$$;

-- After five wrong codes each further one has to wait, twice as long each time, a quarter of an hour
-- at most. Only who knows the password gets this far, and recovery codes are not held up.
create function access.may_try_code(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select failures < 5 or failed_at + least(interval '15 minutes',
             interval '15 seconds' * (2 ^ least(failures - 5, 10))) < now()
    from access.authenticator where account_id = account), false)
$$;

-- Uses up a step of the authenticator. False when it, or a later one, was used before.
create function access.use_step(account uuid, step bigint) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.authenticator set last_step = step, failures = 0, failed_at = null
    where account_id = account and last_step < step;
  return found;
end $$;

create function access.use_recovery_code(account uuid, code text) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.recovery_code set used_at = now()
    where account_id = account and used_at is null
      and code_hash = sha256(convert_to(account::text || code, 'UTF8'));
  if found then perform access.note_key(account, 'recovery-code-used'); end if;
  return found;
end $$;

create function access.keep_recovery_codes(account uuid, hashes bytea[]) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.recovery_code where account_id = account;
  insert into access.recovery_code (account_id, code_hash) select account, h from unnest(hashes) h;
end $$;

-- The offered authenticator becomes the account's.
create function access.take_offer(account uuid, step bigint, hashes bytea[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare offered bytea;
begin
  delete from access.authenticator_offer
    where account_id = account and made_at > now() - interval '30 minutes'
    returning sealed into offered;
  if offered is null then return false; end if;
  insert into access.authenticator (account_id, sealed, last_step) values (account, offered, step)
    on conflict (account_id) do update
    set sealed = offered, last_step = step, failures = 0, failed_at = null, since = now();
  if hashes is not null then perform access.keep_recovery_codes(account, hashes); end if;
  perform access.note_key(account, 'authenticator-enrolled');
  return true;
end $$;

-- ── the first factor ────────────────────────────────────────────────────────────────────────────

drop function access.open_by_password(text, bytea, bytea, interval);
drop function access.use_first_code(text, text, text, text, bytea, bytea);
drop function access.open_as_persona(uuid, bytea, interval);

-- `tag` is what argon2id made of the password. What is owed next, or null when login and password
-- don't fit. A password alone opens no session.
create function access.begin_by_password(wanted text, tag bytea, half_hash bytea) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  account uuid;
  owed text;
begin
  select a.id into account
    from access.account a join access.password p on p.account_id = a.id
    where a.login = lower(wanted) and p.verifier = sha256(tag) and access.may_sign_in(a.id);
  if account is null then return null; end if;
  owed := case when access.has_second_factor(account) then 'second-factor' else 'enrolment' end;
  perform access.open_half(account, half_hash, 'password', owed);
  return owed;
end $$;

-- The first administrator of an empty network: the one-time code, once, while there is nobody.
-- `code` itself, not its hash: what is stored would not be enough. A second factor comes next.
create function access.use_first_code(code text, person_name text, person_login text,
  password_recipe text, password_verifier bytea, half_hash bytea) returns uuid language plpgsql
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
  perform access.open_half(created, half_hash, 'first-code', 'enrolment');
  return created;
end $$;

-- Opens a session as one of the marked personas, and only in a demonstration network.
create function access.open_as_persona(account uuid, hash bytea, lives interval,
  station bytea default null, idle interval default '12 hours') returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.account a, meta.setting s
                 where a.id = account and a.demo_persona is not null
                   and s.name = 'network' and s.value = '"demonstration"') then
    return null;
  end if;
  return access.open_session(account, hash, 'demonstration', station, lives, idle);
end $$;

-- ── the second factor ───────────────────────────────────────────────────────────────────────────

-- Whom a half session stands for and what is owed: for the page that asks.
create function access.read_half(token text) returns jsonb language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('accountId', a.id, 'name', a.name, 'login', a.login,
           'language', a.language, 'how', h.how, 'needs', h.needs)
  from access.find_half(token) h join access.account a on a.id = h.account_id
$$;

-- The sealed secret of the authenticator, or of the one on offer; opens only with the web's key.
create function access.half_secret(token text) returns bytea language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select case h.needs
    when 'second-factor' then (select sealed from access.authenticator
      where account_id = h.account_id and access.may_try_code(h.account_id))
    when 'enrolment' then (select sealed from access.authenticator_offer
      where account_id = h.account_id and made_at > now() - interval '30 minutes') end
  from access.find_half(token) h
$$;

create function access.offer_to_half(token text, secret bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare half access.half_session := access.find_half(token);
begin
  if half.id is null or half.needs <> 'enrolment' then return false; end if;
  insert into access.authenticator_offer (account_id, sealed) values (half.account_id, secret)
    on conflict (account_id) do update set sealed = secret, made_at = now();
  return true;
end $$;

-- A wrong code. The fifth ends the half session: the first factor is asked for again.
create function access.fail_half(token text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare half access.half_session := access.find_half(token);
begin
  if half.id is null then return; end if;
  update access.half_session set failures = failures + 1 where id = half.id;
  update access.authenticator set failures = failures + 1, failed_at = now()
    where account_id = half.account_id and half.needs = 'second-factor';
  perform access.note_key(half.account_id, 'code-refused');
end $$;

-- The web saw a right code of that step: the half session becomes a whole one. With `codes` it was
-- the enrolment that was owed.
create function access.finish_by_step(key text, token text, step bigint, codes bytea[], hash bytea,
  station bytea, lives interval, idle interval) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare half access.half_session := access.find_half(token);
begin
  if not access.is_witness(key) or half.id is null then return null; end if;
  if half.needs = 'second-factor' and codes is null then
    if not access.may_try_code(half.account_id) or not access.use_step(half.account_id, step) then
      return null;
    end if;
  elsif half.needs = 'enrolment' and codes is not null then
    if not access.take_offer(half.account_id, step, codes) then return null; end if;
  else
    return null;
  end if;
  update access.half_session set used_at = now() where id = half.id and used_at is null;
  if not found then return null; end if;
  return access.open_session(half.account_id, hash, 'authenticator', station, lives, idle);
end $$;

create function access.finish_by_recovery_code(token text, code text, hash bytea, station bytea,
  lives interval, idle interval) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare half access.half_session := access.find_half(token);
begin
  if half.id is null or half.needs <> 'second-factor' then return null; end if;
  if not access.use_recovery_code(half.account_id, code) then return null; end if;
  update access.half_session set used_at = now() where id = half.id and used_at is null;
  if not found then return null; end if;
  return access.open_session(half.account_id, hash, 'recovery-code', station, lives, idle);
end $$;

-- ── while a session lives ───────────────────────────────────────────────────────────────────────

-- Its owner is there: the time of idleness begins anew, up to the end that stands from the start.
create function access.touch(token text) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set expires_at = least(ends_at, now() + idle)
  where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null
    and expires_at > now() and idle is not null
$$;

-- Signing out: at this workstation she signs in in full next time. (Locking is `close_session`.)
create function access.sign_out(token text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare ended access.session;
begin
  update access.session set revoked_at = now()
    where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null
    returning * into ended;
  delete from access.station_person
    where station_id = ended.station_id and account_id = ended.account_id;
end $$;

-- For each session that open streams belong to: what it may be told depends on. It changes when a
-- role begins or ends, and there is none when the session is over.
create function access.session_prints(hashes bytea[]) returns table (token_hash bytea, print text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.token_hash, string_agg(m.id::text, ',' order by m.id)
  from access.session s
  join access.account a on a.id = s.account_id
  join access.membership m on m.account_id = s.account_id and m.valid @> now()
  where s.token_hash = any (hashes) and s.revoked_at is null and s.expires_at > now()
    and a.disabled_at is null
  group by s.token_hash
$$;

-- ── shared workstations ─────────────────────────────────────────────────────────────────────────

create function access.list_station(station text)
returns table (account_id uuid, name text, has_pin boolean, persona boolean) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.name, p.account_id is not null,
         a.demo_persona is not null and exists (
           select from meta.setting where name = 'network' and value = '"demonstration"')
  from access.station s
  join access.station_person sp on sp.station_id = s.id and sp.until > now()
  join access.account a on a.id = sp.account_id
  left join access.pin p on p.account_id = a.id
  where s.token_hash = sha256(convert_to(station, 'UTF8')) and access.may_sign_in(a.id)
  order by sp.last_at desc
$$;

create function access.find_pin_recipe(station text, account uuid) returns text language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.recipe from access.pin p
  where p.account_id = account
    and account in (select l.account_id from access.list_station(station) l)
$$;

-- Back at a workstation where she signed in in full today. The fifth wrong PIN asks for that again.
create function access.open_by_pin(station text, account uuid, tag bytea, hash bytea, idle interval)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  at_station access.station_person;
begin
  select sp.* into at_station
    from access.station s join access.station_person sp on sp.station_id = s.id
    where s.token_hash = sha256(convert_to(station, 'UTF8')) and sp.account_id = account
      and sp.until > now() and access.may_sign_in(account)
    for update of sp;
  if at_station.account_id is null then return null; end if;
  if exists (select from access.pin p where p.account_id = account and p.verifier = sha256(tag)) then
    return access.open_session(account, hash, 'pin', sha256(convert_to(station, 'UTF8')), null, idle,
                               at_station.until);
  end if;
  perform access.note_key(account, 'pin-refused');
  if at_station.failures >= 4 then
    delete from access.station_person
      where station_id = at_station.station_id and account_id = account;
  else
    update access.station_person set failures = failures + 1
      where station_id = at_station.station_id and account_id = account;
  end if;
  return null;
end $$;

-- ── the keys of whoever is signed in ────────────────────────────────────────────────────────────

-- How long ago she last proved a full factor in this session, in seconds; null: never.
create function access.since_step_up() returns double precision language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select extract(epoch from now() - stepped_up_at) from access.session
  where id = access.session_id() and kind = 'browser'
$$;

create function access.is_fresh() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(access.since_step_up() < 600, false)
$$;

-- A step-up changes the token: one that was copied before is worth nothing after it.
create function access.renew_session(hash bytea) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set token_hash = hash, stepped_up_at = now(),
         expires_at = least(ends_at, now() + idle)
  where id = access.session_id()
$$;

create function access.my_secret() returns bytea language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select sealed from access.authenticator
  where account_id = access.me() and access.may_try_code(account_id)
$$;

create function access.step_up_by_step(key text, step bigint, hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_witness(key) or not access.may_try_code(access.me())
     or not access.use_step(access.me(), step) then
    return false;
  end if;
  perform access.renew_session(hash);
  return true;
end $$;

create function access.step_up_by_recovery_code(code text, hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.use_recovery_code(access.me(), code) then return false; end if;
  perform access.renew_session(hash);
  return true;
end $$;

-- A persona of the demonstration has no second factor to show.
create function access.step_up_as_persona(hash bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.account a, meta.setting s
                 where a.id = access.me() and a.demo_persona is not null
                   and s.name = 'network' and s.value = '"demonstration"')
     or access.has_second_factor(access.me()) then
    return false;
  end if;
  perform access.renew_session(hash);
  return true;
end $$;

create function access.fail_step_up() returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.authenticator set failures = failures + 1, failed_at = now()
  where account_id = access.me();
  select access.note_key(access.me(), 'code-refused') where access.me() is not null
$$;

-- What she sees of her own keys: never a secret.
create function access.read_my_keys() returns jsonb language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'password', exists (select from access.password where account_id = me.id),
    'authenticator', exists (select from access.authenticator where account_id = me.id),
    'pin', exists (select from access.pin where account_id = me.id),
    'recoveryCodes', (select count(*) from access.recovery_code
                      where account_id = me.id and used_at is null),
    'sessions', coalesce((
      select jsonb_agg(jsonb_build_object('id', s.id, 'method', s.method, 'openedAt', s.opened_at,
               'own', s.id = access.session_id()) order by s.opened_at desc)
      from access.session s
      where s.account_id = me.id and s.revoked_at is null and s.expires_at > now()), '[]'),
    'notes', coalesce((
      select jsonb_agg(jsonb_build_object('kind', n.kind, 'at', n.at) order by n.at desc)
      from (select * from access.key_note where account_id = me.id order by at desc limit 12) n), '[]'))
  from (select access.me() as id) me where me.id is not null
$$;

create function access.revoke_my_session(wanted uuid) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.session set revoked_at = now()
    where id = wanted and account_id = access.me() and revoked_at is null;
  return found;
end $$;

create function access.revoke_my_other_sessions() returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  update access.session set revoked_at = now()
    where account_id = access.me() and id <> access.session_id() and revoked_at is null
      and expires_at > now();
  get diagnostics ended = row_count;
  delete from access.station_person sp where sp.account_id = access.me()
    and sp.station_id is distinct from (select station_id from access.session
                                        where id = access.session_id());
  return ended;
end $$;

create function access.set_my_pin(new_recipe text, new_verifier bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_fresh() then return false; end if;
  insert into access.pin (account_id, recipe, verifier) values (access.me(), new_recipe, new_verifier)
    on conflict (account_id) do update
    set recipe = new_recipe, verifier = new_verifier, changed_at = now();
  perform access.note_key(access.me(), 'pin-set');
  return true;
end $$;

create function access.drop_my_pin() returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.pin where account_id = access.me();
$$;

create function access.set_my_recovery_codes(hashes bytea[]) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_fresh() or not access.has_second_factor(access.me()) then return false; end if;
  perform access.keep_recovery_codes(access.me(), hashes);
  perform access.note_key(access.me(), 'recovery-codes-made');
  return true;
end $$;

-- Every other session ends with the old password.
create function access.set_my_password(new_recipe text, new_verifier bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_fresh() then return false; end if;
  update access.password set recipe = new_recipe, verifier = new_verifier, changed_at = now()
    where account_id = access.me();
  if not found then return false; end if;
  perform access.revoke_my_other_sessions();
  perform access.note_key(access.me(), 'password-set');
  return true;
end $$;

revoke execute on all functions in schema access from public;
grant execute on function access.begin_by_password(text, bytea, bytea),
  access.use_first_code(text, text, text, text, bytea, bytea),
  access.open_as_persona(uuid, bytea, interval, bytea, interval),
  access.read_half(text), access.half_secret(text), access.offer_to_half(text, bytea),
  access.fail_half(text),
  access.finish_by_step(text, text, bigint, bytea[], bytea, bytea, interval, interval),
  access.finish_by_recovery_code(text, text, bytea, bytea, interval, interval),
  access.touch(text), access.sign_out(text), access.session_prints(bytea[]),
  access.list_station(text), access.find_pin_recipe(text, uuid),
  access.open_by_pin(text, uuid, bytea, bytea, interval),
  access.since_step_up(), access.my_secret(), access.step_up_by_step(text, bigint, bytea),
  access.step_up_by_recovery_code(text, bytea), access.step_up_as_persona(bytea),
  access.fail_step_up(), access.read_my_keys(), access.revoke_my_session(uuid),
  access.revoke_my_other_sessions(), access.set_my_pin(text, bytea), access.drop_my_pin(),
  access.set_my_recovery_codes(bytea[]), access.set_my_password(text, bytea) to oneroof_app;

-- Somebody lost her keys. Two people who answer for her unit confirm her, each with a proof of the
-- last minutes: the first is given a code to tell her, the second a link to hand over. Both together
-- make a half session, which owes a new password and a new second factor; each alone is nothing.

create table access.recovery (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  code_hash  bytea not null check (octet_length(code_hash) = 32),
  link_hash  bytea unique check (octet_length(link_hash) = 32),
  first_by   uuid not null references access.account,
  second_by  uuid references access.account,
  asked_at   timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '1 day',
  failures   integer not null default 0,
  used_at    timestamptz,
  check (first_by <> second_by and account_id not in (first_by, second_by))
);
create index recovery_account on access.recovery (account_id);
select meta.classify('access.recovery', 'S1 · who confirmed somebody who lost her keys · 2 years',
  '{"code_hash": "S3 · sign-in · until used", "link_hash": "S3 · sign-in · until used"}');
select access.protect('access.recovery');

-- Whether the asking account answers for somebody: leads and coordinators for their unit (and centre),
-- administrators for everyone; administrators are answered for by administrators alone.
create function access.answers_for(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select account <> access.me() and access.may_sign_in(account)
    and exists (
      select from access.membership m
      where m.account_id = access.me() and m.valid @> now()
        and (m.role = 'administrator'
             or m.role in ('unit-lead', 'centre-coordinator') and exists (
                  select from access.membership t
                  where t.account_id = account and t.valid @> now() and t.unit_id = m.unit_id
                    and (m.centre_id is null or m.centre_id = t.centre_id))))
    and (not exists (select from access.membership t where t.account_id = account
                     and t.valid @> now() and t.role = 'administrator')
         or exists (select from access.membership m where m.account_id = access.me()
                    and m.valid @> now() and m.role = 'administrator'))
$$;

-- The first who confirms. False: not hers to answer for (or nobody of that address), or a stale proof.
create function access.ask_recovery(wanted text, code bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare lost uuid := (select a.id from access.account a where a.login = lower(wanted));
begin
  if lost is null or not access.is_fresh() or not access.answers_for(lost) then return false; end if;
  delete from access.recovery where account_id = lost and used_at is null;
  insert into access.recovery (account_id, code_hash, first_by) values (lost, code, access.me());
  perform access.note_key(lost, 'recovery-asked');
  return true;
end $$;

create function access.list_recoveries() returns table (id uuid, name text, login text, first_by text,
  asked_at timestamptz) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, a.name, a.login, f.name, r.asked_at
  from access.recovery r join access.account a on a.id = r.account_id
  join access.account f on f.id = r.first_by
  where r.used_at is null and r.second_by is null and r.expires_at > now()
    and r.first_by <> access.me() and access.answers_for(r.account_id)
  order by r.asked_at
$$;

-- The second: never the first, and never for herself.
create function access.confirm_recovery(wanted uuid, link bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_fresh() then return false; end if;
  update access.recovery r set second_by = access.me(), link_hash = link
    where r.id = wanted and r.used_at is null and r.second_by is null and r.expires_at > now()
      and r.first_by <> access.me() and access.answers_for(r.account_id);
  return found;
end $$;

create function access.drop_recovery(wanted uuid) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.recovery r where r.id = wanted and r.used_at is null
    and (r.first_by = access.me() or access.answers_for(r.account_id));
  return found;
end $$;

-- The link and the code together. The old second factors, sessions, PIN and codes end here and now;
-- the fifth wrong code ends the link.
create function access.begin_by_recovery(link text, code text, half_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_one access.recovery;
begin
  select r.* into found_one from access.recovery r
    where r.link_hash = sha256(convert_to(link, 'UTF8')) and r.second_by is not null
      and r.used_at is null and r.expires_at > now() and r.failures < 5
      and access.may_sign_in(r.account_id)
    for update;
  if found_one.id is null then return null; end if;
  if found_one.code_hash <> sha256(convert_to(code, 'UTF8')) then
    update access.recovery set failures = failures + 1 where id = found_one.id;
    return null;
  end if;
  update access.recovery set used_at = now() where id = found_one.id;
  delete from access.authenticator where account_id = found_one.account_id;
  delete from access.authenticator_offer where account_id = found_one.account_id;
  delete from access.passkey where account_id = found_one.account_id;
  delete from access.recovery_code where account_id = found_one.account_id;
  delete from access.pin where account_id = found_one.account_id;
  delete from access.station_person where account_id = found_one.account_id;
  update access.session set revoked_at = now()
    where account_id = found_one.account_id and revoked_at is null;
  update access.half_session set used_at = now()
    where account_id = found_one.account_id and used_at is null;
  perform access.open_half(found_one.account_id, half_hash, 'recovery', 'password');
  perform access.note_key(found_one.account_id, 'recovered');
  return found_one.account_id;
end $$;

revoke execute on function access.answers_for(uuid), access.ask_recovery(text, bytea),
  access.list_recoveries(), access.confirm_recovery(uuid, bytea), access.drop_recovery(uuid),
  access.begin_by_recovery(text, text, bytea) from public;
grant execute on function access.answers_for(uuid), access.ask_recovery(text, bytea),
  access.list_recoveries(), access.confirm_recovery(uuid, bytea), access.drop_recovery(uuid),
  access.begin_by_recovery(text, text, bytea) to oneroof_app;

-- Passkeys (WebAuthn): a whole way in of their own, since the device asks for a finger, a face or a
-- PIN before it signs. The web checks the signature and shows the key of the witness.

create table access.passkey (
  credential_id text primary key check (credential_id ~ '^[A-Za-z0-9_-]+$'
                                           and char_length(credential_id) between 16 and 1400),
  account_id    uuid not null references access.account,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null default '{}',
  backed_up     boolean not null,
  made_at       timestamptz not null default now(),
  used_at       timestamptz
);
create index passkey_account on access.passkey (account_id);

-- Challenges carry their own proof and end (src/platform/session/challenge.ts); one that was answered
-- is kept here until it would have ended, so that the answer counts once.
create table access.spent_challenge (
  challenge_hash bytea primary key,
  until          timestamptz not null default now() + interval '30 minutes'
);

select meta.classify('access.passkey', 'S3 · sign-in · until removed');
select meta.classify('access.spent_challenge', 'S0 · proof against repetition · half an hour');
select access.protect('access.passkey');
select access.protect('access.spent_challenge');

create function access.spend_challenge(hash bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.spent_challenge where until < now();
  insert into access.spent_challenge (challenge_hash) values (hash) on conflict do nothing;
  return found;
end $$;

create or replace function access.has_second_factor(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.authenticator where account_id = account)
      or exists (select from access.passkey where account_id = account)
$$;

-- What is needed to check a signature: the public half.
create function access.find_passkey(wanted text) returns jsonb language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('publicKey', encode(p.public_key, 'base64'), 'counter', p.counter,
                            'transports', p.transports)
  from access.passkey p where p.credential_id = wanted
$$;

-- The account whose passkey signed a challenge that nobody answered before; null otherwise. A counter
-- that does not grow is a copied key, unless the device has none (always 0).
create function access.accept_passkey(key text, challenge bytea, wanted text, new_counter bigint)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare owner uuid;
begin
  if not access.is_witness(key) or not access.spend_challenge(challenge) then return null; end if;
  update access.passkey set counter = new_counter, used_at = now()
    where credential_id = wanted and (new_counter > counter or (new_counter = 0 and counter = 0))
    returning account_id into owner;
  return owner;
end $$;

create function access.open_by_passkey(key text, challenge bytea, wanted text, new_counter bigint,
  hash bytea, station bytea, lives interval, idle interval) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare owner uuid := access.accept_passkey(key, challenge, wanted, new_counter);
begin
  if owner is null then return null; end if;
  return access.open_session(owner, hash, 'passkey', station, lives, idle);
end $$;

create function access.step_up_by_passkey(key text, challenge bytea, wanted text,
  new_counter bigint, hash bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.passkey
                 where credential_id = wanted and account_id = access.me())
     or access.accept_passkey(key, challenge, wanted, new_counter) is null then
    return false;
  end if;
  perform access.renew_session(hash);
  return true;
end $$;

-- `made`: {credentialId, publicKey (base64), counter, transports, backedUp}.
create function access.keep_passkey(account uuid, made jsonb) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.passkey (credential_id, account_id, public_key, counter, transports, backed_up)
    values (made ->> 'credentialId', account, decode(made ->> 'publicKey', 'base64'),
            (made ->> 'counter')::bigint,
            array(select jsonb_array_elements_text(made -> 'transports')),
            (made ->> 'backedUp')::boolean);
  select access.note_key(account, 'passkey-added')
$$;

-- The enrolment that a half session owes, by a passkey.
create function access.finish_by_passkey(key text, token text, challenge bytea, made jsonb,
  codes bytea[], hash bytea, station bytea, lives interval, idle interval) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare half access.half_session := access.find_half(token);
begin
  if half.id is null or half.needs <> 'enrolment' or not access.is_witness(key)
     or not access.spend_challenge(challenge) then
    return null;
  end if;
  update access.half_session set used_at = now() where id = half.id and used_at is null;
  if not found then return null; end if;
  perform access.keep_passkey(half.account_id, made);
  perform access.keep_recovery_codes(half.account_id, codes);
  return access.open_session(half.account_id, hash, 'passkey', station, lives, idle);
end $$;

create function access.add_my_passkey(key text, challenge bytea, made jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.me() is null or not access.is_fresh() or not access.is_witness(key)
     or not access.spend_challenge(challenge) then
    return false;
  end if;
  perform access.keep_passkey(access.me(), made);
  return true;
end $$;

-- The last second factor of an account is not taken away: replace it first.
create function access.drop_my_passkey(wanted text) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := access.me();
begin
  if not access.is_fresh() or not (
       exists (select from access.authenticator where account_id = me)
       or exists (select from access.passkey where account_id = me and credential_id <> wanted)) then
    return false;
  end if;
  delete from access.passkey where credential_id = wanted and account_id = me;
  if found then perform access.note_key(me, 'passkey-removed'); end if;
  return found;
end $$;

create function access.list_my_passkeys() returns table (credential_id text, backed_up boolean,
  made_at timestamptz, used_at timestamptz) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.credential_id, p.backed_up, p.made_at, p.used_at
  from access.passkey p where p.account_id = access.me() order by p.made_at
$$;

revoke execute on function access.spend_challenge(bytea), access.find_passkey(text),
  access.accept_passkey(text, bytea, text, bigint),
  access.open_by_passkey(text, bytea, text, bigint, bytea, bytea, interval, interval),
  access.step_up_by_passkey(text, bytea, text, bigint, bytea), access.keep_passkey(uuid, jsonb),
  access.finish_by_passkey(text, text, bytea, jsonb, bytea[], bytea, bytea, interval, interval),
  access.add_my_passkey(text, bytea, jsonb), access.drop_my_passkey(text),
  access.list_my_passkeys() from public;
grant execute on function access.find_passkey(text),
  access.open_by_passkey(text, bytea, text, bigint, bytea, bytea, interval, interval),
  access.step_up_by_passkey(text, bytea, text, bigint, bytea),
  access.finish_by_passkey(text, text, bytea, jsonb, bytea[], bytea, bytea, interval, interval),
  access.add_my_passkey(text, bytea, jsonb), access.drop_my_passkey(text),
  access.list_my_passkeys() to oneroof_app;

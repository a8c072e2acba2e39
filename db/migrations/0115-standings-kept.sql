-- What an account opens now (who she is, her memberships, the units that she reaches people of) was put
-- together from account, memberships and units in every transaction: a fifth of what an act cost the
-- server. It is kept now, in one row for each account.
--
-- There is one place that says what an account opens, `access.stand`. A trigger on the kept row calls
-- it whenever the row is written, whatever is written; triggers on what it is made of write the row, in
-- the transaction of the change, so that nothing lives longer than before: a closed account, an ended
-- membership or another link of a unit is known to the next transaction. A row holds from the moment it
-- was made until the next one at which a membership begins or ends; without a row that holds, the
-- answer is put together as before. Kept rows are no contents: a backup leaves them out, and they come
-- back with what they are made of.

-- What an account opens now: the actor as the application needs it, less the session, and its standing
-- as policies need it, less account and session (`t` when it is fenced or `f`, and the units); and until
-- when. Both null for an account that is closed.
create function access.stand(account uuid, out actor json, out standing text, out until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  select json_build_object(
           'accountId', a.id, 'name', a.name, 'kind', a.kind, 'language', a.language,
           'speaks', a.speaks, 'memberships', coalesce(m.all_of_them, '[]')),
         case when m.fenced then 't' else 'f' end || coalesce(m.units::text, '{}'),
         coalesce(m.until, 'infinity')
    into actor, standing, until
    from access.account a
    cross join lateral (
      select json_agg(json_build_object('unitId', n.unit_id, 'centreId', n.centre_id,
               'role', n.role, 'link', u.enforcement_link)) filter (where n.valid @> now()) as all_of_them,
             array_agg(n.unit_id) filter (where n.valid @> now()
               and access.reaches_people(n.role, u.enforcement_link)) as units,
             bool_or(u.enforcement_link = 'direct') filter (where n.valid @> now()) as fenced,
             -- The next moment at which this changes by itself.
             least(min(lower(n.valid)) filter (where lower(n.valid) > now()),
                   min(upper(n.valid)) filter (where upper(n.valid) > now())) as until
      from access.membership n
      join access.unit u on u.id = n.unit_id
      where n.account_id = a.id) m
    where a.id = account and a.disabled_at is null;
end $$;

create table access.standing (
  account_id uuid primary key references access.account on delete cascade,
  actor      json,
  standing   text,
  holds      tstzrange
);
select meta.classify('access.standing', 'S1 · what an account opens now, from account, memberships and units · with the account');
select access.protect('access.standing');

-- Runs when the row is locked, as a statement of its own: it sees what others committed before that.
create function access.make_standing() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare found record := access.stand(new.account_id);
begin
  new.actor := found.actor;
  new.standing := found.standing;
  new.holds := tstzrange(now(), coalesce(found.until, 'infinity'));
  return new;
end $$;
create trigger make_standing before insert or update on access.standing
  for each row execute function access.make_standing();

create function access.keep_standing(account uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.standing (account_id) values (account)
    on conflict (account_id) do update set holds = null;
end $$;

-- A unit's link may change at the same moment: whichever comes second waits for the first, and then
-- sees what it did.
create function access.membership_stands() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from access.unit u where u.id in (new.unit_id, old.unit_id) order by u.id for share;
  if tg_op <> 'INSERT' then perform access.keep_standing(old.account_id); end if;
  if tg_op <> 'DELETE' and new.account_id is distinct from old.account_id then
    perform access.keep_standing(new.account_id);
  end if;
  return null;
end $$;
create trigger stands after insert or update or delete on access.membership
  for each row execute function access.membership_stands();

create function access.account_stands() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.keep_standing(new.id);
  return null;
end $$;
create trigger stands after insert or update on access.account
  for each row execute function access.account_stands();

create function access.unit_stands() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.keep_standing(m.account_id) from (
    select distinct n.account_id from access.membership n where n.unit_id = new.id order by 1) m;
  return null;
end $$;
create trigger stands after update of enforcement_link on access.unit
  for each row execute function access.unit_stands();

insert into access.standing (account_id) select id from access.account;

-- Live sessions, and what their accounts open where that is kept. Asked by functions of the owner.
create view access.live_session with (security_invoker = true) as
  select s.token_hash, s.id, s.account_id, s.kind, k.actor, k.standing
  from access.session s
  left join access.standing k on k.account_id = s.account_id and k.holds @> now()
  where s.revoked_at is null and s.expires_at > now();

drop function access.look_up(text);
-- What a token opens: its account and session (36 characters each), then the standing. Null when it
-- opens no live session of an open account. For a session that was set without a proof.
create function access.look_up(token text) returns text language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare s access.live_session;
begin
  select * into s from access.live_session l where l.token_hash = sha256(convert_to(token, 'UTF8'));
  if s.standing is null and s.id is not null then
    s.standing := (access.stand(s.account_id)).standing;
  end if;
  return s.account_id::text || s.id::text || s.standing;
end $$;

create or replace function access.unproved() returns text language plpgsql stable as $$
begin
  return access.look_up(current_setting('oneroof.session', true));
end $$;

-- Steps 2 and 3 of a command: wait for a twin with the same id, prove the session, and answer with what
-- is stored for the command. `stored` is null for a new one; `same` tells whether the body agrees. The
-- lock comes first, so that one statement after it sees session and outcome; it is on the id alone,
-- which makes strangers with the same id wait for each other and nothing more.
-- PL/pgSQL makes each expression ready again in every transaction and pays for each function and operator
-- that stands in it, called or not: so the seal of 0031 is the same, said with fewer. Its number has all
-- 64 bits now, so that nothing has to be cut off.
alter sequence access.seal minvalue -9223372036854775808;
drop function log.begin_command(text, uuid, bytea);
create function log.begin_command(token text, command uuid, mac bytea,
  out actor json, out stored json, out same boolean) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  alone boolean := pg_advisory_xact_lock(uuid_hash_extended(command, 0)) is null;
  session uuid;
  account uuid;
  session_kind text;
  standing text;
  done text;
begin
  select s.id, s.account_id, s.kind, s.actor, s.standing, c.outcome, c.body_mac = mac
    into session, account, session_kind, actor, standing, stored, same
    from access.live_session s
    left join log.command c on c.account_id = s.account_id and c.id = command
    where s.token_hash = sha256(convert_to(token, 'UTF8'));
  if standing is null then
    select f.actor, f.standing into actor, standing from access.stand(account) f;
    if standing is null then
      -- Nobody: whatever was proved before in this transaction counts no more.
      done := concat(set_config('oneroof.session', '', true), set_config('oneroof.standing', '', true),
                     set_config('oneroof.proof', '', true));
      actor := null;
      stored := null;
      same := null;
      return;
    end if;
  end if;
  -- Where there is a proof, the token is asked for no more: it is not kept.
  done := set_config('oneroof.proof', encode(sha256(
    convert_to(set_config('oneroof.standing', concat(account, session, standing), true), 'UTF8')
      || timestamptz_send(current_timestamp)
      || int8send(setval('access.seal', uuid_hash_extended(gen_random_uuid(), 0)))), 'hex'), true);
  actor := concat('{"sessionId":"', session, '","sessionKind":"', session_kind, '",',
                  substr(actor::text, 2));
end $$;

-- The actor as the application needs it, with the context set for the rest of the transaction. Null
-- when the token opens no live session.
drop function access.enter(text);
create function access.enter(token text) returns json language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare found record := log.begin_command(token, null, null);
begin
  return found.actor;
end $$;

revoke execute on function access.stand(uuid), access.make_standing(), access.keep_standing(uuid),
  access.membership_stands(), access.account_stands(), access.unit_stands(), access.look_up(text),
  log.begin_command(text, uuid, bytea), access.enter(text) from public;
grant execute on function log.begin_command(text, uuid, bytea) to oneroof_app, oneroof_jobs;
grant execute on function access.enter(text) to oneroof_app, oneroof_jobs, oneroof_stats;

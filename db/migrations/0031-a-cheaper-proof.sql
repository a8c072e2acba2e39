-- Who is asking is proved as before (0001: looked up once in a transaction, sealed with a number that
-- only this connection has), for fewer instructions. Every statement under row security asks twice,
-- so what a proof costs is paid a dozen times in an act:
-- - what was proved (`oneroof.standing`, as `access.look_up` makes it) and its seal (`oneroof.proof`)
--   are two settings, because cutting a text of many characters apart costs more than hashing it;
-- - the seal covers bytes, not numbers that are written out as texts first;
-- - `access.proved` is called by functions of the owner only, which have set the path already, and
--   does not set it again;
-- - what is asked once in a transaction, or never, stands in statements of its own: PL/pgSQL makes
--   each expression ready again in every transaction, with all its branches.

-- The standing of a session that was set without a proof.
create function access.unproved() returns text language plpgsql stable as $$
begin
  return (access.look_up(current_setting('oneroof.session', true))).standing;
end $$;

-- SHA-256 over what is proved, the transaction's own instant, and the number that only this
-- connection has.
create or replace function access.proved() returns text language plpgsql stable as $$
begin
  return case
    when current_setting('oneroof.proof', true) <> '' then
      case when current_setting('oneroof.proof') = encode(sha256(
             convert_to(current_setting('oneroof.standing', true), 'UTF8')
               || timestamptz_send(now()) || int8send(currval('access.seal'))), 'hex')
           then current_setting('oneroof.standing') end
    else access.unproved() end;
end $$;

create or replace function access.session_id() returns uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return substr(access.proved(), 37, 36)::uuid;
end $$;

create or replace function access.me() returns uuid language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return left(access.proved(), 36)::uuid;
end $$;

create or replace function access.units() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce(substr(access.proved(), 74)::text[], '{}');
end $$;

-- Fenced is also whoever is not proved.
create or replace function access.fenced() returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (substr(access.proved(), 73, 1) = 'f') is not true;
end $$;

create or replace function access.enter(token text) returns jsonb language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  found record := access.look_up(token);
  done text;
begin
  -- One expression. The random number has 62 bits, since a sequence holds 63; it is drawn before
  -- the seal is made, because arguments are evaluated in their order.
  done := concat(
    set_config('oneroof.session', coalesce(token, ''), true),
    set_config('oneroof.standing', coalesce(found.standing, ''), true),
    set_config('oneroof.proof', coalesce(encode(sha256(
      convert_to(found.standing, 'UTF8') || timestamptz_send(now()) || int8send(setval('access.seal',
        1 + (uuid_hash_extended(gen_random_uuid(), 0) & 4611686018427387903)))), 'hex'), ''), true));
  return found.actor;
end $$;

create or replace function log.end_command(command uuid, command_name text, mac bytea, result json,
  happened timestamptz, events jsonb) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  who text := access.proved();
begin
  if who is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  with kept as (
    insert into log.command (account_id, id, name, body_mac, outcome, session_id, occurred_at)
    values (left(who, 36)::uuid, command, command_name, mac, result,
            substr(who, 37, 36)::uuid, happened))
  insert into log.event (kind, command_id, account_id, occurred_at, centre_id, office_id, unit_id,
                         visit_id, person_id, id, data)
  select e.kind, command, left(who, 36)::uuid, happened, e.centre_id, e.office_id, e.unit_id,
         e.visit_id, e.person_id, e.id, coalesce(e.data, '{}')
  from jsonb_to_recordset(events) as e (id uuid, kind text, centre_id text, office_id text,
    unit_id text, visit_id uuid, person_id uuid, data jsonb);
end $$;

revoke execute on function access.unproved() from public;

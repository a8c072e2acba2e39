-- The end of a command with exactly one event, as nearly all have: its columns come as they are, not as
-- JSON that is taken apart into rows again. For several events log.end_command stays.
create function log.end_command_of_one(command uuid, command_name text, mac bytea, result json,
  happened timestamptz, event uuid, event_kind text, centre text, office text, unit text, visit uuid,
  person uuid, event_data jsonb) returns void language plpgsql
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
  values (event_kind, command, left(who, 36)::uuid, happened, centre, office, unit, visit, person,
          event, coalesce(event_data, '{}'));
end $$;
revoke execute on function log.end_command_of_one(uuid, text, bytea, json, timestamptz, uuid, text, text,
  text, text, uuid, uuid, jsonb) from public;
grant execute on function log.end_command_of_one(uuid, text, bytea, json, timestamptz, uuid, text, text,
  text, text, uuid, uuid, jsonb) to oneroof_app, oneroof_jobs;

-- Reception sends somebody on to another house with what is to be known there, as a desk does.
drop function visits.send_on(uuid, uuid, text);
create function visits.send_on(row_id uuid, of_visit uuid, to_centre text, telling text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record; target record;
begin
  select id, person_id, centre_id, host_unit_id, language into v from visits.visit
    where id = of_visit and host_unit_id = any (access.units()) and not access.fenced();
  select o.unit_id, u.enforcement_link into target from directory.office o
    join access.unit u on u.id = o.unit_id
    where o.centre_id = to_centre and o.kind in ('welcome', 'local') and o.closed_on is null
    order by o.kind = 'welcome' desc, o.position limit 1;
  if v.id is null or target.unit_id is null or target.enforcement_link = 'direct' then
    raise exception 'nobody is sent on to there' using errcode = 'check_violation',
      constraint = 'expected_possible';
  end if;
  insert into visits.expected (id, person_id, from_visit_id, from_centre_id, from_unit_id,
      to_centre_id, unit_id, language, note, sent_at, until)
    values (row_id, v.person_id, v.id, v.centre_id, v.host_unit_id, to_centre, target.unit_id,
            v.language, telling, meta.now(), meta.now() + interval '14 days');
  if target.unit_id <> v.host_unit_id then
    insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
      values (target.unit_id, v.person_id, '{spine}', 'sent-on',
              tstzrange(meta.now(), meta.now() + interval '14 days'), row_id);
  end if;
  return true;
end $$;
revoke execute on function visits.send_on(uuid, uuid, text, text) from public;
grant execute on function visits.send_on(uuid, uuid, text, text) to oneroof_app;

-- Who stands on protection duty is named by the coordinator of a house or by a custodian, with dates;
-- nobody else sees who is told of a person who needs protection.
alter table access.protection_duty
  add column id uuid not null default uuidv7() unique,
  add column named_by uuid references access.account;
select meta.classify('access.protection_duty', 'S1 · who works where · employment + 2 years');

-- Whether the asking account names who is told in a house.
create function visits.names_duty(of_centre text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select access.holds(array['centre-coordinator', 'custodian'], of_centre)
$$;

-- Who is told in a house, now or later; nothing for whoever does not name them.
create function visits.duties(of_centre text) returns table (
  id uuid, account_id uuid, name text, since timestamptz, until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.account_id, a.name, lower(d.valid), upper(d.valid)
  from access.protection_duty d join access.account a on a.id = d.account_id
  where d.centre_id = of_centre and visits.names_duty(of_centre)
    and (upper(d.valid) is null or upper(d.valid) > meta.now())
  order by lower(d.valid), a.name, d.id
$$;

-- VIS-200: told may be whoever works in the house now and reaches people there; nobody of a unit with
-- a direct enforcement link.
create function visits.duty_candidates(of_centre text) returns table (account_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct a.id, a.name
  from access.membership m
  join access.account a on a.id = m.account_id
  join access.unit u on u.id = m.unit_id
  where visits.names_duty(of_centre) and m.centre_id = of_centre and m.valid @> meta.now()
    and m.role in ('reception-mediator', 'mediator', 'unit-officer', 'support-technician',
                   'local-technician')
    and u.enforcement_link <> 'direct' and a.kind = 'person' and a.disabled_at is null
    and not exists (select from access.membership other join access.unit o on o.id = other.unit_id
                    where other.account_id = a.id and other.valid @> meta.now()
                      and o.enforcement_link = 'direct')
  order by a.name, a.id
$$;

create function visits.name_duty(duty uuid, of_centre text, who uuid, from_at timestamptz,
  until_at timestamptz) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from visits.duty_candidates(of_centre) c where c.account_id = who) then
    raise exception 'not hers to name' using errcode = 'insufficient_privilege';
  end if;
  insert into access.protection_duty (id, account_id, centre_id, valid, named_by)
    values (duty, who, of_centre, tstzrange(from_at, until_at), access.me());
  return true;
end $$;

-- A duty of a house, held for whoever may end it; nothing for others.
create function visits.hold_duty(duty uuid, of_centre text) returns table (
  id uuid, account_id uuid, until timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select d.id, d.account_id, upper(d.valid) from access.protection_duty d
    where d.id = duty and d.centre_id = of_centre and visits.names_duty(of_centre) for update;
end $$;

-- Ends a duty now; one that has not begun is gone. Who was told while it lasted stays told.
create function visits.end_duty(duty uuid, of_centre text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not visits.names_duty(of_centre) then
    raise exception 'not hers to end' using errcode = 'insufficient_privilege';
  end if;
  delete from access.protection_duty d
    where d.id = duty and d.centre_id = of_centre and lower(d.valid) >= at;
  if found then return true; end if;
  update access.protection_duty d set valid = tstzrange(lower(d.valid), at)
    where d.id = duty and d.centre_id = of_centre and d.valid @> at;
  return found;
end $$;

revoke execute on function visits.names_duty(text), visits.duties(text), visits.duty_candidates(text),
  visits.name_duty(uuid, text, uuid, timestamptz, timestamptz), visits.hold_duty(uuid, text),
  visits.end_duty(uuid, text, timestamptz) from public;
grant execute on function visits.names_duty(text), visits.duties(text), visits.duty_candidates(text),
  visits.name_duty(uuid, text, uuid, timestamptz, timestamptz), visits.hold_duty(uuid, text),
  visits.end_duty(uuid, text, timestamptz) to oneroof_app;

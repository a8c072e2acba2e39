-- A leaving that was recorded by mistake is taken back for a quarter of an hour: the membership goes on as if
-- it had never ended. Each leaving has an id, which only the answer to it tells; whoever left is as hidden as
-- before from whoever doesn't have it (docs/decisions/0100).

alter table people.household_member
  add column leaving_id uuid,
  add constraint household_member_leaving check (leaving_id is null or left_at is not null);
create index household_member_leaving on people.household_member (leaving_id)
  where leaving_id is not null;
select meta.classify('people.household_member', 'S4 · who belongs together · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years"}');

drop function people.end_membership(uuid, uuid[], text, timestamptz);
-- As in 0360; `leaving`: the id by which it may be taken back, none where it may not.
create function people.end_membership(of_household uuid, persons uuid[], because text, at timestamptz,
  leaving uuid default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or exists (
      select from unnest(persons) as named (id) where not exists (
        select from people.person p where p.id = named.id
          and (p.unit_id = any (access.units()) or p.id = any (access.persons())))) then
    raise exception 'not to be ended' using errcode = 'insufficient_privilege';
  end if;
  update people.household_member m
    set left_at = greatest(end_membership.at, m.since), left_because = because, leaving_id = leaving
    where m.household_id = of_household and m.left_at is null and m.unit_id = any (access.units())
      and m.person_id in (
        select f from unnest(persons) as named (id), unnest(people.all_files_of(named.id)) as f);
  if not found then
    raise exception 'not to be ended' using errcode = 'insufficient_privilege';
  end if;
end $$;
revoke execute on function people.end_membership(uuid, uuid[], text, timestamptz, uuid) from public;
grant execute on function people.end_membership(uuid, uuid[], text, timestamptz, uuid) to oneroof_app;

-- What a leaving ended, for those who receive for its unit and have its id. `followed`: something was done since
-- in that household, or she stands in one that she joined since.
create function people.leaving(leaving uuid)
returns table (household_id uuid, person_id uuid, role text, left_at timestamptz, followed boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.household_id, people.survivor_of(m.person_id), m.role, m.left_at,
    exists (select from people.household_member o
            where o.household_id = m.household_id and o.leaving_id is distinct from leaving
              and (o.since >= m.left_at or o.left_at >= m.left_at))
    or exists (select from people.household_member o
               where o.person_id = any (people.all_files_of(m.person_id)) and o.since >= m.left_at
                 and o.leaving_id is distinct from leaving)
  from people.household_member m
  where m.leaving_id = leaving and not access.fenced() and m.unit_id = any (access.units())
  order by m.since desc, m.id limit 1
$$;
revoke execute on function people.leaving(uuid) from public;
grant execute on function people.leaving(uuid) to oneroof_app;

create function people.take_back_leaving(leaving uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
      select from people.leaving(take_back_leaving.leaving) l
      join people.person p on p.id = l.person_id
      where not l.followed and (p.unit_id = any (access.units()) or p.id = any (access.persons()))) then
    raise exception 'not to be taken back' using errcode = 'insufficient_privilege';
  end if;
  update people.household_member m set left_at = null, left_because = null, leaving_id = null
    where m.leaving_id = take_back_leaving.leaving;
end $$;
revoke execute on function people.take_back_leaving(uuid) from public;
grant execute on function people.take_back_leaving(uuid) to oneroof_app;

-- Who belongs to a household, from when until when. Whoever has left it is gone from it at once, for all
-- who read it: no name, no link, no count. That she was there once stands in her own file alone, for
-- whoever holds a grant on her (docs/decisions/0074).

alter table people.household_member
  drop constraint household_member_pkey,
  add column id uuid not null default uuidv7() primary key,
  add column left_at timestamptz,
  -- Never why she went: only what it means for the list.
  add column left_because text check (left_because in ('moved', 'died', 'mistake', 'role', 'not-said')),
  add constraint household_member_left
    check (left_at >= since and (left_at is null) = (left_because is null));
-- PEO-40: once at a time; she may come back.
create unique index household_member_once on people.household_member (household_id, person_id)
  where left_at is null;
select meta.classify('people.household_member', 'S4 · who belongs together · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years"}');

-- Those who belong to it now, to the unit that wrote it down, as far as it may know each of them. Who
-- belonged to it once, to whoever holds a grant on that person.
alter policy reach on people.household_member
  using ((left_at is null and unit_id = any ((select access.units())::text[])
          and exists (select from people.person p where p.id = person_id))
         or (left_at is not null and person_id = any ((select access.persons_for('household'))::uuid[])));
-- Into a household of one's own unit, and only somebody whom one may know.
alter policy writes on people.household_member
  with check (left_at is null and unit_id = any ((select access.units())::text[])
    and exists (select from people.household h where h.id = household_id and h.unit_id = household_member.unit_id)
    and exists (select from people.person p where p.id = person_id));

-- Ends the memberships of these people in one household, under whichever of their files they stand.
-- Whoever has left is seen by nobody in it, so the application can't write it by itself.
create function people.end_membership(of_household uuid, persons uuid[], because text, at timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or exists (
      select from unnest(persons) as named (id) where not exists (
        select from people.person p where p.id = named.id
          and (p.unit_id = any (access.units()) or p.id = any (access.persons())))) then
    raise exception 'not to be ended' using errcode = 'insufficient_privilege';
  end if;
  update people.household_member m
    set left_at = greatest(end_membership.at, m.since), left_because = because
    where m.household_id = of_household and m.left_at is null and m.unit_id = any (access.units())
      and m.person_id in (
        select f from unnest(persons) as named (id), unnest(people.all_files_of(named.id)) as f);
  if not found then
    raise exception 'not to be ended' using errcode = 'insufficient_privilege';
  end if;
end $$;
revoke execute on function people.end_membership(uuid, uuid[], text, timestamptz) from public;
grant execute on function people.end_membership(uuid, uuid[], text, timestamptz) to oneroof_app;

-- ── what two files have in common ───────────────────────────────────────────────────────────────

-- As in 0232, of those who belong together now.
create or replace function people.facts_to_compare(of_person uuid) returns json language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  with one as materialized (select unnest(people.all_files_of(of_person)) as id)
  select json_build_object(
    'names', coalesce((select json_agg(distinct n) from one
        join people.person p on p.id = one.id left join people.identity i on i.person_id = p.id
        cross join lateral unnest(array[p.name, i.full_name, i.original_name]) n
        where n is not null), '[]'),
    'born', (select min(i.born) from one join people.identity i on i.person_id = one.id),
    'nationality', (select min(i.nationality) from one join people.identity i on i.person_id = one.id),
    'phones', coalesce((select json_agg(distinct right(regexp_replace(c.phone, '\D', '', 'g'), 9))
        from one join people.contact c on c.person_id = one.id where c.phone is not null), '[]'),
    'emails', coalesce((select json_agg(distinct lower(c.email))
        from one join people.contact c on c.person_id = one.id where c.email is not null), '[]'),
    'papers', coalesce((select json_agg(distinct d.document_id || ' ' || d.valid_until)
        from one join casefiles.document d on d.person_id = one.id
        where d.valid_until is not null), '[]'),
    'relatives', coalesce((select json_agg(distinct m.person_id)
        from one join people.household_member own on own.person_id = one.id and own.left_at is null
        join people.household_member m on m.household_id = own.household_id and m.left_at is null
        where m.person_id not in (select id from one)), '[]'),
    'firstDay', (select min(v.day) from one join visits.visit v on v.person_id = one.id),
    'lastDay', (select max(v.day) from one join visits.visit v on v.person_id = one.id))
$$;

create or replace function people.pair_facts(one uuid, other uuid) returns json language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare ones uuid[]; others uuid[];
begin
  if not access.is_process('worker') and (access.fenced() or (
      select count(*) from people.person p
      where p.id in (one, other) and p.unit_id = any (access.units())) < 2) then return null; end if;
  ones := people.all_files_of(one);
  others := people.all_files_of(other);
  return json_build_object(
    'one', people.facts_to_compare(one),
    'other', people.facts_to_compare(other),
    'cameTogether', exists (
      select from people.household_member a join people.household_member b using (household_id)
      where a.person_id = any (ones) and b.person_id = any (others)
        and a.left_at is null and b.left_at is null),
    'hereAtOnce', exists (
      select from visits.visit a join visits.visit b
        on tstzrange(a.arrived_at, coalesce(a.closed_at, 'infinity'), '[]')
           && tstzrange(b.arrived_at, coalesce(b.closed_at, 'infinity'), '[]')
      where a.person_id = any (ones) and b.person_id = any (others)));
end $$;

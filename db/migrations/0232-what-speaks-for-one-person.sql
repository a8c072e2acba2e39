-- What two files have in common, for a human who compares them and for the worker that finds pairs to
-- ask about (docs/decisions/0070). The worker reads no row of a person: a function answers it what is
-- compared, of one person and of those whose names share a key with hers, and nothing else.

-- What is compared of a person, over all her files. No number of a paper is kept; a paper is its kind and
-- until when it is valid.
create function people.facts_to_compare(of_person uuid) returns json language sql stable
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
        from one join people.household_member own on own.person_id = one.id
        join people.household_member m on m.household_id = own.household_id
        where m.person_id not in (select id from one)), '[]'),
    'firstDay', (select min(v.day) from one join visits.visit v on v.person_id = one.id),
    'lastDay', (select max(v.day) from one join visits.visit v on v.person_id = one.id))
$$;

-- Two files side by side: for the worker, and for whoever receives where both are at home.
create function people.pair_facts(one uuid, other uuid) returns json language plpgsql stable
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
      where a.person_id = any (ones) and b.person_id = any (others)),
    'hereAtOnce', exists (
      select from visits.visit a join visits.visit b
        on tstzrange(a.arrived_at, coalesce(a.closed_at, 'infinity'), '[]')
           && tstzrange(b.arrived_at, coalesce(b.closed_at, 'infinity'), '[]')
      where a.person_id = any (ones) and b.person_id = any (others)));
end $$;

-- Those with whom a person is compared: at home in the same unit, not one with her already, by how many
-- keys of their names they share with hers. For the worker.
create function people.to_compare_with(of_person uuid, most integer) returns table (other_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.person_id
  from people.name_key own
  join people.name_key k on k.key = own.key and k.unit_id = own.unit_id and k.person_id <> own.person_id
  where access.is_process('worker') and own.person_id = of_person
    and not exists (select from people.same_person s
                    where s.person_id = of_person and s.other_id = k.person_id)
  group by k.person_id order by count(*) desc, k.person_id limit most
$$;

-- What the worker found of a pair. What somebody said stays, until what was compared has changed; a pair
-- that nobody answered goes when nothing speaks for it any more.
create function people.note_pair(one uuid, other uuid, is_probable boolean, how_much integer,
  speaks text[], what_was_compared text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare first uuid := least(one, other); second uuid := greatest(one, other); home text;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  if not is_probable then
    delete from people.pair q where q.one_id = first and q.other_id = second and q.state = 'probable';
    return;
  end if;
  select p.unit_id into home from people.person p join people.person o on o.unit_id = p.unit_id
    where p.id = first and o.id = second;
  if home is null then return; end if;
  insert into people.pair (one_id, other_id, unit_id, state, compared, weight, evidence, changed_at)
    values (first, second, home, 'probable', what_was_compared, how_much, speaks, meta.now())
  on conflict (one_id, other_id) do update
    set state = 'probable', account_id = null, compared = excluded.compared, weight = excluded.weight,
        evidence = excluded.evidence, changed_at = excluded.changed_at
    where pair.state = 'probable'
       or (pair.state in ('not-same', 'unsure') and pair.compared is distinct from excluded.compared);
end $$;

revoke execute on function people.facts_to_compare(uuid), people.pair_facts(uuid, uuid),
  people.to_compare_with(uuid, integer), people.note_pair(uuid, uuid, boolean, integer, text[], text)
  from public;
grant usage on schema people to oneroof_jobs;
grant execute on function people.pair_facts(uuid, uuid) to oneroof_app, oneroof_jobs;
grant execute on function people.to_compare_with(uuid, integer),
  people.note_pair(uuid, uuid, boolean, integer, text[], text) to oneroof_jobs;

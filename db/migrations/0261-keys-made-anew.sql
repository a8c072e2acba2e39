-- By which version of the method the keys of a person's names were made (KEYS_VERSION in
-- src/modules/people/search-keys.ts). When the method changes, the worker makes them anew, a few people at a
-- time and behind everything else; each person has one whole set of keys at any moment (docs/decisions/0079).
alter table people.person add column keys_version smallint not null default 0;
create index person_keys_version on people.person (keys_version, id);
select meta.classify('people.person', 'S3 · to call and address her · last visit + 5 years',
  '{"unit_id": "S1 · who registered · last visit + 5 years",
    "language": "S1 · to serve in her language · last visit + 5 years",
    "keys_version": "S1 · how her names are looked for · last visit + 5 years"}');

-- Every name by which a person is found, always in one order.
create function people.names_of(of_person uuid) returns text[] language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(n order by n collate "C"), '{}') from (
    select distinct n from people.person p left join people.identity i on i.person_id = p.id
    cross join lateral unnest(array[p.name, i.full_name, i.original_name]) n
    where p.id = of_person and n is not null) named
$$;

-- Takes away the keys of a person whose names change; the caller writes the new ones, by this version.
drop function people.drop_name_keys(uuid);
create function people.drop_name_keys(of_person uuid, version smallint) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() then return; end if;
  delete from people.name_key where person_id = of_person and unit_id = any (access.units());
  update people.person set keys_version = version
    where id = of_person and unit_id = any (access.units());
end $$;

-- People whose keys are of an older version, with the names of each. For the worker.
create function people.to_key_anew(version smallint, most integer)
returns table (person_id uuid, names text[]) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker makes keys anew' using errcode = 'insufficient_privilege';
  end if;
  return query select p.id, people.names_of(p.id) from people.person p
    where p.keys_version < version order by p.keys_version, p.id limit most;
end $$;

-- Exchanges the keys of a person, if she still has these names and an older version; otherwise whoever
-- changed them has made the keys anew. True when it did.
create function people.key_anew(of_person uuid, version smallint, had text[], keys text[])
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare home text;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker makes keys anew' using errcode = 'insufficient_privilege';
  end if;
  -- Whoever puts her name right at this moment comes first: she is keyed in the next round.
  select p.unit_id into home from people.person p
    where p.id = of_person and p.keys_version < version for update skip locked;
  if home is null or people.names_of(of_person) <> had then return false; end if;
  delete from people.name_key where person_id = of_person;
  insert into people.name_key (key, person_id, unit_id) select k, of_person, home from unnest(keys) k;
  update people.person set keys_version = version where id = of_person;
  return true;
end $$;

revoke execute on function people.names_of(uuid), people.drop_name_keys(uuid, smallint),
  people.to_key_anew(smallint, integer), people.key_anew(uuid, smallint, text[], text[]) from public;
grant execute on function people.drop_name_keys(uuid, smallint) to oneroof_app;
grant execute on function people.to_key_anew(smallint, integer),
  people.key_anew(uuid, smallint, text[], text[]) to oneroof_jobs;

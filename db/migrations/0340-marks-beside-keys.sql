-- Of two words that a million people's names are made of, the rows of one are gone through and of each it is
-- asked whether she has the other. To ask an index of every row costs forty times what reading the row costs,
-- so each row carries marks of all keys of its person, made by src/modules/people/search-marks.ts: whoever
-- lacks those of a word is passed over without a look elsewhere (docs/decisions/0073).

-- Until the worker has made keys anew (KEYS_VERSION), a row has all marks and is asked as before.
alter table people.name_key add column marks bit(256) not null default repeat('1', 256)::bit(256);
alter table people.name_key drop constraint name_key_pkey;
alter table people.name_key add primary key (key, person_id) include (unit_id, marks);
select meta.classify('people.name_key', 'S3 · to find her by name · last visit + 5 years',
  '{"unit_id": "S1 · who registered · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years"}');
-- Few are asked for by person now, so an index with all keys in it is more than is needed.
create index name_key_person on people.name_key (person_id);
drop index people.name_key_of_person;

-- Those who were born in a year, without a look at the table.
drop index people.identity_born_year;
create index identity_born_year on people.identity (born_year, person_id) include (unit_id)
  where born_year is not null;

-- As in 0261, with the marks of the new keys.
drop function people.key_anew(uuid, smallint, text[], text[]);
create function people.key_anew(of_person uuid, version smallint, had text[], keys text[], their_marks bit)
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
  insert into people.name_key (key, person_id, unit_id, marks)
    select k, of_person, home, their_marks from unnest(keys) k;
  update people.person set keys_version = version where id = of_person;
  return true;
end $$;
revoke execute on function people.key_anew(uuid, smallint, text[], text[], bit) from public;
grant execute on function people.key_anew(uuid, smallint, text[], text[], bit) to oneroof_jobs;

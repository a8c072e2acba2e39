-- Names as people have them, beside the one she is called by, that of her papers and that of her own script:
-- nicknames, names she had before, and the parts of her name where they are known. All optional, said by her,
-- put right like every other field (docs/decisions/0080).

-- Several in one field, as they are typed and read: `Bia; Tita`, `Olena Bondar (2015-06)`, with the day, month
-- or year until which she was called so where she says it. Read by src/modules/people/name-kinds.ts.
alter table people.identity
  add column nicknames    text check (char_length(nicknames) between 1 and 254),
  add column former_names text check (char_length(former_names) between 1 and 254),
  add column surnames     text check (char_length(surnames) between 1 and 120),
  add column patronymic   text check (char_length(patronymic) between 1 and 120),
  add column said         text check (char_length(said) between 1 and 120);
grant update (nicknames, former_names, surnames, patronymic, said) on people.identity to oneroof_app;
select meta.classify('people.identity', 'S3 · to know her again · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years"}');

alter table history.person_field drop constraint person_field_field_check;
alter table history.person_field add constraint person_field_field_check check (field in
  ('name', 'fullName', 'originalName', 'nicknames', 'formerNames', 'surnames', 'patronymic', 'said', 'born',
   'nationality', 'language', 'phone', 'email', 'rule'));

-- As in 0261, with all of them.
create or replace function people.names_of(of_person uuid) returns text[] language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(n order by n collate "C"), '{}') from (
    select distinct n from people.person p left join people.identity i on i.person_id = p.id
    cross join lateral (
      select unnest(array[p.name, i.full_name, i.original_name, i.surnames, i.patronymic])
      union all
      select regexp_replace(each, '\s*\([^()]*\)$', '')
      from unnest(string_to_array(i.nicknames, '; ') || string_to_array(i.former_names, '; ')) each
    ) named (n)
    where p.id = of_person and n <> '') all_of_them
$$;

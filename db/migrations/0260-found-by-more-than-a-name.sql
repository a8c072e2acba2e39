-- Somebody is found by a telephone number and by the year of her birth, among a million. Both stand in the
-- tables where they were written down, so that whoever may not read a number can't ask for it either:
-- a key among those of her names would be asked for by everybody who knows what she is called.

-- The last nine digits, in which +351 912 345 678, 00351912345678 and 0912 345 678 agree.
alter table people.contact add column phone_key text collate "C"
  generated always as (right(regexp_replace(phone, '\D', '', 'g'), 9)) stored;
create index contact_phone_key on people.contact (phone_key, person_id) where phone_key is not null;
select meta.classify('people.contact', 'S4 · to reach her safely · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years"}');

alter table people.identity add column born_year text collate "C"
  generated always as (left(born, 4)) stored;
create index identity_born_year on people.identity (born_year, person_id) where born_year is not null;
select meta.classify('people.identity', 'S3 · to know her again · last visit + 5 years',
  '{"unit_id": "S1 · who wrote it · last visit + 5 years",
    "person_id": "S4 · that the person is known · last visit + 5 years"}');

-- Of two common words the rows of one are asked whether they have the other: without a look at the table.
create unique index name_key_of_person on people.name_key (person_id, key) include (unit_id);
drop index people.name_key_person;

-- A million people of fifty units, with a file, two keys and two needs each; run by the superuser with
-- checks of foreign keys off, because the rows are made to fit. `$hits` of them, at home in `$unit`, have
-- the name that is searched for; one has been here a hundred times, and fifty wait at `$office` now.
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';

create temp table home as
  select row_number() over (order by (u.id <> '$unit'), u.id) - 1 as place, u.id as unit_id
  from access.unit u where u.enforcement_link = 'none' limit 50;
create temp table crowd as
  select n, uuidv7(- interval '700 days' + (n % 700) * interval '1 day') as id, h.unit_id
  from generate_series(1, 1000000) n join home h on h.place = n % (select count(*) from home);
create index on crowd (n);

insert into people.person (id, unit_id, name, language, registered_at)
  select id, unit_id, case when place <= $hits then 'Zulmira Quaresma' else 'Ana ' || n end, 'pt', now() - interval '1 year'
  from (select *, row_number() over (partition by unit_id order by n) + (case unit_id when '$unit' then 0 else 1000 end) as place
        from crowd) c;
insert into casefiles.case_file (person_id, number, unit_id, opened_at)
  select id, upper(to_char(n / 65536, 'FM0000') || '-' || lpad(to_hex(n % 65536), 4, '0')), unit_id, now() - interval '1 year'
  from crowd;
insert into people.name_key (key, person_id, unit_id)
  select k.key || n % 4000, id, unit_id from crowd cross join (values ('wana'), ('san')) k (key);
insert into people.name_key (key, person_id, unit_id)
  select k.key, p.id, p.unit_id from people.person p cross join unnest($keys::text[]) k (key)
  where p.name = 'Zulmira Quaresma';

-- One who comes again and again: a hundred trips, two stops each.
create temp table regular as select id, unit_id from crowd where unit_id = '$unit' order by n desc limit 1;
create temp table trip as
  select uuidv7() as id, r.id as person_id, r.unit_id, (current_date - n)::date as day, n
  from regular r, generate_series(1, 100) n;
insert into visits.visit (id, person_id, centre_id, host_unit_id, day, number, code, language, state, arrived_at, closed_at)
  select id, person_id, 'cnaim-lisboa', unit_id, day, 1000 + n, '0000', 'pt', 'closed', day + time '10:00', day + time '11:00' from trip;
insert into visits.stop (id, visit_id, person_id, centre_id, office_id, unit_id, host_unit_id, subject_id, service_id, number,
    language, rank, state, day, queued_at, called_at, served_at, ended_at, outcome)
  select uuidv7(), t.id, t.person_id, o.centre_id, o.id, o.unit_id, t.unit_id, s.subject_id, s.id, 1000 + t.n, 'pt', k.rank, 'done',
         t.day, t.day + time '10:00', t.day + time '10:10', t.day + time '10:12', t.day + time '10:30', 'solved'
  from trip t cross join generate_series(1, 2) k (rank)
  join directory.office o on o.id = '$office'
  join lateral (select sv.id, sv.subject_id from directory.office_service os join directory.service sv on sv.id = os.service_id
                where os.office_id = o.id order by os.rank limit 1) s on true;

-- Fifty who wait.
create temp table waits as
  select uuidv7() as visit_id, id as person_id, unit_id, n from crowd where unit_id = '$unit' order by n limit 50;
insert into visits.visit (id, person_id, centre_id, host_unit_id, day, number, code, language, state, arrived_at)
  select visit_id, person_id, 'cnaim-lisboa', unit_id, current_date, (row_number() over ())::int, '0000', 'pt', 'open', now() from waits;
insert into visits.stop (id, visit_id, person_id, centre_id, office_id, unit_id, host_unit_id, subject_id, service_id, number,
    language, rank, state, day, queued_at)
  select uuidv7(), v.id, v.person_id, o.centre_id, o.id, o.unit_id, v.host_unit_id, s.subject_id, s.id, v.number, 'pt', 1, 'waiting',
         v.day, v.arrived_at
  from visits.visit v join directory.office o on o.id = '$office'
  join lateral (select sv.id, sv.subject_id from directory.office_service os join directory.service sv on sv.id = os.service_id
                where os.office_id = o.id order by os.rank limit 1) s on true
  where v.state = 'open';

-- What the officer is lent: two hundred files that are open to her account alone.
insert into access."grant" (id, unit_id, account_id, person_id, sections, purpose, valid, because_id)
  select uuidv7(), a.unit_id, a.account_id, c.id, '{spine}', 'serve', tstzrange(now() - interval '1 hour', null), uuidv7()
  from (select id, row_number() over (order by n) as place from crowd where unit_id <> '$unit') c,
       (select m.unit_id, m.account_id from access.membership m join access.account x on x.id = m.account_id
        where x.login = '$officer') a
  where c.place <= 200;
reset session_replication_role;
vacuum analyze;

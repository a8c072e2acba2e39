-- A network that has worked for two years: half a million trips of 150,000 people, two stops and
-- two acts each, on weekdays, most of them in the big houses. Run by the superuser, with checks of
-- foreign keys off, because the rows are made to fit.
set session_replication_role = replica;
set synchronous_commit = off;
set work_mem = '256MB';
set maintenance_work_mem = '512MB';

create temp table person as
  select n, uuidv7(- interval '730 days' + (n % 700) * interval '1 day') as id from generate_series(1, 150000) n;
create index on person (n);

-- Houses by how many come: the national ones are nine tenths.
create temp table house as
  select c.id as centre_id, host.unit_id as host_unit_id, host.office_id as host_office,
         row_number() over (order by c.kind <> 'national', c.id) as place, c.kind = 'national' as big
  from directory.centre c
  join lateral (select o.unit_id, o.id as office_id from directory.office o
                where o.centre_id = c.id and o.kind in ('welcome', 'local')
                order by o.kind = 'welcome' desc, o.position limit 1) host on true;

create temp table counter as
  select o.centre_id, o.id as office_id, o.unit_id, os.service_id, s.subject_id,
         row_number() over (partition by o.centre_id order by o.id) - 1 as place,
         count(*) over (partition by o.centre_id) as of_centre
  from directory.office o
  join lateral (select service_id from directory.office_service where office_id = o.id order by rank limit 1) os on true
  join directory.service s on s.id = os.service_id
  where o.kind <> 'welcome';
create index on counter (centre_id, place);

create temp table weekday as
  select row_number() over () - 1 as n, d::date as day
  from generate_series(current_date - 730, current_date - 1, interval '1 day') d where extract(isodow from d) < 6;

create temp table trip as
  select t.n, h.centre_id, h.host_unit_id, w.day,
         p.id as person_id,
         row_number() over (partition by h.centre_id, w.day order by t.n)::int as number,
         w.day + time '09:00' + (t.n % 420)::int * interval '1 minute' as arrived_at,
         (array['pt', 'en', 'fr', 'uk', 'ar', 'hi', 'bn', 'ne'])[1 + (t.n % 8)::int] as language,
         ((t.n * 7919) % 1009)::int as dice
  from generate_series(1::bigint, 500000) t (n)
  join house h on h.place = case
    when (t.n * 7919) % 10 < 9 then 1 + (t.n * 31) % (select count(*) from house where big)
    else 1 + (select count(*) from house where big)
         + (t.n * 31) % greatest(1, (select count(*) from house where not big)) end
  join weekday w on w.n = (t.n * 104729) % (select count(*) from weekday)
  join person p on p.n = 1 + (t.n * 15485863) % 150000;
alter table trip add column id uuid;
update trip set id = uuidv7(arrived_at - now());

insert into people.person (id, unit_id, name, language, registered_at)
  select distinct on (person_id) person_id, host_unit_id, 'Ana ' || n, language, arrived_at
  from trip order by person_id, arrived_at;
insert into casefiles.case_file (person_id, number, unit_id, opened_at)
  select p.id, upper(lpad(to_hex(row_number() over ()), 4, '0')) || '-0000', p.unit_id, p.registered_at
  from (select * from people.person limit 60000) p
  on conflict do nothing;
insert into visits.visit (id, person_id, centre_id, host_unit_id, day, number, code, language, state, arrived_at, closed_at)
  select id, person_id, centre_id, host_unit_id, day, number, lpad((dice % 10000)::text, 4, '0'), language,
         'closed', arrived_at, arrived_at + interval '70 minutes'
  from trip where number < 9999;

create temp table halt as
  select t.*, c.office_id, c.unit_id, c.service_id, c.subject_id, r.rank,
         uuidv7(t.arrived_at - now()) as stop_id, uuidv7(t.arrived_at - now()) as act_id,
         uuidv7(t.arrived_at - now()) as need_id, uuidv7(t.arrived_at - now()) as event_id,
         t.arrived_at + (r.rank - 1) * interval '35 minutes' as queued_at,
         (array['solved', 'solved', 'solved', 'in-progress', 'something-missing'])[1 + (t.dice + r.rank) % 5] as outcome
  from trip t cross join (values (1), (2)) r (rank)
  join counter c on c.centre_id = t.centre_id and c.place = (t.dice + r.rank * 3) % c.of_centre;
alter table halt add column account_id uuid;
update halt set account_id = m.account_id from (select unit_id, min(account_id::text)::uuid as account_id
  from access.membership group by unit_id) m where m.unit_id = halt.unit_id;

insert into casefiles.need (id, person_id, unit_id, visit_id, subject_id, state, found_at, changed_at)
  select need_id, person_id, host_unit_id, id, subject_id, outcome, arrived_at, queued_at + interval '30 minutes' from halt;
insert into visits.stop (id, visit_id, person_id, centre_id, office_id, unit_id, host_unit_id, need_id, subject_id,
    service_id, number, language, rank, state, day, queued_at, called_at, served_at, ended_at, account_id, outcome)
  select stop_id, id, person_id, centre_id, office_id, unit_id, host_unit_id, need_id, subject_id, service_id, number,
         language, rank, 'done', day, queued_at, queued_at + interval '14 minutes', queued_at + interval '15 minutes',
         queued_at + interval '30 minutes', account_id, outcome from halt;
alter table visits.period drop constraint period_no_overlap;
insert into visits.period (visit_id, person_id, centre_id, host_unit_id, unit_id, kind, stop_id, during)
  select id, person_id, centre_id, host_unit_id, unit_id, k.kind, stop_id,
         tstzrange(queued_at + k.a * interval '1 minute', queued_at + k.b * interval '1 minute')
  from halt cross join (values ('waiting', 0, 14), ('called', 14, 15), ('serving', 15, 30)) k (kind, a, b);
alter table visits.period add constraint period_no_overlap primary key (visit_id, during without overlaps);
insert into attendances.attendance (id, person_id, visit_id, stop_id, centre_id, office_id, unit_id, account_id,
    service_id, mode, outcome, detail, next_on, language, minutes, day, occurred_at)
  select act_id, person_id, id, stop_id, centre_id, office_id, unit_id, account_id, service_id, 'support', outcome,
         case when outcome <> 'solved' then 'passport' end, case when outcome = 'in-progress' then day + 14 end,
         language, 15, day, queued_at + interval '30 minutes' from halt;
insert into log.event (id, kind, command_id, account_id, occurred_at, centre_id, office_id, unit_id, visit_id, person_id, data)
  select event_id, 'attendance.recorded', act_id, account_id, queued_at + interval '30 minutes', centre_id, office_id,
         unit_id, id, person_id, jsonb_build_object('stopId', stop_id, 'attendanceId', act_id) from halt;
insert into statistics.arrival (event_id, visit_id, person_id, centre_id, host_unit_id, day, language, needs)
  select uuidv7(arrived_at - now()), id, person_id, centre_id, host_unit_id, day, language, 2 from trip;
insert into statistics.act (event_id, visit_id, person_id, centre_id, host_unit_id, office_id, unit_id, service_id, day,
    mode, outcome, language, minutes)
  select event_id, id, person_id, centre_id, host_unit_id, office_id, unit_id, service_id, day, 'support', outcome, language, 15 from halt;
insert into statistics.departure (event_id, visit_id, person_id, centre_id, host_unit_id, day, needs, solved)
  select uuidv7(arrived_at - now()), id, person_id, centre_id, host_unit_id, day, 2, dice % 3 from trip;
insert into statistics.daily (day, centre_id, office_id, acts, minutes)
  select day, centre_id, office_id, count(*), count(*) * 15 from halt group by day, centre_id, office_id;
insert into log.reader (name, epoch, xid, position)
  select r, e.epoch, e.xid, e.position from unnest(array['live', 'reactions', 'figures']) r,
    (select epoch, xid, position from log.event order by epoch desc, xid desc, position desc limit 1) e
  on conflict (name) do update set epoch = excluded.epoch, xid = excluded.xid, position = excluded.position;
reset session_replication_role;
vacuum analyze;

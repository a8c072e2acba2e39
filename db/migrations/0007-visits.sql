-- A visit is one trip to a centre, with one ticket. Its stops are the offices of the route, its
-- periods say exactly where its time went: waiting, called, on the way, serving, parked.

create schema visits;
grant usage on schema visits to oneroof_app, oneroof_jobs, oneroof_stats;

create table visits.visit (
  id           uuid primary key,
  person_id    uuid not null references people.person,
  centre_id    text not null references directory.centre,
  host_unit_id text not null references access.unit,
  day          date not null,
  number       integer not null check (number between 1 and 9999),
  -- Printed on the paper only: what an office with an enforcement link must be shown.
  code         text not null check (code ~ '^[0-9]{4}$'),
  -- VIS-16: how often a wrong code was shown since the paper was printed.
  wrong_codes  smallint not null default 0,
  language     text not null,
  state        text not null check (state in ('open', 'closed')),
  arrived_at   timestamptz not null,
  closed_at    timestamptz,
  constraint visit_number unique (centre_id, day, number),
  constraint visit_of_person unique (id, person_id),
  check ((state = 'closed') = (closed_at is not null))
);
-- VIS-2: a person is in one centre at a time.
create unique index visit_one_open on visits.visit (person_id) where state = 'open';
create index visit_person on visits.visit (person_id);
create index visit_open on visits.visit (centre_id, day) where state = 'open';

create table visits.stop (
  id           uuid primary key,
  visit_id     uuid not null,
  person_id    uuid not null,
  centre_id    text not null,
  office_id    text not null,
  unit_id      text not null references access.unit,
  host_unit_id text not null references access.unit,
  need_id      uuid references casefiles.need,
  subject_id   text not null references directory.subject,
  service_id   text not null references directory.service,
  number       integer not null,
  language     text not null,
  rank         smallint not null,
  state        text not null check (state in
                 ('ahead', 'waiting', 'called', 'serving', 'parked', 'done', 'withdrawn')),
  misses       smallint not null default 0,
  day          date not null,
  queued_at    timestamptz,
  called_at    timestamptz,
  served_at    timestamptz,
  ended_at     timestamptz,
  desk_id      text references directory.desk,
  account_id   uuid references access.account,
  outcome      text check (outcome in
                 ('solved', 'in-progress', 'something-missing', 'not-possible', 'forwarded')),
  from_stop_id uuid references visits.stop,
  -- A stop is of the person whose visit it is, so that no made-up stop leads to anybody else.
  foreign key (visit_id, person_id) references visits.visit (id, person_id),
  check (state not in ('called', 'serving') or (desk_id is not null and account_id is not null)),
  check (state <> 'waiting' or queued_at is not null)
);
-- VIS-7: nobody is called to two desks at once; a desk has one person at a time.
create unique index stop_one_desk on visits.stop (visit_id) where state in ('called', 'serving');
create unique index desk_one_stop on visits.stop (desk_id) where state in ('called', 'serving');
create index stop_visit on visits.stop (visit_id);
create index stop_person on visits.stop (person_id);
create index stop_queue on visits.stop (office_id, queued_at) where state = 'waiting';
create index stop_here on visits.stop (centre_id, day) where state in ('waiting', 'called', 'serving', 'parked', 'ahead');

create table visits.period (
  visit_id  uuid not null references visits.visit,
  person_id uuid not null,
  centre_id text not null,
  host_unit_id text not null,
  unit_id   text,
  kind      text not null check (kind in ('waiting', 'called', 'way', 'serving', 'parked')),
  stop_id   uuid references visits.stop,
  desk_id   text,
  during    tstzrange not null,
  -- VIS-3: a person is in one state at a time.
  constraint period_no_overlap primary key (visit_id, during without overlaps)
);
create index period_open on visits.period (visit_id) where upper_inf(during);

create table visits.desk_session (
  id         uuid primary key,
  desk_id    text not null references directory.desk,
  centre_id  text not null,
  office_id  text not null,
  unit_id    text not null references access.unit,
  account_id uuid not null references access.account,
  languages  text[] not null,
  opened_at  timestamptz not null,
  closed_at  timestamptz
);
-- VIS-8: a desk has one officer and an officer one desk.
create unique index desk_one_officer on visits.desk_session (desk_id) where closed_at is null;
create unique index officer_one_desk on visits.desk_session (account_id) where closed_at is null;

select meta.classify('visits.visit', 'S1 · a trip to a centre · 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "code": "S3 · proves the paper · that day",
    "wrong_codes": "S1 · brake on guessing · that day"}');
select meta.classify('visits.stop', 'S1 · where a ticket stands · 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "need_id": "S2 · what she came for · last visit + 5 years",
    "subject_id": "S2 · what she came for · last visit + 5 years",
    "outcome": "S2 · how it ended · last visit + 5 years"}');
select meta.classify('visits.period', 'S1 · where the time went · 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years"}');
select meta.classify('visits.desk_session', 'S1 · who worked at which desk · 2 years');
select access.protect('visits.visit');
select access.protect('visits.stop');
select access.protect('visits.period');
select access.protect('visits.desk_session');

-- What a queue needs is logistics: an office with an enforcement link reaches the stops of its own
-- queue and the time spent in it (its queries select number, language and service of them, no
-- more), and the rest of a visit only of people who showed their paper.
select access.fence('visits.visit', 'presented');
do $$
declare t text;
begin
  foreach t in array array['stop', 'period'] loop
    execute format($p$create policy enforcement on visits.%I as restrictive
      to oneroof_app, oneroof_jobs, oneroof_stats
      using (not (select access.fenced()) or unit_id = any ((select access.units())::text[])
             or person_id = any ((select access.presented())::uuid[]))
      with check (not (select access.fenced()) or unit_id = any ((select access.units())::text[])
             or person_id = any ((select access.presented())::uuid[]))$p$, t);
  end loop;
end $$;

grant select, insert, update (state, closed_at) on visits.visit to oneroof_app;
create policy reach on visits.visit to oneroof_app
  using (host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]))
  with check (host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));

grant select, insert, update (state, misses, queued_at, called_at, served_at, ended_at, desk_id,
  account_id, outcome) on visits.stop to oneroof_app;
create policy reach on visits.stop to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]))
  with check (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));

grant select, insert, update (during) on visits.period to oneroof_app;
create policy reach on visits.period to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]))
  with check (unit_id = any ((select access.units())::text[])
         or host_unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons())::uuid[]));

grant select, insert, update (closed_at) on visits.desk_session to oneroof_app;
create policy colleagues on visits.desk_session for select to oneroof_app
  using ((select access.is_staff()));
create policy own_unit on visits.desk_session for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[])
              and account_id = (select access.me()));
create policy own_unit_closes on visits.desk_session for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

-- What hangs on the wall of a waiting room: numbers and desks, nothing about anyone. Readable
-- without a session, because it is read by everyone in the room.
create function visits.board(of_centre text) returns table (
  number integer, language text, state text, desk_label text, office_id text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.number, s.language, s.state, d.label, s.office_id,
         case s.state when 'waiting' then s.queued_at else s.called_at end
  from visits.stop s left join directory.desk d on d.id = s.desk_id
  where s.centre_id = of_centre and s.state in ('called', 'serving', 'waiting')
    and s.day = (select max(v.day) from visits.visit v where v.centre_id = of_centre and v.state = 'open')
  order by (s.state = 'called') desc, coalesce(s.called_at, s.queued_at) desc
  limit 200
$$;

-- The next ticket number of a centre's day. Waits for whoever issues one at the same moment.
create function visits.next_number(of_centre text, on_day date) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(of_centre || on_day::text, 7));
  return (select coalesce(max(v.number), 0) + 1 from visits.visit v
          where v.centre_id = of_centre and v.day = on_day);
end $$;

-- A person shows her paper at a desk: the number (known from the stop) and the code printed on it.
-- Writes the presentation until the end of that day. Answers `right`, `wrong`, or `locked`: after
-- five wrong codes no code is right any more until the paper is printed anew (VIS-16). Only the
-- account that called her may ask, for somebody who is at its desk.
create function visits.present(of_stop uuid, paper_code text) returns text language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  select st.visit_id, st.person_id, st.unit_id, v.code, v.wrong_codes, v.day, c.zone into s
    from visits.stop st join visits.visit v on v.id = st.visit_id
    join directory.centre c on c.id = v.centre_id
    where st.id = of_stop and st.unit_id = any (access.units()) and st.account_id = access.me()
      and st.state in ('called', 'serving')
    for update of v;
  if not found then return 'wrong'; end if;
  if s.wrong_codes >= 5 then return 'locked'; end if;
  if s.code is distinct from paper_code then
    update visits.visit set wrong_codes = wrong_codes + 1 where id = s.visit_id;
    return case when s.wrong_codes = 4 then 'locked' else 'wrong' end;
  end if;
  insert into access.presentation (unit_id, person_id, visit_id, valid)
    values (s.unit_id, s.person_id, s.visit_id,
            tstzrange(least(meta.now(), (s.day + 1)::timestamp at time zone s.zone - interval '1 second'),
                      (s.day + 1)::timestamp at time zone s.zone))
    on conflict (unit_id, visit_id) do nothing;
  return 'right';
end $$;

-- The paper is printed anew with another code, and five more tries: for the unit that receives
-- people in the house, never for one behind the fence. Says whether it was done.
create function visits.renew_code(of_visit uuid, new_code text) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update visits.visit set code = new_code, wrong_codes = 0
    where id = of_visit and state = 'open' and host_unit_id = any (access.units())
      and not access.fenced();
  return found;
end $$;

revoke execute on all functions in schema visits from public;
grant execute on function visits.board(text), visits.next_number(text, date),
  visits.present(uuid, text), visits.renew_code(uuid, text) to oneroof_app;

-- A unit gives itself a grant only for somebody whom it is serving, and an open one: it ends when
-- serving ends, not at a time chosen beforehand.
drop policy own_unit_gives on access."grant";
create policy serving_gives on access."grant" for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[])
    and account_id = (select access.me())
    and upper_inf(valid) and lower(valid) <= meta.now() + interval '1 minute'
    and exists (
      select from visits.stop s where s.id = because_id and s.unit_id = "grant".unit_id
        and s.person_id = "grant".person_id and s.account_id = (select access.me())
        and s.state = 'serving'));

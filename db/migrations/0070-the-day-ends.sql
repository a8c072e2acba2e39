-- Whoever looks after a house mends what was left open on its floor, and ends its day. She reaches no
-- person by it: the functions below prove her role, answer ids, numbers and times, and write what the
-- rules decided. The worker does the same at night for days that nobody ended.

-- The worker proves itself by its session and by the role of its connection: its token is worth nothing
-- at the door of the application.
create function visits.may_oversee(of_centre text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select access.holds(array['centre-coordinator', 'network-manager'], of_centre)
      or (session_user = 'oneroof_jobs' and access.is_process('worker'))
$$;

-- The open sessions of a house's desks, or of one desk, that began before an instant; locked. Before
-- visits, as a call does.
create function visits.hold_desks(of_centre text, before timestamptz, only_desk text) returns table (
  id uuid, desk_id text, office_id text, unit_id text, account_id uuid, opened_at timestamptz,
  busy boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if not visits.may_oversee(of_centre) then return; end if;
  perform from visits.desk_session d
    where d.centre_id = of_centre and d.closed_at is null and d.opened_at < before
      and (only_desk is null or d.desk_id = only_desk)
    order by d.id for update;
  return query
    select d.id, d.desk_id, d.office_id, d.unit_id, d.account_id, d.opened_at,
           exists (select from visits.stop s
                   where s.desk_id = d.desk_id and s.state in ('called', 'serving'))
    from visits.desk_session d
    where d.centre_id = of_centre and d.closed_at is null and d.opened_at < before
      and (only_desk is null or d.desk_id = only_desk)
    order by d.id;
end $$;

-- The open visits of a house up to a day, or one of them, locked, each with the stops that have not
-- ended and what its needs came to.
create function visits.hold_open(of_centre text, until_day date, only_visit uuid) returns table (
  visit_id uuid, person_id uuid, host_unit_id text, day date, number integer, kind text,
  since timestamptz, needs integer, solved integer, stops jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if not visits.may_oversee(of_centre) then return; end if;
  perform from visits.visit v
    where v.centre_id = of_centre and v.state = 'open' and v.day <= until_day
      and (only_visit is null or v.id = only_visit)
    order by v.id for no key update;
  return query
    select v.id, v.person_id, v.host_unit_id, v.day, v.number, p.kind, lower(p.during), n.needs,
           n.solved, s.stops
    from visits.visit v
    join visits.period p on p.visit_id = v.id and upper_inf(p.during)
    cross join lateral (
      select count(*)::integer as needs,
             count(*) filter (where n.state = 'solved')::integer as solved
      from casefiles.need n where n.visit_id = v.id) n
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object(
               'id', s.id, 'state', s.state, 'officeId', s.office_id, 'unitId', s.unit_id,
               'needId', s.need_id, 'subjectId', s.subject_id, 'misses', s.misses)
               order by s.rank, s.id), '[]') as stops
      from visits.stop s
      where s.visit_id = v.id and s.state not in ('done', 'withdrawn')) s
    where v.centre_id = of_centre and v.state = 'open' and v.day <= until_day
      and (only_visit is null or v.id = only_visit)
    order by v.id;
end $$;

-- Writes what the rules decided about stops, the time of visits and desks of one house:
--   stops    {id, state, misses, queued_at, at}   periods  {visit_id, at, kind, stop_id}
--   close    {id, at}                             desks    {id, at}
create function visits.put_right(of_centre text, change jsonb) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not visits.may_oversee(of_centre) then
    raise exception 'not hers to mend' using errcode = 'insufficient_privilege';
  end if;
  update visits.stop s
    set state = c.state,
        misses = coalesce(c.misses, s.misses),
        queued_at = coalesce(c.queued_at, s.queued_at),
        ended_at = case when c.state = 'withdrawn' then c.at else s.ended_at end,
        desk_id = case when c.state = 'withdrawn' then s.desk_id end,
        account_id = case when c.state in ('withdrawn', 'parked') then s.account_id end
    from jsonb_to_recordset(change -> 'stops') as c (
      id uuid, state text, misses smallint, queued_at timestamptz, at timestamptz)
    where s.id = c.id and s.centre_id = of_centre;
  -- Access by serving ends with it.
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(c.at, lower(g.valid) + interval '1 microsecond'))
    from jsonb_to_recordset(change -> 'stops') as c (id uuid, at timestamptz)
    join visits.stop s on s.id = c.id and s.centre_id = of_centre
    where g.because_id = c.id and upper_inf(g.valid);
  update visits.period p set during = tstzrange(lower(p.during), c.at)
    from jsonb_to_recordset(change -> 'periods') as c (visit_id uuid, at timestamptz)
    where p.visit_id = c.visit_id and p.centre_id = of_centre and upper_inf(p.during);
  insert into visits.period (visit_id, person_id, centre_id, host_unit_id, unit_id, kind, stop_id,
                             desk_id, during)
    select v.id, v.person_id, v.centre_id, v.host_unit_id, s.unit_id, c.kind, s.id, null,
           tstzrange(c.at, null)
    from jsonb_to_recordset(change -> 'periods') as c (
      visit_id uuid, at timestamptz, kind text, stop_id uuid)
    join visits.visit v on v.id = c.visit_id and v.centre_id = of_centre
    left join visits.stop s on s.id = c.stop_id and s.visit_id = v.id
    where c.kind is not null;
  update visits.visit v set state = 'closed', closed_at = c.at
    from jsonb_to_recordset(change -> 'close') as c (id uuid, at timestamptz)
    where v.id = c.id and v.centre_id = of_centre;
  insert into visits.desk_break (id, session_id, desk_id, centre_id, unit_id, account_id, started_at,
                                 ended_at)
    select uuidv7(), d.id, d.desk_id, d.centre_id, d.unit_id, d.account_id, d.paused_at,
           greatest(c.at, d.paused_at)
    from jsonb_to_recordset(change -> 'desks') as c (id uuid, at timestamptz)
    join visits.desk_session d on d.id = c.id and d.centre_id = of_centre
    where d.paused_at is not null and d.closed_at is null;
  update visits.desk_session d set closed_at = c.at, paused_at = null
    from jsonb_to_recordset(change -> 'desks') as c (id uuid, at timestamptz)
    where d.id = c.id and d.centre_id = of_centre and d.closed_at is null;
end $$;

-- What may have been left on the floor: visits of earlier days, and since when somebody is called,
-- served or parked today. The rules say what of it is too long. Numbers as on the wall, no persons.
create function visits.left_standing(of_centre text, on_day date) returns table (
  kind text, visit_id uuid, stop_id uuid, number integer, office_id text, desk_id text,
  since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 'visit', v.id, null::uuid, v.number, null::text, null::text, v.arrived_at
  from visits.visit v
  where v.centre_id = of_centre and v.state = 'open' and v.day < on_day
    and (select visits.may_oversee(of_centre))
  union all
  select s.state, s.visit_id, s.id, s.number, s.office_id, s.desk_id, lower(p.during)
  from visits.stop s
  join visits.period p on p.visit_id = s.visit_id and upper_inf(p.during)
  where s.centre_id = of_centre and s.day = on_day and s.state in ('called', 'serving', 'parked')
    and p.stop_id = s.id
    and (select visits.may_oversee(of_centre))
$$;

-- Houses in which something of an earlier day is open; for the worker.
create function visits.unended() returns table (centre_id text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id from directory.centre c
  where access.is_process('worker')
    and (exists (select from visits.visit v where v.centre_id = c.id and v.state = 'open'
                   and v.day < (meta.now() at time zone c.zone)::date)
         or exists (select from visits.desk_session d where d.centre_id = c.id
                      and d.closed_at is null
                      and (d.opened_at at time zone c.zone)::date
                            < (meta.now() at time zone c.zone)::date))
  order by c.id
$$;

-- A call is promised to each of those who went home unseen: {id, person_id, unit_id, need_id, title,
-- due_on, visit_id}. Only together with the end of that visit, in the same transaction.
create function followups.promise_calls(of_centre text, promises jsonb, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not visits.may_oversee(of_centre) then
    raise exception 'not hers to promise' using errcode = 'insufficient_privilege';
  end if;
  insert into followups.task (id, person_id, need_id, kind, title, unit_id, centre_id, due_on,
                              own_unit_only, state, visit_id, made_by, made_at, changed_at)
    select c.id, v.person_id, c.need_id, 'call-back', c.title, v.host_unit_id, of_centre, c.due_on,
           false, 'open', v.id, access.me(), at, at
    from jsonb_to_recordset(promises) as c (
      id uuid, need_id uuid, title text, due_on date, visit_id uuid)
    join visits.visit v on v.id = c.visit_id and v.centre_id = of_centre;
end $$;

-- Who ends a day counts its departures.
create policy overseer_counts on statistics.departure for insert to oneroof_app, oneroof_jobs
  with check (visits.may_oversee(centre_id));
grant insert on statistics.departure to oneroof_jobs;

revoke execute on function visits.may_oversee(text), visits.hold_desks(text, timestamptz, text),
  visits.hold_open(text, date, uuid), visits.put_right(text, jsonb),
  visits.left_standing(text, date), visits.unended(),
  followups.promise_calls(text, jsonb, timestamptz) from public;
grant execute on function visits.may_oversee(text), visits.hold_desks(text, timestamptz, text),
  visits.hold_open(text, date, uuid), visits.put_right(text, jsonb),
  followups.promise_calls(text, jsonb, timestamptz) to oneroof_app, oneroof_jobs;
grant execute on function visits.left_standing(text, date) to oneroof_app;
grant execute on function visits.unended(), log.begin_command(text, uuid, bytea),
  log.end_command(uuid, text, bytea, json, timestamptz, jsonb) to oneroof_jobs;

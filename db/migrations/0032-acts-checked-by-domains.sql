-- What an act may hold is checked as before, by domains instead of one CHECK for each column: a CHECK
-- of a table is read from its stored text again at every statement (a seventh of what an act cost the
-- server), a domain's once in a connection. One CHECK is left for what several columns say together.

create domain attendances.mode as text
  constraint mode_known check (value in ('support', 'information', 'referral', 'advice', 'mediation'));
create domain attendances.outcome as text
  constraint outcome_known
  check (value in ('solved', 'in-progress', 'something-missing', 'not-possible'));
create domain attendances.interpreter as text
  constraint interpreter_known check (value in ('none', 'mediator', 'telephone'));
create domain attendances.detail as text
  constraint detail_length check (char_length(value) between 1 and 500 * 16);
create domain attendances.minutes as smallint
  constraint minutes_of_a_day check (value between 0 and 720);

alter table attendances.attendance
  drop constraint attendance_mode_check,
  drop constraint attendance_outcome_check,
  drop constraint attendance_interpreter_check,
  drop constraint attendance_detail_check,
  drop constraint attendance_minutes_check,
  drop constraint attendance_check,
  drop constraint attendance_check1,
  alter column interpreter drop default,
  alter column mode type attendances.mode,
  alter column outcome type attendances.outcome,
  alter column interpreter type attendances.interpreter,
  alter column detail type attendances.detail,
  alter column minutes type attendances.minutes,
  alter column interpreter set default 'none',
  -- Solved; or what is missing, why not, or the next step (which has a date); or forwarded.
  add constraint outcome_explained check (
    outcome = 'solved'
    or detail is not null and (next_on is not null or outcome <> 'in-progress')
    or forwarded_to is not null and outcome = 'in-progress');

-- As in 0009; PL/pgSQL returns a domain as what it is, so its rows are cast.
create or replace function visits.summary(of_visit uuid) returns table (
  stop_id uuid, office_id text, service_id text, mode text, outcome text, detail text,
  next_on date, forwarded_to text, occurred_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  behind_fence boolean := access.fenced();
  v record;
begin
  if mine = '{}' then return; end if;
  select vi.id, vi.person_id, vi.host_unit_id = any (mine) as hosts,
         vi.day = (meta.now() at time zone c.zone)::date as is_today
    into v
    from visits.visit vi join directory.centre c on c.id = vi.centre_id
    where vi.id = of_visit
      and (vi.host_unit_id = any (mine) or vi.person_id = any (access.persons()))
      and (not behind_fence or vi.person_id = any (access.presented()));
  if not found then return; end if;
  return query
    select a.stop_id, a.office_id, a.service_id, a.mode::text, a.outcome::text,
           case when a.unit_id = any (mine) or (v.hosts and v.is_today and not behind_fence)
                then a.detail::text end,
           a.next_on, a.forwarded_to, a.occurred_at
    from attendances.attendance a
    where a.visit_id = of_visit
      and (a.unit_id = any (mine) or (not behind_fence and not exists (
        select from directory.subject sub where sub.sensitive and sub.id in (
          (select s.subject_id from directory.service s where s.id = a.service_id),
          (select st.subject_id from visits.stop st where st.id = a.stop_id)))))
    order by a.occurred_at, a.id;
end $$;

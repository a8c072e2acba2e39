-- What a summary tells of the days to come: bookings that stand and what she herself agreed to do; and
-- whose a summary is, for those who may see her anyway.

-- As visits.summary shows acts: the house hands it out whole on the day, a desk that serves her prints
-- what it may see, and behind the fence there is no more than the desk's own bookings. What its unit
-- keeps to itself stands on no paper.
create function followups.ahead(of_visit uuid) returns table (
  kind text, office_id text, service_id text, starts_at timestamptz, due_on date, title text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  behind_fence boolean := access.fenced();
  v record;
begin
  if mine = '{}' then return; end if;
  select vi.person_id,
         (vi.host_unit_id = any (mine) and vi.day = (meta.now() at time zone c.zone)::date)
           or vi.person_id = any (access.persons()) as whole
    into v
    from visits.visit vi join directory.centre c on c.id = vi.centre_id
    where vi.id = of_visit
      and (vi.host_unit_id = any (mine) or vi.person_id = any (access.persons()))
      and (not behind_fence or vi.person_id = any (access.presented()));
  if not found then return; end if;
  return query
    select 'booking', a.office_id, a.service_id, a.starts_at, null::date, null::text
    from appointments.appointment a
    where a.person_id = v.person_id and a.state = 'booked' and a.starts_at > meta.now()
      and (a.unit_id = any (mine) or (not behind_fence
        and (v.whole or a.host_unit_id = any (mine) or a.made_by_unit_id = any (mine))
        and not exists (select from directory.subject sub where sub.sensitive and sub.id in (
          a.subject_id, (select s.subject_id from directory.service s where s.id = a.service_id)))))
    union all
    select 'task', null, null, null, t.due_on, t.title
    from followups.task t
    where t.person_id = v.person_id and t.kind = 'hers' and t.state = 'open'
      and not t.own_unit_only and not behind_fence
      and (t.unit_id = any (mine) or (v.whole and not exists (
        select from casefiles.need n join directory.subject sub on sub.id = n.subject_id
        where n.id = t.need_id and sub.sensitive)))
    order by 4 nulls last, 5;
end $$;

-- On her phone: the bookings that stood when the paper was handed out and still do. Nothing that was
-- typed, nothing that could put her in danger.
create function followups.ahead_by_link(link text) returns table (
  office_id text, service_id text, starts_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.office_id, a.service_id, a.starts_at
  from visits.summary_link l join appointments.appointment a on a.person_id = l.person_id
  where l.token_hash = sha256(convert_to(link, 'UTF8')) and l.ended_at is null
    and l.expires_at > meta.now()
    and a.state = 'booked' and a.starts_at > meta.now() and a.made_at <= l.made_at
    and not exists (select from directory.subject sub where sub.sensitive and sub.id in (
      a.subject_id, (select s.subject_id from directory.service s where s.id = a.service_id)))
  order by a.starts_at
$$;

-- Whose summary it is that somebody shows. Nothing for whoever could not see her without it.
create function visits.person_of_summary(link text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.person_id from visits.summary_link l
  where l.token_hash = sha256(convert_to(link, 'UTF8')) and l.ended_at is null
    and l.expires_at > meta.now() and not access.fenced()
    and (l.host_unit_id = any (access.units()) or l.person_id = any (access.persons()))
$$;

revoke execute on function followups.ahead(uuid), followups.ahead_by_link(text),
  visits.person_of_summary(text) from public;
grant execute on function followups.ahead(uuid), followups.ahead_by_link(text),
  visits.person_of_summary(text) to oneroof_app;

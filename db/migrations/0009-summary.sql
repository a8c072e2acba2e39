-- What was done at a visit, as the person is told it: the paper that she takes along. Acts belong to
-- the unit that did them and nobody else reads them; this is the one window, and it opens no wider
-- than the paper needs.
--
-- Who may look: whoever reaches the visit itself, by the same conditions as its policies: the unit
-- that receives people in the house, or a unit that serves her now (a live grant); behind the fence
-- only when she showed her paper there.
--
-- What each sees:
--   own acts                  everything that she was told
--   the house's welcome       service, outcome, date of all acts; on the day of the visit also the
--                             detail (next step, what is missing, why not), because it hands her the
--                             paper; afterwards the detail is closed again
--   a unit that serves her    service, outcome, date of the others' acts, without detail
--   a unit behind the fence   its own acts only
-- Never: notes, who served, minutes. An act for a subject that could put her in danger if somebody
-- read the paper is seen by its own unit alone.

create function visits.summary(of_visit uuid) returns table (
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
    select a.stop_id, a.office_id, a.service_id, a.mode, a.outcome,
           case when a.unit_id = any (mine) or (v.hosts and v.is_today and not behind_fence)
                then a.detail end,
           a.next_on, a.forwarded_to, a.occurred_at
    from attendances.attendance a
    where a.visit_id = of_visit
      and (a.unit_id = any (mine) or (not behind_fence and not exists (
        select from directory.subject sub where sub.sensitive and sub.id in (
          (select s.subject_id from directory.service s where s.id = a.service_id),
          (select st.subject_id from visits.stop st where st.id = a.stop_id)))))
    order by a.occurred_at, a.id;
end $$;

revoke execute on function visits.summary(uuid) from public;
grant execute on function visits.summary(uuid) to oneroof_app;

-- What a visit's needs come to is counted when it ends, whoever ends it. A need that another unit
-- found at its desk is that unit's row, and reception, who may not read it, counted it as nothing:
-- the visit then looked as if all was solved. Whoever hosts the visit, and whoever has her at a desk,
-- learns how many needs it has and how each stands, and nothing else of them. Behind the fence not even
-- that of what others see to: neither which they are nor more than whether they are solved.
create function visits.needs_of(visit uuid) returns table (id uuid, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with here as (
    select s.need_id from visits.stop s
    where s.visit_id = visit and s.state in ('called', 'serving') and s.unit_id = any (access.units())
  )
  select case when own.it then n.id end,
         case when own.it or n.state = 'solved' then n.state else 'open' end
  from casefiles.need n
  cross join lateral (
    select not access.fenced() or exists (select from here h where h.need_id = n.id) as it) own
  where n.visit_id = visit and (
    exists (select from here)
    or exists (select from visits.visit v where v.id = visit and v.host_unit_id = any (access.units())))
$$;
revoke execute on function visits.needs_of(uuid) from public;
grant execute on function visits.needs_of(uuid) to oneroof_app;

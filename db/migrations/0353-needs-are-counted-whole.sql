-- What a visit's needs come to is counted when it ends, whoever ends it. A need that another unit
-- found at its desk is that unit's row, and reception, who may not read it, counted it as nothing:
-- the visit then looked as if all was solved. Whoever hosts the visit or serves it learns how many
-- needs it has and how each stands, and nothing else of them.
create function visits.needs_of(visit uuid) returns table (id uuid, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.id, n.state from casefiles.need n
  where n.visit_id = visit and exists (
    select from visits.visit v where v.id = visit and (
      v.host_unit_id = any (access.units())
      or exists (select from visits.stop s
                 where s.visit_id = v.id and s.unit_id = any (access.units()))))
$$;
revoke execute on function visits.needs_of(uuid) from public;
grant execute on function visits.needs_of(uuid) to oneroof_app;

-- Reception adds a need to the trip that somebody is on, or takes a stop out of it.

-- A route that is planned again may hold back who waits already, until something else was seen to.
grant update (after_needs) on visits.stop to oneroof_app;

-- What she does not want, or was noted by mistake, is dropped: nobody asks her about it again.
alter table casefiles.need drop constraint need_state_check;
alter table casefiles.need add constraint need_state_check check (state in
  ('open', 'solved', 'in-progress', 'something-missing', 'not-possible', 'dropped'));

-- Whether a stop that is added comes after others, because signs of protection were noted (VIS-42). Told
-- to whoever receives her in this house, as an order of the route and never shown; the signs stay with
-- those who were told.
create function visits.is_quiet(of_visit uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from visits.protection p join visits.visit v on v.id = p.visit_id
    where p.visit_id = of_visit and v.host_unit_id = any (access.units()) and not access.fenced())
$$;
revoke execute on function visits.is_quiet(uuid) from public;
grant execute on function visits.is_quiet(uuid) to oneroof_app;

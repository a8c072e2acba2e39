-- How many joined the queue of each office of a house within the last hour, for whoever coordinates it:
-- counts, so that she sees a day running over before it does.
create function visits.came_last_hour(of_centre text) returns table (office_id text, came integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.office_id, count(*)::integer from visits.stop s
  where s.centre_id = of_centre
    and access.holds(array['centre-coordinator', 'network-manager'], of_centre)
    and s.day = (select (meta.now() at time zone c.zone)::date from directory.centre c
                 where c.id = of_centre)
    and s.queued_at > meta.now() - interval '1 hour' and s.queued_at <= meta.now()
  group by s.office_id
$$;
revoke execute on function visits.came_last_hour(text) from public;
grant execute on function visits.came_last_hour(text) to oneroof_app;

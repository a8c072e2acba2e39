-- The forecast of a house reckons with who is booked for later today: for the pages of tickets, which have
-- no other right than their link. No booking and no person is named.
create function visits.booked_by_link(hash bytea) returns table (
  office_id text, service_id text, language text, at double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.office_id, a.service_id, a.language, extract(epoch from a.starts_at)::float8 / 60
  from visits.links_good(array[hash]) l
  join visits.visit v on v.id = l.visit_id
  join directory.centre c on c.id = v.centre_id
  join appointments.appointment a on a.centre_id = v.centre_id and a.state = 'booked'
    and a.starts_at > meta.now() and a.starts_at < (v.day + 1)::timestamp at time zone c.zone
  order by a.starts_at, a.id
$$;
revoke execute on function visits.booked_by_link(bytea) from public;
grant execute on function visits.booked_by_link(bytea) to oneroof_app;

-- How many bookings of some days nobody came to, for those who are told figures (STA-5).
create function statistics.missed_bookings(of_centre text, from_day date, to_day date) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(sum(m.sign), 0)::integer
  from statistics.missed_booking m
  where m.centre_id = of_centre and m.day between from_day and to_day
    and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
$$;
revoke execute on function statistics.missed_bookings(text, date, date) from public;
grant execute on function statistics.missed_bookings(text, date, date) to oneroof_app;

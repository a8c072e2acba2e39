-- Somebody whom nobody went to before she left the house is still owed that somebody sees to it: she
-- stays on the list of those who were told, marked as having left, until one of them takes it on.

drop function visits.protections(text, date);

-- Those of whom the asking account was told on a house's day: at open visits, and of those that have
-- ended the ones nobody went to. Its reading is noted by the screen like any other.
create function visits.protections(of_centre text, on_day date) returns table (
  id uuid, visit_id uuid, person_id uuid, number integer, name text, language text, signs text[],
  noted_at timestamptz, taken_by text, mine boolean, office_id text, desk_id text, state text,
  has_left boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.visit_id, p.person_id, v.number, who.name, v.language, p.signs, p.noted_at,
         taker.name, p.taken_by = access.me(), s.office_id, s.desk_id, s.state, v.state <> 'open'
  from visits.protection_reader r
  join visits.protection p on p.id = r.protection_id
  join visits.visit v on v.id = p.visit_id
  join people.person who on who.id = p.person_id
  left join access.account taker on taker.id = p.taken_by
  left join lateral (
    select office_id, desk_id, state from visits.stop
    where visit_id = v.id and state in ('called', 'serving', 'waiting', 'parked')
    order by state = 'parked', rank limit 1) s on true
  where r.account_id = access.me() and not access.fenced()
    and p.centre_id = of_centre and v.day = on_day and (v.state = 'open' or p.taken_by is null)
  order by p.taken_by is not null, v.state <> 'open', p.noted_at
$$;

revoke execute on function visits.protections(text, date) from public;
grant execute on function visits.protections(text, date) to oneroof_app;

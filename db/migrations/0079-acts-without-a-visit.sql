-- As in 0051, with acts that belong to no visit (0042) counted as acts only: their row names no visit
-- and no person, and is neither.

create or replace function statistics.acts(of_centre text, from_day date, to_day date) returns table (
  office_id text, acts integer, visits integer, persons integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with visit as materialized (
    select a.office_id, a.visit_id, a.person_id, sum(a.sign) as acts
    from statistics.act a
    where a.centre_id = of_centre and a.day between from_day and to_day
      and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                             'unit-lead', 'researcher'], of_centre)
    group by a.office_id, a.visit_id, a.person_id
    having sum(a.sign) > 0
  )
  select v.office_id, v.acts, v.visits, p.persons
  from (select visit.office_id, sum(visit.acts)::integer as acts,
               count(visit.visit_id)::integer as visits
        from visit group by visit.office_id) v
  join (select d.office_id, count(d.person_id)::integer as persons
        from (select distinct visit.office_id, visit.person_id from visit) d
        group by d.office_id) p on p.office_id = v.office_id
$$;

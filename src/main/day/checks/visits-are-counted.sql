-- Each visit was opened by one event and is one arrival of the statistics.
select coalesce(v.id::text, 'no visit') || ' / ' || coalesce(e.id::text, 'no event')
       || ' / ' || coalesce(a.event_id::text, 'not counted')
from visits.visit v
full join (select * from log.event where kind = 'visit.opened') e on e.visit_id = v.id
full join statistics.arrival a on a.event_id = e.id
where (v.id, v.person_id, v.centre_id, v.day, v.language)
      is distinct from (a.visit_id, a.person_id, a.centre_id, a.day, a.language)
   or v.id is distinct from e.visit_id

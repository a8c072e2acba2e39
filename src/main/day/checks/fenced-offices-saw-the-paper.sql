-- An office whose institution polices served nobody who had not shown her paper there before.
select p.stop_id || ' at ' || s.unit_id
from visits.period p
join visits.stop s on s.id = p.stop_id
join access.unit u on u.id = s.unit_id and u.enforcement_link = 'direct'
where p.kind = 'serving' and not exists (
  select from access.presentation shown
  where shown.visit_id = s.visit_id and shown.unit_id = s.unit_id
    and shown.person_id = s.person_id and lower(shown.valid) <= lower(p.during))

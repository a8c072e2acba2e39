-- An office whose institution polices served nobody who had not shown her paper there before, on that
-- day: a paper is shown once a day, also when she sits down a second time.
select p.stop_id || ' at ' || s.unit_id
from visits.period p
join visits.stop s on s.id = p.stop_id
join access.unit u on u.id = s.unit_id and u.enforcement_link = 'direct'
where p.kind = 'serving' and not exists (
  select from access.presentation shown
  where shown.unit_id = s.unit_id and shown.person_id = s.person_id
    and shown.valid @> lower(p.during))

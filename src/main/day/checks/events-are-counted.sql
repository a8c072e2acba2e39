-- Each event of an act is one row of the statistics, of the same facts, and nothing else is.
select coalesce(e.id::text, 'no event') || ' / ' || coalesce(s.event_id::text, 'not counted')
from (select * from log.event where kind = 'attendance.recorded') e
full join (select * from statistics.act where corrects is null) s on s.event_id = e.id
where e.id is null or s.event_id is null
   or (e.visit_id, e.person_id, e.centre_id, e.office_id, e.unit_id, e.data ->> 'serviceId',
       e.data ->> 'mode', e.data ->> 'outcome', e.data ->> 'language', e.data ->> 'day',
       e.data ->> 'minutes')
      is distinct from
      (s.visit_id, s.person_id, s.centre_id, s.office_id, s.unit_id, s.service_id, s.mode, s.outcome,
       s.language, s.day::text, s.minutes::text)

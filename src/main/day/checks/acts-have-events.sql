-- Each act has exactly one event, of the same place, person, service and outcome, and each event of
-- an act has its act.
select coalesce(a.id::text, 'no act') || ' / ' || coalesce(e.id::text, 'no event')
from attendances.attendance a
full join (select * from log.event where kind = 'attendance.recorded') e
  on e.data ->> 'attendanceId' = a.id::text
where a.id is null or e.id is null
   or (a.visit_id, a.person_id, a.centre_id, a.office_id, a.unit_id, a.service_id, a.mode, a.outcome,
       a.language, a.day::text)
      is distinct from
      (e.visit_id, e.person_id, e.centre_id, e.office_id, e.unit_id, e.data ->> 'serviceId',
       e.data ->> 'mode', e.data ->> 'outcome', e.data ->> 'language', e.data ->> 'day')
union all
select 'twice: ' || (data ->> 'attendanceId') from log.event where kind = 'attendance.recorded'
group by data ->> 'attendanceId' having count(*) > 1

-- A booking that was missed is counted once, and not at all when she came late on the same day; at the end
-- of a day no booking of it stands as if she might still come.
with counted as (
  select e.data ->> 'appointmentId' as id, sum(m.sign) as times
  from statistics.missed_booking m join log.event e on e.id = m.event_id
  group by 1
)
select a.number || ': ' || a.state || ', counted ' || coalesce(c.times, 0)
from appointments.appointment a
left join counted c on c.id = a.id::text
where coalesce(c.times, 0) <> (a.state = 'missed')::int
   or a.state = 'booked' and exists (
     select from log.event d where d.kind = 'day.ended' and d.centre_id = a.centre_id
       and d.occurred_at > a.starts_at)

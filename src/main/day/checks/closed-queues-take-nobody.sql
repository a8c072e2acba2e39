-- While a queue is closed nobody more is sent there, but for who was booked: not at the door, not from
-- another desk, not for a need that comes to light.
select s.id::text
from visits.closed_queue q
join visits.stop s on s.office_id = q.office_id and s.appointment_id is null
join visits.visit v on v.id = s.visit_id
join casefiles.need n on n.id = s.need_id
left join visits.stop f on f.id = s.from_stop_id
where tstzrange(q.closed_at, q.reopened_at)
  @> coalesce(f.ended_at, greatest(n.found_at, v.arrived_at))

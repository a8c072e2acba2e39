-- A booking that she came for is one stop of hers at its office, for its time and on its day; one that
-- she did not come for is none.
select a.number || ': ' || count(s.id)
from appointments.appointment a
join directory.centre c on c.id = a.centre_id
left join visits.stop s on s.appointment_id = a.id
group by a.id
having count(s.id) <> (a.state = 'arrived')::int
    or bool_or(s.id is not null and (s.person_id, s.office_id, s.booked_for, s.visit_id, s.day)
       is distinct from (a.person_id, a.office_id, a.starts_at, a.visit_id,
                         (a.starts_at at time zone c.zone)::date))

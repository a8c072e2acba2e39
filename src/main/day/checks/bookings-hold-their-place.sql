-- A booking holds one place, from its beginning to its end; one that was given back holds none.
select a.number || ': ' || count(b.id)
from appointments.appointment a
left join appointments.booking b on b.appointment_id = a.id and b.released_at is null
group by a.id
having count(b.id) <> (a.state <> 'cancelled')::int
    or bool_or(b.during <> tstzrange(a.starts_at, a.ends_at))

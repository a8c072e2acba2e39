-- Whoever was sent on has one stop at another office that says where she came from, and nobody else has.
select s.id::text from visits.stop s
left join visits.stop n on n.from_stop_id = s.id
group by s.id
having (s.outcome is not distinct from 'forwarded') <> (count(n.id) = 1)
    or bool_or(n.office_id = s.office_id or n.visit_id <> s.visit_id)

-- A paper is printed anew for somebody who is in the house, and keeps its number.
select e.id::text from log.event e
left join visits.visit v on v.id = e.visit_id and v.person_id = e.person_id
where e.kind = 'ticket.reprinted'
  and not coalesce(tstzrange(v.arrived_at, v.closed_at) @> e.occurred_at, false)

-- What the next desk is told goes with the person who was sent on, to its unit and no other, and neither
-- to nor from an institution that polices.
select h.id::text from visits.handover h
left join visits.stop s on s.id = h.to_stop_id
left join visits.stop f on f.id = s.from_stop_id
where (s.unit_id, f.unit_id, s.person_id) is distinct from (h.to_unit_id, h.from_unit_id, h.person_id)
   or exists (select from access.unit u where u.id in (h.to_unit_id, h.from_unit_id)
              and u.enforcement_link = 'direct')

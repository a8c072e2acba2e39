-- Whoever was sent to another house left this one in the same act, and is expected there on her file.
select coalesce(e.visit_id, x.from_visit_id)::text
from (select * from log.event where kind = 'visit.closed' and data ->> 'reason' = 'sent-on') e
full join visits.expected x on x.from_visit_id = e.visit_id
left join visits.visit v on v.id = x.from_visit_id
where e.id is null or x.id is null
   or (x.person_id, x.sent_at, x.from_centre_id) is distinct from (e.person_id, e.occurred_at, e.centre_id)
   or x.to_centre_id = x.from_centre_id
   or not coalesce(v.closed_at between x.sent_at and x.sent_at + interval '1 ms', false)

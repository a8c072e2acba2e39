-- The end of a day tells how many were still there, and each of them who was not seen to has a call
-- promised in the same act.
select e.id::text
from log.event e
cross join lateral (
  select count(*) as visits,
         count(*) filter (where exists (
           select from visits.stop s where s.visit_id = c.visit_id and s.state = 'withdrawn')) as unseen
  from log.event c
  where c.command_id = e.command_id and c.kind = 'visit.closed'
) left_over
cross join lateral (
  select count(*) as calls from followups.task t
  where t.kind = 'call-back' and t.made_at = e.occurred_at and exists (
    select from log.event c where c.command_id = e.command_id and c.visit_id = t.visit_id)
) promised
where e.kind = 'day.ended'
  and ((e.data ->> 'visits')::int <> left_over.visits or (e.data ->> 'calls')::int <> promised.calls
       or left_over.unseen <> promised.calls)

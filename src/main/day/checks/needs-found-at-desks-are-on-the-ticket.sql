-- A need that came to light at a desk was found while she sat there, and is on the route of her ticket;
-- so is one that reception added, which it does to a trip that goes on.
select e.id::text from log.event e
where e.kind = 'need.found' and (
  not exists (
    select from casefiles.need n join visits.stop s on s.need_id = n.id
    where n.id::text = e.data ->> 'needId' and n.found_at = e.occurred_at
      and s.visit_id = e.visit_id and n.visit_id = e.visit_id
      and s.subject_id = e.data ->> 'subjectId')
  or e.data ->> 'at' is distinct from 'reception' and not exists (
    select from visits.period p where p.stop_id::text = e.data ->> 'stopId' and p.kind = 'serving'
      and p.during @> e.occurred_at)
  or e.data ->> 'at' = 'reception' and not exists (
    select from visits.visit v where v.id = e.visit_id and v.arrived_at <= e.occurred_at
      and (v.closed_at is null or v.closed_at >= e.occurred_at)))

-- A visit that goes on takes up needs that were found before it and were not solved by then, and finds
-- none of its own.
select c.id::text from log.command c
cross join lateral (select (c.outcome -> 'result' ->> 'visitId')::uuid as id) v
where c.name = 'visit.continue' and c.outcome ->> 'ok' = 'true' and (
  not exists (select from visits.stop s where s.visit_id = v.id)
  or exists (
    select from visits.stop s left join casefiles.need n on n.id = s.need_id
    where s.visit_id = v.id and s.appointment_id is null
      and n.found_at >= c.occurred_at and not exists (
        select from log.event e where e.kind = 'need.found' and e.data ->> 'needId' = n.id::text))
  or exists (
    select from visits.stop s join visits.stop b on b.need_id = s.need_id and b.visit_id <> s.visit_id
    where s.visit_id = v.id and b.outcome = 'solved' and b.ended_at < c.occurred_at))

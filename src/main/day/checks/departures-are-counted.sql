-- Each closed visit was closed by one event, and the statistics tell how many of its needs were
-- solved: as many as the case files say.
with closed as (
  select v.id, v.person_id, v.day, count(n.id) as needs,
         count(n.id) filter (where n.state = 'solved') as solved
  from visits.visit v left join casefiles.need n on n.visit_id = v.id
  where v.state = 'closed' group by v.id
)
select coalesce(c.id::text, 'not closed') || ' / ' || coalesce(e.id::text, 'no event')
       || ' / ' || coalesce(d.event_id::text, 'not counted')
from closed c
full join (select * from log.event where kind = 'visit.closed') e on e.visit_id = c.id
full join statistics.departure d on d.event_id = e.id
where (c.id, c.person_id, c.day, c.needs, c.solved)
      is distinct from (d.visit_id, d.person_id, d.day, d.needs::bigint, d.solved::bigint)
   or c.id is distinct from e.visit_id

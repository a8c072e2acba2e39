-- Each closed visit was closed by one event, and the statistics tell how many of the needs found at it
-- were solved at it: as many as its stops say. What a correction changed is taken back and counted anew.
with closed as (
  select v.id, v.person_id, v.day, count(n.id) as needs,
         count(n.id) filter (where n.state = 'solved' and exists (
           select from visits.stop s
           where s.need_id = n.id and s.visit_id = v.id and s.outcome = 'solved')) as solved
  from visits.visit v left join casefiles.need n on n.visit_id = v.id
  where v.state = 'closed' group by v.id
), counted as (
  select visit_id, person_id, day, sum(sign) as times, sum(sign * needs) as needs,
         sum(sign * solved) as solved, array_agg(event_id) as events
  from statistics.departure group by visit_id, person_id, day
)
select coalesce(c.id::text, 'not closed') || ' / ' || coalesce(e.id::text, 'no event')
       || ' / ' || coalesce(d.visit_id::text, 'not counted')
from closed c
full join (select * from log.event where kind = 'visit.closed') e on e.visit_id = c.id
full join counted d on d.visit_id = e.visit_id
where (c.id, c.person_id, c.day, c.needs, c.solved, 1::bigint)
      is distinct from (d.visit_id, d.person_id, d.day, d.needs, d.solved, d.times)
   or c.id is distinct from e.visit_id or not coalesce(e.id = any (d.events), false)

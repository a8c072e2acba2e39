-- A need stands where the last stop for it ended; one whose stop was withdrawn is as it was.
with last as (
  select distinct on (need_id) need_id, state, outcome from visits.stop
  where need_id is not null
  order by need_id, coalesce(served_at, 'infinity') desc, coalesce(queued_at, 'infinity') desc
)
select n.id || ': ' || n.state || ', its stop ' || l.state || ' ' || coalesce(l.outcome, '')
from casefiles.need n join last l on l.need_id = n.id
where n.state <> case when l.state = 'done' then coalesce(l.outcome, 'open') else 'open' end

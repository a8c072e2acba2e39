-- A need stands as the last stop that served it ended; before any did, it is open. A stop that waits or
-- was withdrawn leaves it as it was, and so does one that sent her on. What reception took out of a trip
-- because it is not wanted, or was a mistake, is dropped; for another day, it stays as it was.
with last as (
  select distinct on (need_id) need_id, state, outcome from visits.stop
  where need_id is not null and state = 'done' and outcome is distinct from 'forwarded'
  order by need_id, served_at desc
)
select n.id || ': ' || n.state || ', its stop ' || coalesce(l.outcome, 'none')
from casefiles.need n left join last l on l.need_id = n.id
where case when n.state = 'dropped'
    then not exists (
      select from log.event e join visits.stop s on s.id::text = e.data ->> 'stopId'
      where e.kind = 'stop.withdrawn' and s.need_id = n.id and e.data ->> 'why' <> 'another-day')
    else n.state <> coalesce(l.outcome, 'open') end

-- A need stands as the last stop that served it ended; before any did, it is open. A stop that waits or
-- was withdrawn leaves it as it was, and so does one that sent her on.
with last as (
  select distinct on (need_id) need_id, state, outcome from visits.stop
  where need_id is not null and state = 'done' and outcome is distinct from 'forwarded'
  order by need_id, served_at desc
)
select n.id || ': ' || n.state || ', its stop ' || coalesce(l.outcome, 'none')
from casefiles.need n left join last l on l.need_id = n.id
where n.state <> coalesce(l.outcome, 'open')

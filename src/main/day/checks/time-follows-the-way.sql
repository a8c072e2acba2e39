-- Somebody waits before she is called, is called before she is on the way or served, and is parked
-- only from a call or a sitting, always within the same stop.
with told as (
  select visit_id, stop_id, kind,
         lag(kind) over w as before, lag(stop_id) over w as stop_before
  from visits.period window w as (partition by visit_id order by lower(during), upper(during))
)
select visit_id || ': ' || coalesce(before, 'nothing') || ' then ' || kind
from told
where not case kind
    when 'waiting' then before is null or (stop_before = stop_id and before in ('called', 'way', 'parked'))
                        or (stop_before <> stop_id and before = 'serving')
    when 'called' then before = 'waiting' and stop_before = stop_id
    when 'way' then before = 'called' and stop_before = stop_id
    when 'serving' then before in ('called', 'way') and stop_before = stop_id
    when 'parked' then stop_before = stop_id and before in ('called', 'way', 'serving')
                       or stop_before <> stop_id and before = 'serving'
  end

-- Somebody waits before she is called, in all her queues and so at no stop; is called before she is on
-- the way or served, at the same stop; and is parked only from a call or a sitting.
with told as (
  select visit_id, stop_id, kind,
         lag(kind) over w as before, lag(stop_id) over w as stop_before
  from visits.period window w as (partition by visit_id order by lower(during), upper(during))
)
select visit_id || ': ' || coalesce(before, 'nothing') || ' then ' || kind
from told
where not case kind
    when 'waiting' then stop_id is null and coalesce(before, 'nothing') <> 'waiting'
    when 'called' then before = 'waiting' and stop_id is not null
    when 'way' then before = 'called' and stop_before = stop_id
    when 'serving' then before in ('called', 'way') and stop_before = stop_id
    when 'parked' then stop_before = stop_id and before in ('called', 'way', 'serving')
                       or stop_before <> stop_id and before = 'serving'
  end

-- Whoever was parked, or missed a second call, is called again only once it was said that she is back.
with told as (
  select e.data ->> 'stopId' as stop_id, e.kind,
         lag(e.kind) over w as before, lag(e.data ->> 'again') over w as again
  from log.event e
  where e.kind in ('stop.parked', 'stop.missed', 'stop.resumed', 'stop.called')
  window w as (partition by e.data ->> 'stopId' order by e.position)
)
select stop_id from told
where kind = 'stop.called' and (before = 'stop.parked' or before = 'stop.missed' and again <> 'true')

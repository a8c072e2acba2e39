-- Each stop of a closed visit ended in exactly one way: finished, sent on, or withdrawn: when she left, or
-- before by one act of reception.
select s.id || ': ' || s.state || ', finished ' || count(e.id) filter (where e.kind = 'stop.finished')
       || ', sent on ' || count(e.id) filter (where e.kind = 'stop.forwarded')
from visits.stop s
join visits.visit v on v.id = s.visit_id and v.state = 'closed'
left join log.event e on e.kind in ('stop.finished', 'stop.forwarded', 'stop.withdrawn')
 and e.data ->> 'stopId' = s.id::text
group by s.id, v.id
having s.ended_at is null
    or s.ended_at > v.closed_at
    or not case s.state
         when 'done' then count(e.id) = 1
              and (s.outcome = 'forwarded') = (count(e.id) filter (where e.kind = 'stop.forwarded') = 1)
         when 'withdrawn' then s.outcome is null and count(e.id) <= 1
              and count(e.id) = count(e.id) filter (where e.kind = 'stop.withdrawn')
              and (count(e.id) = 1 or s.ended_at = v.closed_at)
         else false
       end

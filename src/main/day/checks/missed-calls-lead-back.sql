-- A stop tells how many calls to it were missed: the first leads back into the queue, the next ones out.
select s.id::text
from visits.stop s
left join (
  select e.data ->> 'stopId' as stop_id, e.data ->> 'again' as again,
         row_number() over (partition by e.data ->> 'stopId' order by e.position) as nth
  from log.event e where e.kind = 'stop.missed'
) m on m.stop_id = s.id::text
group by s.id
having s.misses <> count(m.nth)
    or bool_or((m.nth = 1) <> (m.again = 'true'))

-- A number sounds again only while it is called or on the way, at the desk that called it.
select e.id::text from log.event e
where e.kind = 'stop.recalled' and not exists (
  select from visits.period p
  where p.stop_id::text = e.data ->> 'stopId' and p.kind in ('called', 'way')
    and p.desk_id = e.data ->> 'deskId' and p.during @> e.occurred_at)

-- What the coordinator mended had stood too long: her time of that kind ended then, after a quarter of
-- an hour called, an hour parked, or two served.
select e.id::text from log.event e
where e.kind = 'anomaly.mended' and not exists (
  select from visits.period p
  where p.visit_id = e.visit_id and p.kind = e.data ->> 'kind'
    and upper(p.during) between e.occurred_at and e.occurred_at + interval '1 ms'
    and upper(p.during) - lower(p.during) >= case p.kind
      when 'called' then interval '15 minutes' when 'parked' then interval '1 hour'
      else interval '2 hours' end)

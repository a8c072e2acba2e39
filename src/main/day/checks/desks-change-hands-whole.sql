-- Whoever takes over a desk with the person there sits there from that moment on, the one before no
-- longer, and with the desk passes what may be seen of her.
select e.id::text from log.event e
cross join lateral (
  select exists (
           select from visits.desk_session d where d.desk_id = e.data ->> 'deskId'
             and d.account_id::text = e.data ->> 'from' and d.closed_at = e.occurred_at) as went,
         exists (
           select from visits.desk_session d where d.desk_id = e.data ->> 'deskId'
             and d.account_id = e.account_id and d.opened_at = e.occurred_at) as came,
         exists (
           select from visits.period p where p.stop_id::text = e.data ->> 'stopId'
             and p.kind = 'serving' and p.during @> e.occurred_at) as serving,
         (select count(*) from access."grant" g where g.because_id::text = e.data ->> 'stopId'
             and g.purpose = 'serve' and lower(g.valid) >= e.occurred_at) as begun,
         (select count(*) from access."grant" g where g.because_id::text = e.data ->> 'stopId'
             and g.purpose = 'serve' and lower(g.valid) < e.occurred_at
             and upper(g.valid) > e.occurred_at + interval '1 ms') as lasting
) h
where e.kind = 'stop.taken-over'
  and (not h.went or not h.came or h.serving and (h.begun = 0 or h.lasting > 0))

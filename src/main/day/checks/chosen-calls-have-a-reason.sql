-- Whoever was called out of turn was called in the same act, and for a reason of the list.
select e.id::text from log.event e
where e.kind = 'stop.chosen' and (
  e.data ->> 'reason' not in
    ('back-with-paper', 'booked', 'began-here', 'interpreter-here', 'cannot-wait')
  or not exists (
    select from log.event c
    where c.command_id = e.command_id and c.kind = 'stop.called'
      and c.data ->> 'stopId' = e.data ->> 'stopId' and c.data ->> 'deskId' = e.data ->> 'deskId'))

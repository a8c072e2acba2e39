-- What is taken from the boards of a house was said there before.
select e.id::text from log.event e
where e.kind = 'board.taken-down' and not exists (
  select from log.event s
  where s.kind in ('board.said', 'slide.added') and s.centre_id = e.centre_id
    and s.data ->> 'textId' = e.data ->> 'textId' and s.position < e.position)

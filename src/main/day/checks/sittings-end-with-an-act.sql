-- Every stop that was served to its end has an act, written when it ended.
select s.id::text from visits.stop s
where s.state = 'done' and not exists (
  select from attendances.attendance a
  where a.stop_id = s.id and a.occurred_at between s.served_at and s.ended_at)

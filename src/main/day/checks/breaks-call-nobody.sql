-- In a break nobody is called or served at the desk, and the break is one of whoever sits there.
select b.id::text from visits.desk_break b
where exists (
    select from visits.period p
    where p.desk_id = b.desk_id and p.kind in ('called', 'way', 'serving')
      and p.during && tstzrange(b.started_at, b.ended_at))
   or not exists (
    select from visits.desk_session d
    where d.id = b.session_id and d.account_id = b.account_id and d.desk_id = b.desk_id
      and d.opened_at <= b.started_at and b.ended_at <= coalesce(d.closed_at, 'infinity'))

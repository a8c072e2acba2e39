-- An alarm is of whoever sat at the desk, and somebody else saw to it before it was closed.
select a.id::text from visits.alarm a
where not coalesce(a.raised_at <= a.acknowledged_at and a.acknowledged_at <= a.closed_at, false)
   or a.acknowledged_by = a.account_id
   or not exists (
     select from visits.desk_session d where d.desk_id = a.desk_id and d.account_id = a.account_id
       and tstzrange(d.opened_at, d.closed_at) @> a.raised_at)

-- A desk has one officer at a time, and an officer one desk.
select a.desk_id || ' ' || a.account_id || ' and ' || b.desk_id || ' ' || b.account_id
from visits.desk_session a join visits.desk_session b
  on b.id > a.id and (b.desk_id = a.desk_id or b.account_id = a.account_id)
where tstzrange(a.opened_at, a.closed_at) && tstzrange(b.opened_at, b.closed_at)

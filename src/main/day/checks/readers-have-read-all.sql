-- Every reader of the log stands at its last event.
select r.name || ' at ' || r.position
from log.reader r
cross join (select epoch, xid, position from log.event order by epoch desc, xid desc, position desc limit 1) e
where (r.epoch, r.xid, r.position) is distinct from (e.epoch, e.xid, e.position)
union all
select 'no reader' where not exists (select from log.reader) and exists (select from log.event)

-- No two periods of somebody share a moment, and none begins before she came.
select a.visit_id || ': ' || a.during || ' and ' || b.during
from visits.period a join visits.period b on b.visit_id = a.visit_id
 and (b.kind, b.stop_id, b.during) > (a.kind, a.stop_id, a.during)
where a.during && b.during
union all
select p.visit_id || ': ' || p.during || ' before ' || v.arrived_at
from visits.period p join visits.visit v on v.id = p.visit_id where lower(p.during) < v.arrived_at

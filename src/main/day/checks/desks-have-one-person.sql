-- A desk is with one person at a time.
select a.desk_id || ': stops ' || a.stop_id || ' and ' || b.stop_id
from visits.period a join visits.period b on b.desk_id = a.desk_id and b.stop_id > a.stop_id
where a.kind in ('called', 'way', 'serving') and b.kind in ('called', 'way', 'serving')
  and a.during && b.during

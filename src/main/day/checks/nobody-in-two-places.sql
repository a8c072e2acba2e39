-- Nobody has two tickets at once, and nobody is with two desks at once.
select 'person ' || a.person_id || ': tickets ' || a.number || ' and ' || b.number
from visits.visit a join visits.visit b on b.person_id = a.person_id and b.id > a.id
where tstzrange(a.arrived_at, a.closed_at) && tstzrange(b.arrived_at, b.closed_at)
union all
select 'person ' || a.person_id || ': desks ' || a.desk_id || ' and ' || b.desk_id
from visits.period a join visits.period b on b.person_id = a.person_id
 and (b.visit_id, b.stop_id, b.during) > (a.visit_id, a.stop_id, a.during)
where a.kind in ('called', 'way', 'serving') and b.kind in ('called', 'way', 'serving')
  and a.visit_id <> b.visit_id and a.during && b.during

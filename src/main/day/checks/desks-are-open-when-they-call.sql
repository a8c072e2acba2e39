-- Whoever is called or served is so at a desk of the stop's office that is open all that time, whoever
-- sits there.
select p.stop_id || ' at ' || coalesce(p.desk_id, 'no desk')
from visits.period p
left join visits.stop s on s.id = p.stop_id
left join directory.desk k on k.id = p.desk_id
left join (
  select desk_id, range_agg(tstzrange(opened_at, closed_at, '[]')) as open
  from visits.desk_session group by desk_id
) d on d.desk_id = p.desk_id
where p.kind in ('called', 'way', 'serving')
  and (k.office_id is distinct from s.office_id or not coalesce(d.open @> p.during, false))

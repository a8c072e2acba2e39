-- Whoever is called or served is so at a desk of the stop's office that is open then.
select p.stop_id || ' at ' || coalesce(p.desk_id, 'no desk')
from visits.period p
left join visits.stop s on s.id = p.stop_id
left join directory.desk k on k.id = p.desk_id
where p.kind in ('called', 'way', 'serving')
  and (k.office_id is distinct from s.office_id or not exists (
    select from visits.desk_session d
    where d.desk_id = p.desk_id and tstzrange(d.opened_at, d.closed_at, '[]') @> p.during))

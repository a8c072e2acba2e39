-- A note is of the unit that served her when it was written.
select n.id::text from casefiles.note n
left join visits.stop s on s.id = n.stop_id
where (n.unit_id, n.person_id, n.visit_id) is distinct from (s.unit_id, s.person_id, s.visit_id)
   or not exists (
     select from visits.period p where p.stop_id = n.stop_id and p.kind = 'serving'
       and n.written_at between lower(p.during) and upper(p.during))

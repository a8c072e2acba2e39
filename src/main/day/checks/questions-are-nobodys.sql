-- A question that was answered at the door is an act of the welcome, solved, and of nobody.
select a.id::text from attendances.attendance a
join directory.office o on o.id = a.office_id
where a.visit_id is null
  and (a.person_id is not null or o.kind not in ('welcome', 'local') or a.outcome <> 'solved'
       or a.subject_id is null)

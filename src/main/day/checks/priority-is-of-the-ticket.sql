-- Who comes first comes first everywhere: a stop has the place by right that its ticket has.
select s.id::text from visits.stop s join visits.visit v on v.id = s.visit_id
where s.priority <> v.priority

-- A need that has no stop in the visit in which it was found has a promise of that visit: a time at an
-- office, or a call. Nobody goes home with nothing.
select n.id::text from casefiles.need n
where not exists (select from visits.stop s where s.need_id = n.id and s.visit_id = n.visit_id)
  and not exists (
    select from appointments.appointment a
    where a.need_id = n.id and a.person_id = n.person_id and a.because_visit_id = n.visit_id)
  and not exists (
    select from followups.task t
    where t.need_id = n.id and t.person_id = n.person_id and t.visit_id = n.visit_id
      and t.kind = 'call-back')

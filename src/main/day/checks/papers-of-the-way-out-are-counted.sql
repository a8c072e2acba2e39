-- What she takes along is of her own visit and was told to the log when it was printed; one link at a
-- time leads to her page.
select 'summary ' || l.visit_id from visits.summary_link l
left join log.event e on e.kind = 'summary.handed-out' and e.visit_id = l.visit_id
 and e.person_id = l.person_id and e.occurred_at = l.made_at and e.account_id = l.made_by
where e.id is null
union all
select 'summary ' || visit_id from visits.summary_link
where ended_at is null group by visit_id having count(*) > 1
union all
select 'certificate ' || c.visit_id from visits.certificate c
left join log.event e on e.kind = 'certificate.issued' and e.visit_id = c.visit_id
 and e.person_id = c.person_id and e.occurred_at = c.issued_at and e.account_id = c.issued_by
where e.id is null

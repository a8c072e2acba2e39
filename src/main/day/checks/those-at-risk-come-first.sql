-- Whoever may need protection comes first, somebody who was told went to her, and no institution that
-- polices called her before the others had seen her.
select v.number || ' in ' || v.centre_id from visits.protection p
join visits.visit v on v.id = p.visit_id
where v.priority = 0
   or not exists (
     select from visits.protection_reader r
     where r.protection_id = p.id and r.account_id = p.taken_by)
   or exists (
     select from visits.stop a
     join access.unit u on u.id = a.unit_id and u.enforcement_link = 'direct'
     join visits.stop b on b.visit_id = a.visit_id and b.from_stop_id is null
     join access.unit w on w.id = b.unit_id and w.enforcement_link <> 'direct'
     join casefiles.need n on n.id = b.need_id and n.found_at = v.arrived_at
     where a.visit_id = p.visit_id and a.from_stop_id is null and a.appointment_id is null
       and a.served_at < b.ended_at and b.appointment_id is null)

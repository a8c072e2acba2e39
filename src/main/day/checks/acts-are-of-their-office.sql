-- An act belongs to the office, the unit and the house of its stop, and was done by somebody who sat
-- at one of the desks of that office at that moment.
select a.id::text
from attendances.attendance a
join visits.stop s on s.id = a.stop_id
join directory.office o on o.id = s.office_id
where (a.visit_id, a.person_id, a.office_id, a.centre_id, a.unit_id)
      is distinct from (s.visit_id, s.person_id, s.office_id, o.centre_id, o.unit_id)
   or not exists (
     select from visits.desk_session d
     where d.account_id = a.account_id and d.office_id = s.office_id
       and d.opened_at <= a.occurred_at and coalesce(d.closed_at, 'infinity') >= a.occurred_at)

-- The numbers of a house's day begin at 1, come once each and leave none out; a stop bears the number
-- of its visit.
select centre_id || ' ' || day || ': ' || count(*) || ' tickets up to number ' || max(number)
from visits.visit group by centre_id, day
having min(number) <> 1 or max(number) <> count(*) or count(distinct number) <> count(*)
union all
select s.id || ': number ' || s.number
from visits.stop s join visits.visit v on v.id = s.visit_id
where (s.number, s.day, s.centre_id) is distinct from (v.number, v.day, v.centre_id)

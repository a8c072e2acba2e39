-- Visits in which somebody was served are no more than acts, in each house and on each day.
select v.centre_id || ' ' || v.day || ': ' || v.served || ' visits, ' || coalesce(a.acts, 0) || ' acts'
from (
  select centre_id, day, count(*) as served from visits.visit
  where exists (select from visits.stop s where s.visit_id = visit.id and s.state = 'done')
  group by centre_id, day
) v
left join (select centre_id, day, count(*) as acts from attendances.attendance group by centre_id, day) a
  on a.centre_id = v.centre_id and a.day = v.day
where v.served > coalesce(a.acts, 0)

-- Each office's figure of a day is the number of acts at that office: none is counted next door.
select coalesce(a.office_id, d.office_id) || ' ' || coalesce(a.day, d.day)::text
from (select day, office_id, count(*) as acts from attendances.current_act group by day, office_id) a
full join statistics.daily d on d.day = a.day and d.office_id = a.office_id
where coalesce(a.acts, 0) <> coalesce(d.acts, 0)

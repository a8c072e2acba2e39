-- The acts of a house on a day are the sum over its offices, as the reader of the log counted them;
-- minutes too.
with acts as (
  select day, centre_id, count(*) as acts, sum(minutes) as minutes
  from attendances.current_act group by day, centre_id
), offices as (
  select d.day, o.centre_id, sum(d.acts) as acts, sum(d.minutes) as minutes
  from statistics.daily d join directory.office o on o.id = d.office_id
  group by d.day, o.centre_id
)
select coalesce(a.day, o.day)::text || ' ' || coalesce(a.centre_id, o.centre_id) || ': '
       || coalesce(a.acts, 0) || ' acts, offices add up to ' || coalesce(o.acts, 0)
from acts a full join offices o on o.day = a.day and o.centre_id = a.centre_id
where (coalesce(a.acts, 0), coalesce(a.minutes, 0))
      is distinct from (coalesce(o.acts, 0), coalesce(o.minutes, 0))

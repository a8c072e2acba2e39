-- Of those who were served, persons are no more than visits, and visits no more than acts, in each
-- house and over all; and persons are no more than visits among those who came.
with served as (
  select coalesce(centre_id, 'all') as place, count(*) as acts, count(distinct visit_id) as visits,
         count(distinct person_id) as persons
  from statistics.act group by rollup (centre_id)
), came as (
  select coalesce(centre_id, 'all') as place, count(*) as visits, count(distinct person_id) as persons
  from statistics.arrival group by rollup (centre_id)
)
select place || ': persons, visits and acts of those served' from served
where persons > visits or visits > acts
union all
select place || ': persons and visits of those who came' from came where persons > visits
union all
select 'served ' || served.visits || ' visits of ' || coalesce(came.visits, 0)
from served left join came using (place) where served.visits > coalesce(came.visits, 0)

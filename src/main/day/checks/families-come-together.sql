-- Whoever is received together gets numbers that follow each other at one moment, each her own, and is
-- of one household.
with received as (
  select id, string_to_array(outcome -> 'result' ->> 'visitIds', ' ')::uuid[] as visits
  from log.command where name = 'household.receive' and outcome ->> 'ok' = 'true'
)
select r.id::text
from received r
cross join unnest(r.visits) as t (visit_id)
left join visits.visit v on v.id = t.visit_id
left join people.household_member m on m.person_id = v.person_id
group by r.id, r.visits
having count(distinct v.person_id) <> cardinality(r.visits)
    or count(m.person_id) <> cardinality(r.visits)
    or max(v.number) - min(v.number) + 1 <> cardinality(r.visits)
    or count(distinct v.arrived_at) <> 1
    or count(distinct m.household_id) <> 1

-- Persons are no more than visits: nobody is registered, and nobody counted, who did not come.
select persons || ' persons registered, ' || visits || ' visits'
from (select count(*) as persons from people.person) p, (select count(*) as visits from visits.visit) v
where persons > visits
union all
select 'act ' || a.event_id || ' is counted for somebody who did not come'
from statistics.act a
where a.person_id is not null and not exists (
  select from statistics.arrival c where c.person_id = a.person_id and c.day = a.day)

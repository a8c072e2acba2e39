-- The minutes of a stop's acts are no more than the time that she sat there, but for rounding.
select s.id || ': ' || sum(a.minutes) || ' minutes'
from attendances.attendance a join visits.stop s on s.id = a.stop_id
cross join lateral (
  select sum(extract(epoch from upper(p.during) - lower(p.during))) / 60 as minutes
  from visits.period p where p.stop_id = s.id and p.kind = 'serving') sat
group by s.id, sat.minutes
having sum(a.minutes) > sat.minutes + count(*)

-- An act counts once as it stands now, and not at all once it was voided: the rows that counted it and
-- those that took it back add up to that.
with rows as (
  select e.data ->> 'attendanceId' as act, s.* from statistics.act s join log.event e on e.id = s.event_id
), sums as (
  select act, sum(sign) as times, sum(sign * minutes) as minutes from rows group by act
), last as (
  select distinct on (r.act) r.act, r.service_id, r.mode, r.outcome, r.language
  from rows r join log.event e on e.id = r.event_id
  where r.sign = 1 order by r.act, e.epoch desc, e.xid desc, e.position desc
)
select coalesce(c.id::text, s.act) || ': counted ' || coalesce(s.times, 0) || ' times'
from attendances.current_act c
full join sums s on s.act = c.id::text
left join last l on l.act = c.id::text
where coalesce(s.times, 0) <> case when c.id is null then 0 else 1 end
   or coalesce(s.minutes, 0) <> coalesce(c.minutes, 0)
   or (c.id is not null and (c.service_id, c.mode, c.outcome, c.language)
       is distinct from (l.service_id, l.mode, l.outcome, l.language))

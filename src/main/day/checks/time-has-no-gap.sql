-- From arrival to departure somebody's time is told without a gap: the first period begins when she
-- comes, each next one where the last ends, and the last ends when the visit closes. Who went home at
-- once, with a promise for another day, has spent no time.
with told as (
  select visit_id, lower(during) as begins, upper(during) as ends,
         lag(upper(during)) over w as ended, lead(lower(during)) over w as follows
  from visits.period
  window w as (partition by visit_id order by lower(during), upper(during))
)
select v.id || ': ' || coalesce(t.begins::text, 'no time')
from visits.visit v left join told t on t.visit_id = v.id
where t.visit_id is null and v.closed_at is distinct from v.arrived_at
   or t.begins > coalesce(t.ended, v.arrived_at)
   or (t.follows is null and t.ends is not null and v.closed_at is distinct from t.ends)

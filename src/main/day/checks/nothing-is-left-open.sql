-- When the day is over nobody is in the house, no desk is open and no time is running.
select 'visit ' || number from visits.visit where state <> 'closed' or closed_at is null
union all
select 'desk ' || desk_id from visits.desk_session where closed_at is null
union all
select 'stop ' || id from visits.stop where state not in ('done', 'withdrawn')
union all
select 'time of visit ' || visit_id from visits.period where upper_inf(during)
union all
select 'grant ' || id from access."grant" where upper_inf(valid)

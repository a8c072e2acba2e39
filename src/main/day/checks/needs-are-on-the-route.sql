-- Each stop answers a need of its person, and each need that was seen to has its stop.
select 'need ' || n.id from casefiles.need n
where n.state not in ('open', 'dropped') and not exists (
  select from visits.stop s where s.need_id = n.id and s.state = 'done')
union all
select 'stop ' || s.id from visits.stop s
left join casefiles.need n on n.id = s.need_id
where n.id is null or n.person_id <> s.person_id

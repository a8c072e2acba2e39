-- Each need that was found has a stop of the same visit, and each stop answers a need.
select 'need ' || n.id from casefiles.need n
where not exists (select from visits.stop s where s.need_id = n.id and s.visit_id = n.visit_id)
union all
select 'stop ' || s.id from visits.stop s
left join casefiles.need n on n.id = s.need_id
where n.id is null or n.person_id <> s.person_id

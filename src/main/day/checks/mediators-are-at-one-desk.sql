-- A mediator speaks the language for which she comes, is asked while the person is at the desk, and goes
-- to one desk at a time; with the sitting her coming is over.
select 'request ' || r.id from interpretation.request r
left join access.account a on a.id = r.mediator_id
where r.ended_at is null
   or not r.language = any (coalesce(a.speaks, array[r.language]))
   or not exists (
     select from visits.period p where p.stop_id = r.stop_id and p.desk_id = r.desk_id
       and p.kind in ('called', 'way', 'serving')
       and p.during @> r.asked_at and r.ended_at <= upper(p.during) + interval '1 ms')
union all
select 'mediator ' || a.mediator_id
from interpretation.request a join interpretation.request b
  on b.mediator_id = a.mediator_id and b.id > a.id
where tstzrange(a.accepted_at, a.ended_at) && tstzrange(b.accepted_at, b.ended_at)

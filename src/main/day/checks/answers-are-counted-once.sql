-- Whether everything was solved is asked once a visit, and as many answers are counted as were given.
select answers || ' answers, ' || asked || ' asked, ' || told || ' told'
from (select count(*) as answers from feedback.solved) s,
     (select count(*) as asked from feedback.asked) a,
     (select count(*) as told from log.event where kind = 'feedback.answered') e
where answers <> asked or asked <> told

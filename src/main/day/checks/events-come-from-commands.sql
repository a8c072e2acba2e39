-- Every event came from a command of the same account, at the same moment.
select e.kind || ' ' || e.id from log.event e
where not exists (
  select from log.command c where c.id = e.command_id and c.account_id = e.account_id
   and c.occurred_at = e.occurred_at)

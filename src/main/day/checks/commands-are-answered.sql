-- Every command has an outcome; one that worked left events, one that was refused left none. That
-- somebody goes to a person who needs protection is told to no log.
select c.name || ' ' || c.id from log.command c
where jsonb_typeof(c.outcome::jsonb -> 'ok') is distinct from 'boolean'
   or ((c.outcome ->> 'ok')::boolean and c.name <> 'protection.take') <> exists (
        select from log.event e where e.command_id = c.id and e.account_id = c.account_id)

-- Follow-ups: dated tasks about a person. What we do, what she does, and call-backs promised to her.
-- Contact details are S4, so the whole table is closed to whoever has a direct enforcement link.

create schema followups;
grant usage on schema followups to oneroof_app, oneroof_jobs, oneroof_stats;

create table followups.task (
  id           uuid primary key,
  person_id    uuid not null references people.person,
  need_id      uuid references casefiles.need,
  kind         text not null check (kind in ('ours', 'hers', 'call-back')),
  title        text not null check (char_length(title) between 1 and 200),
  unit_id      text not null references access.unit,
  centre_id    text references directory.centre,
  account_id   uuid references access.account,  -- whose it is; null: anyone of the unit
  due_on       date not null,
  due_within   directory.timerange check (not isempty(due_within)),  -- civil, of the centre
  safe_contact text check (char_length(safe_contact) between 1 and 200),
  -- Only its unit sees it; others who serve her see the rest of the tasks on her file.
  own_unit_only boolean not null,
  state        text not null check (state in ('open', 'done', 'dropped')),
  outcome      text check (outcome in ('done', 'reached', 'not-reached', 'no-longer-needed',
                 'she-declined', 'mistake')),
  visit_id     uuid,  -- the trip because of which it was made
  act_id       uuid,
  made_by      uuid not null references access.account,
  made_at      timestamptz not null,
  changed_at   timestamptz not null,
  ended_at     timestamptz,
  ended_by     uuid references access.account,
  check ((state = 'open') = (outcome is null) and (state = 'open') = (ended_at is null)
         and (ended_at is null) = (ended_by is null))
);
create index task_due on followups.task (unit_id, due_on) where state = 'open';
create index task_person on followups.task (person_id);

select meta.classify('followups.task', 'S2 · what was promised and by when · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "title": "S4 · free text may hold anything · last visit + 5 years",
    "safe_contact": "S4 · how she can be reached safely · until the task ends + 1 year",
    "unit_id": "S1 · whose task it is · last visit + 5 years",
    "account_id": "S1 · whose task it is · last visit + 5 years"}');
select access.protect('followups.task');
select access.fence('followups.task', 'closed');

grant select, insert, update (account_id, due_on, due_within, state, outcome, changed_at, ended_at,
  ended_by) on followups.task to oneroof_app;
create policy reach on followups.task for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or (not own_unit_only and person_id = any ((select access.persons())::uuid[])));
create policy own_unit_promises on followups.task for insert to oneroof_app
  with check (made_by = (select access.me()) and unit_id = any ((select access.units())::text[])
    and exists (select from people.person p where p.id = person_id));
create policy own_unit_settles on followups.task for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

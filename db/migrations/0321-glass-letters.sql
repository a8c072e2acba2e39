-- Beside the notice on the screen, those who are told that a file was opened in an emergency get an e-mail.
-- It goes out behind the opening: the notice is what tells them before the first byte.

alter table access.glass_notice
  add column letter_due_at timestamptz,   -- when it is tried next; nothing: it went, or was told before letters
  add column letter_sent_at timestamptz;
alter table access.glass_notice alter column letter_due_at set default meta.now();
create index glass_letter_due on access.glass_notice (letter_due_at) where letter_due_at is not null;
select meta.classify('access.glass_notice', 'S1 · who was told · 5 years');

-- Some letters that are due, for the worker: to whom and about what time, never whose file, who opened it or
-- why. Whoever takes one has it for ten minutes; if it did not go by then, it is tried again, as long as
-- somebody has to look at it still.
create function access.take_glass_letters(most integer) returns table (
  glass_id uuid, account_id uuid, address text, language text, opened_at timestamptz, review_due_at timestamptz)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with due as (
    select n.glass_id, n.account_id from access.glass_notice n
    join access.glass g on g.id = n.glass_id and g.reviewed_at is null and g.review_due_at > meta.now()
    where n.letter_due_at <= meta.now() and access.is_process('worker')
      and access.hears_glass(n.account_id)
    order by n.letter_due_at, n.glass_id, n.account_id limit most for update of n skip locked),
  taken as (
    update access.glass_notice n set letter_due_at = meta.now() + interval '10 minutes'
    from due d where n.glass_id = d.glass_id and n.account_id = d.account_id
    returning n.glass_id, n.account_id)
  select t.glass_id, t.account_id, a.login, a.language, g.opened_at, g.review_due_at
  from taken t join access.account a on a.id = t.account_id join access.glass g on g.id = t.glass_id
$$;
create function access.note_glass_letter(of_glass uuid, of_account uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update access.glass_notice n set letter_due_at = null, letter_sent_at = meta.now()
    where n.glass_id = of_glass and n.account_id = of_account and access.is_process('worker')
$$;
revoke execute on function access.take_glass_letters(integer), access.note_glass_letter(uuid, uuid) from public;
grant execute on function access.take_glass_letters(integer), access.note_glass_letter(uuid, uuid)
  to oneroof_jobs, oneroof_app;

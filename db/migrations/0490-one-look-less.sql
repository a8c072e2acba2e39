-- Whom the asking account reaches (0420), for two thirds of what it cost: the proof is read once, live and
-- ended grants in one statement, and a section is compared with each of a grant's instead of making an array
-- for each row.
create or replace function access.persons_for(section text) returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  who text := access.proved();
  mine text[] := coalesce(substr(who, 74)::text[], '{}');
  me uuid := left(who, 36)::uuid;
  found uuid[];
begin
  if mine = '{}' then return '{}'; end if;
  select array_agg(live.person_id) into found from (
    select g.person_id from access."grant" g
    where g.unit_id = any (mine) and upper_inf(g.valid) and lower(g.valid) <= meta.now()
      and (g.account_id is null or g.account_id = me)
      and ('spine' = any (g.sections) or section = any (g.sections))
    union all
    select g.person_id from access."grant" g
    where g.unit_id = any (mine) and not upper_inf(g.valid) and upper(g.valid) > meta.now()
      and lower(g.valid) <= meta.now() and (g.account_id is null or g.account_id = me)
      and ('spine' = any (g.sections) or section = any (g.sections))) live;
  if found is null then return '{}'; end if;
  if exists (select from people.same_person s where s.person_id = any (found))
     or exists (select from access.held h where h.person_id = any (found))
  then return access.persons_of_all_files(section); end if;
  return found;
end $$;

-- Whether the asking account is behind the fence, for policies: inlined there as `access.excluded` is (0240), and
-- nothing but two settings. It need not look at the seal: whoever makes up a standing has no seal for it, and
-- then every other policy finds nobody. Where nothing was proved it looks the session up. Functions of the
-- owner, past which no policy stands, go on asking `access.fenced`.
create function access.behind_fence() returns boolean language sql stable
  return case
    when current_setting('oneroof.proof', true) <> ''
         and substr(current_setting('oneroof.standing', true), 73, 1) in ('f', 't')
      then substr(current_setting('oneroof.standing', true), 73, 1) = 't'
    else access.fenced() end;
revoke execute on function access.behind_fence() from public;
grant execute on function access.behind_fence() to oneroof_app, oneroof_jobs, oneroof_stats, oneroof_owner;

do $$
declare p record;
begin
  for p in
    select polrelid::regclass as target, polname, pg_get_expr(polqual, polrelid) as seen,
           pg_get_expr(polwithcheck, polrelid) as written
    from pg_policy
    where concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) like '%access.fenced()%'
  loop
    execute format('alter policy %I on %s', p.polname, p.target)
      || coalesce(' using (' || replace(p.seen, 'access.fenced()', 'access.behind_fence()') || ')', '')
      || coalesce(' with check (' || replace(p.written, 'access.fenced()', 'access.behind_fence()') || ')', '');
  end loop;
end $$;

create or replace function access.fence(target regclass, how text, person_column name default 'person_id')
returns void language plpgsql as $$
begin
  if how = 'closed' then
    execute format($p$create policy enforcement on %s as restrictive
      to oneroof_app, oneroof_jobs, oneroof_stats
      using (not (select access.behind_fence()))
      with check (not (select access.behind_fence()))$p$, target);
  elsif how = 'presented' then
    execute format($p$create policy enforcement on %s as restrictive
      to oneroof_app, oneroof_jobs, oneroof_stats
      using (not (select access.behind_fence()) or %I = any ((select access.presented())::uuid[]))
      with check (not (select access.behind_fence()) or %I = any ((select access.presented())::uuid[]))$p$,
      target, person_column, person_column);
  else
    raise exception 'fence: closed or presented, not %', how;
  end if;
end $$;

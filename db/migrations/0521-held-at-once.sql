-- What is held is counted by one question when a night ends. What there is to do is read from what all tables say of
-- themselves, which is most of what a count costs, and was read anew for each of some fifty counts (0471). Nothing is
-- written before all are counted: readers of the log wait for nobody who only looks.

-- Returns the tasks that could not be counted, with the code of why; they stop none of the others. Counted again, a
-- night that was stopped counts none twice.
create function rights.count_held(run uuid) returns table (task integer, code text) language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  r rights.retention_run;
  t rights.retention_task;
  kinds text[] := '{}';
  many bigint[] := '{}';
  held bigint;
begin
  perform rights.require_keeper();
  select * into r from rights.retention_run x where x.id = run and x.ended_at is null;
  if not found then return; end if;
  if rights.held_files() <> '{}' then
    for t in select x.* from rights.retention_tasks() x
        where exists (select from rights.retention_kind k where k.id = x.kind) order by x.n loop
      begin
        select o.held into held from rights.count_over(t, array[r.until], r.zone, '{}') o;
        kinds := kinds || t.kind;
        many := many || held;
      exception when others then
        task := t.n;
        code := sqlstate;
        return next;
      end;
    end loop;
  end if;
  perform from rights.retention_run x where x.id = run and x.ended_at is null for update;
  if not found then return; end if;
  update rights.retention_count c set held = 0 where c.run_id = run;
  insert into rights.retention_count as c (run_id, kind_id, held)
    select run, u.kind, sum(u.held) from unnest(kinds, many) u (kind, held) group by u.kind having sum(u.held) > 0
    on conflict (run_id, kind_id) do update set held = excluded.held;
end $$;

revoke execute on function rights.count_held(uuid) from public;
grant execute on function rights.count_held(uuid) to oneroof_jobs;

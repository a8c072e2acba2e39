-- Of whom a custodian or a data-protection officer reads stands in the log with the unit that she is of, too:
-- her role opens no files, so that `access.units` names none.
create or replace function log.note_reads(persons uuid[], why text, where_shown text,
  parts text[] default '{whole}', law text default 'gdpr-6-1-e') returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  fresh integer;
  me uuid := access.me();
  session uuid := access.session_id();
  by_glass uuid[] := case when why = 'protect' then '{}' else access.read_only() end;
  units text[] := coalesce(nullif(access.units(), '{}'), (
    select array_agg(distinct m.unit_id) from access.membership m
    where m.account_id = me and m.valid @> meta.now() and m.unit_id is not null), '{}');
begin
  if me is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids,
                        read_at, sections, basis)
  select session, p, case when p = any (by_glass) then 'break-glass' else why end, where_shown,
         date_bin('10 minutes', meta.now(), '2000-01-01'), me, units, meta.now(), parts,
         case when p = any (by_glass) then 'gdpr-6-1-d' else law end
  from unnest(persons) p
  on conflict do nothing;
  get diagnostics fresh = row_count;
  return fresh;
end $$;

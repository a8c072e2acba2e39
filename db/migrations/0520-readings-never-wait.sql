-- Whoever reads waits for nobody. An entry of the read log was unique for a session, a person, a screen and ten
-- minutes, so that two pages opened at once by one session waited for one another until the first had ended, and two
-- that told of the same people in another order locked each other out: one of them failed. The key now holds the act
-- that reads as well (its transaction): an entry that others have committed is not written again, one that another
-- page is just writing is, and "who saw her" shows once what stands there twice (it tells by day and by office).

alter table log.read drop constraint read_pkey;
alter table log.read add primary key (session_id, person_id, purpose, screen, "window", epoch, xid);

-- The one way into the read log. Returns how many entries were new.
create function log.add_reads(persons uuid[], why text, where_shown text, units text[], parts text[], law text,
  at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  fresh integer;
  me constant uuid := access.me();
  session constant uuid := access.session_id();
  since constant timestamptz := date_bin('10 minutes', at, '2000-01-01');
begin
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids, read_at, sections, basis)
  select session, p, why, where_shown, since, me, units, at, parts, law
  from (select distinct unnest(persons)) asked (p)
  where not exists (
    select from log.read r
    where (r.session_id, r.person_id, r.purpose, r.screen, r."window") = (session, p, why, where_shown, since));
  get diagnostics fresh = row_count;
  return fresh;
end $$;

-- As before (0373): what is read by a glass says so, whatever screen shows it; what is read to protect her is never
-- told as anything else; who has no unit now is written with those that she has in the register.
create or replace function log.note_reads(persons uuid[], why text, where_shown text,
  parts text[] default '{whole}', law text default 'gdpr-6-1-e') returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := access.me();
  by_glass uuid[] := case when why = 'protect' then '{}' else access.read_only() end;
  units text[] := coalesce(nullif(access.units(), '{}'), (
    select array_agg(distinct m.unit_id) from access.membership m
    where m.account_id = me and m.valid @> meta.now() and m.unit_id is not null), '{}');
  opened uuid[];
  fresh integer;
begin
  if me is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  if by_glass = '{}' then
    return log.add_reads(persons, why, where_shown, units, parts, law, meta.now());
  end if;
  opened := array(select unnest(persons) intersect select unnest(by_glass));
  fresh := log.add_reads(array(select unnest(persons) except select unnest(opened)),
                         why, where_shown, units, parts, law, meta.now());
  return fresh + log.add_reads(opened, 'break-glass', where_shown, units, parts, 'gdpr-6-1-d', meta.now());
end $$;

-- As before (0400).
create or replace function partners.read(where_shown text) returns table (
  id uuid, person_id uuid, to_unit_id text, wrapped_with text, wrapped bytea, sealed bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare p partners.package;
begin
  perform from partners.package x where x.id = partners.own() for no key update;
  select * into p from partners.package x where x.id = partners.own() and partners.shows(x);
  if not found then return; end if;
  -- A device stands for no unit; who read is the partner.
  perform log.add_reads(array[p.person_id], 'package', where_shown, array[p.to_unit_id],
    array(select distinct case s when 'identity' then 'name' when 'documents' then 'papers' else s end
          from unnest(p.sections) s order by 1),
    (select c.basis from casefiles.consent c where c.id = p.consent_id), meta.now());
  return query select p.id, p.person_id, p.to_unit_id, c.wrapped_with, c.wrapped, c.sealed
    from partners.content c where c.package_id = p.id;
end $$;

-- As before (0440): into her read log, under the purpose that stands on no list.
create or replace function disclosures.note(persons uuid[], where_shown text, readers text[], parts text[],
  at timestamptz) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  select log.add_reads(persons, 'disclose', where_shown, readers, parts, 'gdpr-6-1-c', at)
$$;

revoke execute on function log.add_reads(uuid[], text, text, text[], text[], text, timestamptz) from public;

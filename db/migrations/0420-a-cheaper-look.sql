-- Whom the asking account reaches, for a sixth of what it cost: each statement of a page asks it once for each
-- table about people. Who reaches two hundred is told so by two plain looks into one table; only where one of
-- them is known under two files, or something is held back, the whole of 0230 is asked.

-- As `access.persons_for` was: with the other files of each, and without what is held back.
create function access.persons_of_all_files(section text) returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  me uuid;
begin
  if mine = '{}' then return '{}'; end if;
  me := access.me();
  return coalesce((
    with live as (
      select g.person_id, g.sections @> '{spine}' as whole, lower(g.valid) as since, g.because_id
      from access."grant" g
      where g.unit_id = any (mine) and upper_inf(g.valid) and lower(g.valid) <= meta.now()
        and (g.account_id is null or g.account_id = me) and g.sections && array['spine', section]
      union all
      select g.person_id, g.sections @> '{spine}', lower(g.valid), g.because_id
      from access."grant" g
      where g.unit_id = any (mine) and not upper_inf(g.valid) and upper(g.valid) > meta.now()
        and lower(g.valid) <= meta.now() and (g.account_id is null or g.account_id = me)
        and g.sections && array['spine', section]
    ), opened as (
      select l.person_id, l.whole, l.since from live l
      where l.whole or not exists (select from access.held h where h.because_id = l.because_id)
    )
    select array_agg(person_id) from (
      select o.person_id from opened o
      union
      select s.other_id from opened o join people.same_person s on s.person_id = o.person_id
      where o.whole or o.since >= s.since
    ) reached), '{}');
end $$;
revoke execute on function access.persons_of_all_files(text) from public;

-- Persons of whom the asking account reaches one section; somebody may stand in it twice.
create or replace function access.persons_for(section text) returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  me uuid;
  found uuid[];
begin
  if mine = '{}' then return '{}'; end if;
  me := access.me();
  found := coalesce((
      select array_agg(g.person_id) from access."grant" g
      where g.unit_id = any (mine) and upper_inf(g.valid) and lower(g.valid) <= meta.now()
        and (g.account_id is null or g.account_id = me) and g.sections && array['spine', section]), '{}')
    || coalesce((
      select array_agg(g.person_id) from access."grant" g
      where g.unit_id = any (mine) and not upper_inf(g.valid) and upper(g.valid) > meta.now()
        and lower(g.valid) <= meta.now() and (g.account_id is null or g.account_id = me)
        and g.sections && array['spine', section]), '{}');
  if found = '{}' then return found; end if;
  if exists (select from people.same_person s where s.person_id = any (found))
     or exists (select from access.held h where h.person_id = any (found))
  then return access.persons_of_all_files(section); end if;
  return found;
end $$;

-- What tables say of erasure and retention (0370, 0390) is read from their comments for every task of a night, and
-- many times in an erasure. Where the comment and what the patterns find in it are columns of a list of values, the
-- planner writes them out wherever they are named, so that each was worked out a dozen times for each table: `offset
-- 0` has it done once. Nothing else is changed.

create or replace function rights.plan() returns table (
  target regclass, fate text, cols text[], of_table regclass, of_col text, when_left boolean, cleared text[])
language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.target,
    case when said like 'rewritten: _%' then 'rewritten' when said like 'kept: _%' then 'untouched'
         when with_ is not null then 'erased' when without is not null or by_ is not null then 'kept' end,
    regexp_split_to_array(coalesce(with_[1], without[1], by_[1]), ', '),
    to_regclass(coalesce(with_[3], by_[2])), coalesce(with_[4], by_[3]),
    coalesce(with_[2] = 'when left by', by_[4] is not null, false),
    coalesce(regexp_split_to_array(coalesce(without[3], by_[5]), ', '), '{}')
  from (select c.oid::regclass as target, split_part(obj_description(c.oid, 'pg_class'), ' · ', 3) as said
        from pg_class c where c.relkind in ('r', 'p') offset 0) s
  cross join lateral (select
    regexp_match(said, '^erased with ([a-z_]+(?:, [a-z_]+)*)(?: (of|when left by) ([a-z_]+\.[a-z_]+)\.([a-z_]+))?$') as with_,
    regexp_match(said, '^kept without ([a-z_]+(?:, [a-z_]+)*)(; cleared: (.+))?$') as without,
    regexp_match(said, '^kept by ([a-z_]+) of ([a-z_]+\.[a-z_]+)\.([a-z_]+)( when left)?; cleared: (.+)$') as by_
    offset 0) p
  where said <> ''
$$;

create or replace function rights.retention() returns table (
  target regclass, fate text, kind text, cols text[], of_table regclass, of_col text, own text, cleared text[])
language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.target,
    case when part = 'with the file' then 'file' when part ~ '^(for ever|otherwise): .' then 'kept'
         when chain is not null then 'chain' when goes is not null then 'goes' when with_ is not null then 'with'
         when empties is not null then 'emptied' end,
    case when part = 'with the file' then 'case-file' else coalesce(goes[1], empties[1], chain[1]) end,
    regexp_split_to_array(coalesce(goes[2], empties[3], with_[1]), ', '),
    to_regclass(coalesce(goes[5], with_[2])), coalesce(goes[6], with_[3]), goes[4],
    coalesce(regexp_split_to_array(empties[2], ', '), '{}')
  from (select c.oid::regclass as target, split_part(obj_description(c.oid, 'pg_class'), ' · ', 4) as said
        from pg_class c where c.relkind in ('r', 'p') offset 0) s
  cross join lateral regexp_split_to_table(said, '; ') part
  cross join lateral (select
    regexp_match(part, '^([a-z-]+) after ([a-z_]+(?:, [a-z_]+)*)( once ([a-z_]+) left ([a-z_]+\.[a-z_]+)\.([a-z_]+))?$') as goes,
    regexp_match(part, '^with ([a-z_]+) of ([a-z_]+\.[a-z_]+)\.([a-z_]+)$') as with_,
    regexp_match(part, '^([a-z-]+) empties ([a-z_]+(?:=''[^'']*'')?(?:, [a-z_]+(?:=''[^'']*'')?)*) after ([a-z_]+(?:, [a-z_]+)*)$') as empties,
    regexp_match(part, '^([a-z-]+) by chain$') as chain
    offset 0) p
  where part <> ''
$$;

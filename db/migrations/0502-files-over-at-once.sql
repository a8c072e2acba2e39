-- Which files are over, of several days by one call: what an officer is told of three days ahead asked the catalogue
-- and planned forty parts three times. And only those are looked at who came that long ago, by an index, and not all
-- people ever (0112).

create index person_registered on people.person (registered_at);

-- Of several days, by their places in the list, which files are over on each. What counts as a dealing is asked of the
-- catalogue once (most of what it cost); and as whoever had to do with her after a day had so after each earlier one,
-- only what is over on the last of them is asked about the others.
create function rights.files_over(days date[]) returns table (n integer, id uuid) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  question text := format($over$
    with c as materialized (
      select p.id from people.person p join casefiles.case_file f on f.person_id = p.id
      where p.registered_at < $1 and f.opened_at < $1 and ($2 is null or p.id = any ($2))
        and not exists (select from visits.visit v where v.person_id = p.id and v.day >= $1)
        and not exists (select from people.same_person s where s.person_id = p.id and s.survivor_id <> p.id)
        and not exists (select from rights.erasure e where e.done_at is null
                        and (e.person_id = p.id or p.id = any (e.person_ids)))),
    h as materialized (
      select c.id, c.id as file from c
      union all select c.id, s.other_id from c join people.same_person s on s.person_id = c.id),
    used as materialized (select h.id from h where %s)
    select array_agg(c.id) from c where not exists (select from used u where u.id = c.id)$over$,
    rights.dealings('h.file'));
  among uuid[];
  place integer;
  before date;
begin
  for place, before in select d.n, d.day from unnest(days) with ordinality d (day, n)
      where d.day is not null order by d.day desc loop
    execute question into among using before, among;
    exit when among is null;
    return query select place, a from unnest(among) a;
  end loop;
end $$;
create or replace function rights.files_over(before date) returns setof uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select f.id from rights.files_over(array[before]) f
$$;

-- As in 0471, and files by one look.
create or replace function rights.count_over(t rights.retention_task, days date[], in_zone text, away uuid[],
  out due bigint[], out held bigint, out reasons text[]) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  cuts date[];
  ats timestamptz[];
  holds jsonb := rights.held_files() - away::text[];
  stops bigint;
  many bigint;
begin
  due := array_fill(0::bigint, array[cardinality(days)]); held := 0; reasons := '{}';
  select array_agg((d - rights.kept_for(t.kind, d))::date order by n),
         array_agg((d - rights.kept_for(t.kind, d))::date::timestamp at time zone in_zone order by n) into cuts, ats
    from unnest(days) with ordinality u (d, n);
  if cuts[cardinality(cuts)] is null or t.hidden then return; end if;
  if t.fate = 'file' then
    with x as materialized (
      select f.n, (select min(holds ->> hers::text) from unnest(people.all_files_of(f.id)) hers) as h
      from rights.files_over(cuts) f where f.id <> all (away))
    select array(select (select count(*) from x where x.n = i and x.h is null) from generate_subscripts(cuts, 1) i order by i),
        (select count(*) from x where x.n = cardinality(cuts) and x.h is not null),
        array(select distinct x.h from x where x.n = cardinality(cuts) and x.h is not null order by 1)
      into due, held, reasons;
  elsif t.fate = 'chain' then
    stops := log.first_held(split_part(t.target::text, '.', 2), ats[cardinality(ats)],
      array(select jsonb_object_keys(holds)::uuid));
    for n in 1 .. cardinality(days) loop
      select coalesce(max(h.seq) filter (where (h.seq >= stops) is not true) - min(c.kept_seq), 0),
          coalesce(max(h.seq) - min(c.kept_seq), 0) into many, held
        from log.chain c, log.heads_over(c.stream, ats[n]) h where c.stream = split_part(t.target::text, '.', 2);
      due[n] := many;
      held := held - many;
    end loop;
    if held > 0 then reasons := array(select distinct value from jsonb_each_text(holds) order by 1); end if;
  else
    execute format(
      'with y as materialized (select %s as m, (%s) as w from %s t where %s),
         x as materialized (select m, $3 ->> w::text as h from y where (w = any ($4)) is not true)
       select array(select count(x.m) filter (where h is null and m < c)
                    from unnest(%s) with ordinality u (c, n) left join x on true group by n order by n),
         (select count(*) from x where h is not null), array(select distinct h from x where h is not null order by 1)',
      t.moment, t.whose, t.target, t.due, case when t.dated then '$6' else '$5' end)
      into due, held, reasons using ats[cardinality(ats)], cuts[cardinality(cuts)], holds, away, ats, cuts;
  end if;
end $$;

revoke execute on function rights.files_over(date[]) from public;

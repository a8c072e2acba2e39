-- Counts without persons: how many cases of genital mutilation were signalled, and which signs of exploitation
-- were found, by month. A member ticks a sheet in a compartment; what she ticked is a leaf there, sealed. Beside
-- it numbers rise that have no column by which they lead back: no id, no person, no compartment, no account, no
-- moment, and no row that joins two answers of one case.

-- What is asked: data of every network (data/count-sheets.json).
create table compartments.sheet (
  id      text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  kind_id text not null unique references compartments.kind,
  body    jsonb not null,
  sort    smallint not null
);
-- How many cases of a month were given an answer; `all` is every case. Each answer by itself.
create table compartments.tally (
  sheet_id text not null references compartments.sheet,
  month    date not null check (month = date_trunc('month', month)),
  choice   text not null,
  cases    integer not null check (cases >= 0),
  primary key (sheet_id, month, choice)
);
select meta.classify('compartments.sheet', 'S0 · public catalogue · while it exists');
select meta.classify('compartments.tally', 'S0 · counts without persons · for ever');
comment on table compartments.sheet is 'nobody · What is counted of cases, without persons · kept: it is about nobody';
comment on table compartments.tally is 'nobody · How many cases there were of each kind in a month · kept: numbers without persons';
grant select on compartments.sheet to oneroof_app;
-- Nobody reads or writes the numbers but the functions below.

alter table compartments.leaf drop constraint leaf_form_check,
  add constraint leaf_form_check check (form in ('note', 'step', 'danger', 'call', 'count'));
-- A case is counted once.
create unique index leaf_counted_once on compartments.leaf (compartment_id)
  where form = 'count' and taken_back_at is null;

create function compartments.quarter() returns date language sql stable
  return date_trunc('quarter', compartments.today())::date;

-- Adds one case, or takes one away. All rows of all months are written anew each time, and those of a month are
-- made together: so the transaction number in a row and its place tell nothing of which answers were given. One
-- at a time, and rarely.
create function compartments.tally_up(of_sheet text, of_month date, chosen text[], by integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare known integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('compartments.tally', 412));
  insert into compartments.tally (sheet_id, month, choice, cases)
    select s.id, of_month, c.id, 0 from compartments.sheet s
    cross join lateral (select 'all' as id union all
      select jsonb_path_query(s.body, '$.questions[*].choices[*].id') #>> '{}') c
    on conflict do nothing;
  select count(*) into known from compartments.tally t
    where t.sheet_id = of_sheet and t.month = of_month and t.choice = any (chosen) and t.choice <> 'all';
  if known = 0 or known <> cardinality(chosen) then
    raise exception 'no such answers' using errcode = 'insufficient_privilege';
  end if;
  update compartments.tally t set cases = t.cases + case
    when t.sheet_id = of_sheet and t.month = of_month and (t.choice = 'all' or t.choice = any (chosen)) then by
    else 0 end;
end $$;

-- The leaf and the numbers at once.
create function compartments.write_count(row_id uuid, which uuid, version integer, text_sealed bytea,
  of_sheet text, of_month date, chosen text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into compartments.leaf (id, first_id, compartment_id, person_id, written_by, written_at,
      key_version, sealed, form)
    select row_id, row_id, c.id, c.person_id, access.me(), meta.now(), k.version, text_sealed, 'count'
    from compartments.compartment c join compartments.data_key k on k.compartment_id = c.id
    join compartments.sheet s on s.id = of_sheet and s.kind_id = c.kind_id
    where c.id = which and c.id = any (compartments.mine()) and k.version = write_count.version
      and of_month = date_trunc('month', compartments.today());
  if not found then raise exception 'nothing to count' using errcode = 'insufficient_privilege'; end if;
  perform compartments.tally_up(of_sheet, of_month, chosen, 1);
end $$;

-- Destroys the leaf of a count. What it counted is told by who opened the leaf, since nothing here knows it;
-- nothing is taken away once its quarter is over, or where the leaf did not open (`chosen` is null).
create function compartments.take_back_count(of_first uuid, which uuid, of_month date, chosen text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare of_sheet text;
begin
  update compartments.leaf l set sealed = null, taken_back_at = meta.now(), taken_back_by = access.me()
    from compartments.compartment c
    where l.id = of_first and l.compartment_id = which and c.id = which and l.taken_back_at is null
      and l.form = 'count' and which = any (compartments.mine()) and access.me() in (l.written_by, c.custodian_id);
  if not found then raise exception 'nothing to take back' using errcode = 'insufficient_privilege'; end if;
  if chosen is null then return; end if;
  if of_month < compartments.quarter() then
    raise exception 'that quarter is over' using errcode = 'insufficient_privilege';
  end if;
  select s.id into of_sheet from compartments.sheet s join compartments.compartment c on c.kind_id = s.kind_id
    where c.id = which;
  perform compartments.tally_up(of_sheet, of_month, chosen, -1);
end $$;

-- As in 0310 and 0411; a count goes its own way, so that neither stands without the other.
create or replace function compartments.take_back(of_first uuid, which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update compartments.leaf l set sealed = null, taken_back_at = meta.now(), taken_back_by = access.me()
    where l.first_id = of_first and l.compartment_id = which and l.taken_back_at is null
      and which = any (compartments.mine()) and l.form <> 'count'
      and exists (select from compartments.leaf o join compartments.compartment c on c.id = o.compartment_id
                  where o.id = of_first and access.me() in (o.written_by, c.custodian_id));
  if not found then raise exception 'nothing to take back' using errcode = 'insufficient_privilege'; end if;
end $$;
create or replace function compartments.write_form(row_id uuid, which uuid, version integer, text_sealed bytea, of_form text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into compartments.leaf (id, first_id, compartment_id, person_id, written_by, written_at,
      key_version, sealed, form)
    select row_id, row_id, c.id, c.person_id, access.me(), meta.now(), k.version, text_sealed, of_form
    from compartments.compartment c join compartments.data_key k on k.compartment_id = c.id
    where c.id = which and c.id = any (compartments.mine()) and k.version = write_form.version
      and of_form <> 'count';
  if not found then raise exception 'nothing to write in' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Sums of the quarters that are over, which change no more.
create function compartments.tallies() returns table (sheet_id text, quarter date, choice text, cases integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.sheet_id, date_trunc('quarter', t.month)::date, t.choice, sum(t.cases)::integer
  from compartments.tally t where t.month < compartments.quarter() group by 1, 2, 3 order by 1, 2, 3
$$;
revoke execute on function compartments.quarter(),
  compartments.tally_up(text, date, text[], integer), compartments.tallies(),
  compartments.write_count(uuid, uuid, integer, bytea, text, date, text[]),
  compartments.take_back_count(uuid, uuid, date, text[]) from public;
grant execute on function compartments.quarter(), compartments.tallies(),
  compartments.write_count(uuid, uuid, integer, bytea, text, date, text[]),
  compartments.take_back_count(uuid, uuid, date, text[]) to oneroof_app;

-- The directory is changed without code: by the coordinator of a house, for that house, and by those
-- who look after the network. Every change is kept with the rows before and after it, so that it can
-- be previewed, dated and undone. The application's role still writes no table of the directory: the
-- functions below do, after they have proved who asks and that each row belongs where the change does.

alter table directory.office add column closed_on date;
alter table directory.desk add column closed_on date;
select meta.classify('directory.office', 'S0 · public catalogue · while it is true, then as history');
select meta.classify('directory.desk', 'S0 · public catalogue · while it is true, then as history');

-- `rows` is a list of {"table", "before", "after"}; null before: a new row, null after: one that goes.
create table directory.change (
  id         uuid primary key,
  centre_id  text references directory.centre,  -- null: the catalogue of the whole network
  command    text not null,
  rows       jsonb not null check (jsonb_typeof(rows) = 'array'),
  due_on     date not null,
  state      text not null check (state in ('scheduled', 'applied', 'undone', 'dropped', 'stale')),
  undoes     uuid references directory.change,
  account_id uuid not null references access.account,
  made_at    timestamptz not null
);
create index change_of_centre on directory.change (centre_id, made_at desc);
create index change_due on directory.change (due_on) where state = 'scheduled';
create index change_undoes on directory.change (undoes) where undoes is not null;
select meta.classify('directory.change', 'S0 · public catalogue and its history · for ever',
  '{"account_id": "S1 · who changed what · 5 years"}');
select access.protect('directory.change');

-- DIR-20 in SQL: who may change a house, and the network's catalogue (null).
create function directory.may_change(of_centre text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select case when of_centre is null then access.holds(array['network-manager'], '')
         else access.holds(array['centre-coordinator', 'network-manager'], of_centre) end
$$;

-- The centre that a row belongs to; null for the catalogue of the network.
create function directory.centre_of(of_table text, line jsonb) returns text language sql immutable as $$
  select case
    when of_table = 'centre' then line ->> 'id'
    when of_table in ('centre_name', 'opening_hours', 'hours_exception', 'office', 'desk')
      then line ->> 'centre_id'
    when of_table = 'office_service' then split_part(line ->> 'office_id', '.', 1)
  end
$$;

-- Puts rows in the place of others, in order, and answers with the rows as they then stand. A row
-- that is no longer as it was before, or that something hangs on, refuses the whole change.
create function directory.put_rows(of_centre text, lines jsonb) returns jsonb language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  line jsonb;
  name text;
  columns text;
  made text[];
  found jsonb;
  put jsonb := '[]';
  touched integer;
begin
  for line in select value from jsonb_array_elements(lines) loop
    name := line ->> 'table';
    if name not in ('centre', 'centre_name', 'opening_hours', 'hours_exception', 'holiday', 'office',
                    'desk', 'subject', 'document', 'service', 'service_subject', 'service_document',
                    'cost_option', 'office_service')
       or (line -> 'before' <> 'null'
           and directory.centre_of(name, line -> 'before') is distinct from of_centre)
       or (line -> 'after' <> 'null'
           and directory.centre_of(name, line -> 'after') is distinct from of_centre)
       -- Of a house itself only its address; an office stays the counter of its unit.
       or (name = 'centre' and (line -> 'before' = 'null' or line -> 'after' = 'null'
           or (line -> 'before') - 'address' <> (line -> 'after') - 'address'))
       or (name = 'office' and line -> 'before' <> 'null' and line -> 'after' <> 'null'
           and line -> 'before' ->> 'unit_id' <> line -> 'after' ->> 'unit_id') then
      raise exception 'a row of elsewhere' using errcode = 'insufficient_privilege';
    end if;
    select string_agg(quote_ident(attname), ', ') filter (where attgenerated = ''),
           coalesce(array_agg(attname::text) filter (where attgenerated <> ''), '{}')
      into columns, made
      from pg_attribute
      where attrelid = format('directory.%I', name)::regclass and attnum > 0 and not attisdropped;
    found := 'null';
    begin
      if line -> 'before' <> 'null' and line -> 'after' <> 'null' and line -> 'before' ? 'id' then
        execute format('update directory.%1$I t
                        set (%2$s) = (select %2$s from jsonb_populate_record(null::directory.%1$I, $2))
                        where to_jsonb(t) - $3 = $1 - $3 returning to_jsonb(t)',
                       name, columns)
          into found using line -> 'before', line -> 'after', made;
        get diagnostics touched = row_count;
      else
        touched := 1;
        if line -> 'before' <> 'null' then
          execute format('delete from directory.%I t where to_jsonb(t) - $2 = $1 - $2', name)
            using line -> 'before', made;
          get diagnostics touched = row_count;
        end if;
        if touched = 1 and line -> 'after' <> 'null' then
          execute format('insert into directory.%1$I as t (%2$s)
                          select %2$s from jsonb_populate_record(null::directory.%1$I, $1)
                          returning to_jsonb(t)', name, columns)
            into found using line -> 'after';
        end if;
      end if;
    exception when foreign_key_violation then
      raise exception 'something hangs on it' using errcode = 'check_violation',
        constraint = 'directory_in_use';
    end;
    if touched <> 1 then
      raise exception 'changed since' using errcode = 'check_violation',
        constraint = 'directory_changed_since';
    end if;
    put := put || jsonb_build_array(jsonb_build_object('table', name, 'before', line -> 'before',
                                                       'after', coalesce(found, 'null')));
  end loop;
  return put;
end $$;

-- Keeps a change, and carries it out when it is due.
create function directory.make_change(change uuid, of_centre text, by_command text, lines jsonb,
  due date, is_due boolean, undo_of uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not directory.may_change(of_centre) then
    raise exception 'not hers to change' using errcode = 'insufficient_privilege';
  end if;
  if undo_of is not null then
    update directory.change c
      set state = case c.state when 'scheduled' then 'dropped' else 'undone' end
      where c.id = undo_of and c.centre_id is not distinct from of_centre
        and c.state in ('scheduled', 'applied');
    if not found then
      raise exception 'undone already' using errcode = 'check_violation',
        constraint = 'directory_changed_since';
    end if;
  end if;
  insert into directory.change (id, centre_id, command, rows, due_on, state, undoes, account_id, made_at)
  values (change, of_centre, by_command,
          case when is_due then directory.put_rows(of_centre, lines) else lines end,
          due, case when is_due then 'applied' else 'scheduled' end, undo_of, access.me(), at);
end $$;

-- Carries out what has become due. What no longer fits is kept as stale and shown as such.
create function directory.apply_due() returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  due record;
  done integer := 0;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  for due in
    select c.* from directory.change c left join directory.centre p on p.id = c.centre_id
    where c.state = 'scheduled'
      and c.due_on <= (meta.now() at time zone coalesce(p.zone, 'Europe/Lisbon'))::date
    order by c.due_on, c.made_at, c.id for update of c skip locked
  loop
    begin
      update directory.change set rows = directory.put_rows(due.centre_id, due.rows), state = 'applied'
        where id = due.id;
    exception when integrity_constraint_violation then
      update directory.change set state = 'stale' where id = due.id;
    end;
    done := done + 1;
  end loop;
  return done;
end $$;

-- What was changed at a house (or in the catalogue), the latest first; nothing for others.
create function directory.changes(of_centre text, most integer) returns table (
  id uuid, command text, rows jsonb, due_on date, state text, undoes uuid, by_name text,
  made_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.command, c.rows, c.due_on, c.state, c.undoes, a.name, c.made_at
  from directory.change c join access.account a on a.id = c.account_id
  where c.centre_id is not distinct from of_centre and directory.may_change(of_centre)
  order by c.made_at desc, c.id desc limit most
$$;

-- One change with where it belongs; nothing for who may not change anything there.
create function directory.find_change(change uuid) returns table (
  id uuid, centre_id text, command text, rows jsonb, due_on date, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.centre_id, c.command, c.rows, c.due_on, c.state
  from directory.change c where c.id = change and directory.may_change(c.centre_id)
$$;

revoke execute on function directory.may_change(text), directory.centre_of(text, jsonb),
  directory.put_rows(text, jsonb), directory.apply_due(), directory.changes(text, integer),
  directory.make_change(uuid, text, text, jsonb, date, boolean, uuid, timestamptz),
  directory.find_change(uuid) from public;
grant execute on function directory.may_change(text), directory.changes(text, integer),
  directory.make_change(uuid, text, text, jsonb, date, boolean, uuid, timestamptz),
  directory.find_change(uuid) to oneroof_app;
grant execute on function directory.apply_due() to oneroof_jobs;

-- The plan of a week is changed by those who look after a house, and every change can be taken back: a
-- shift that is taken out keeps its row with the change that took it out, and one that is put in names the
-- change that put it in.

create table rosters.change (
  id        uuid primary key,
  centre_id text not null references directory.centre,
  kind      text not null check (kind in ('add', 'remove', 'change', 'copy', 'absence', 'import', 'undo')),
  -- The Monday of the first week that it touches.
  week      date not null check (extract(isodow from week) = 1),
  made_by   uuid not null references access.account,
  made_at   timestamptz not null,
  undone_by uuid references rosters.change
);
create index change_week on rosters.change (centre_id, week, made_at);

-- Who is away on which days. Why is nobody's business and stands nowhere.
create table rosters.absence (
  id         uuid primary key,
  account_id uuid not null references access.account,
  centre_id  text not null references directory.centre,
  days       daterange not null check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
  change_id  uuid not null references rosters.change,
  taken_back boolean not null default false,
  constraint absence_once exclude using gist (account_id with =, days with &&) where (not taken_back)
);
create index absence_account on rosters.absence (account_id);

alter table rosters.shift
  add column added_by uuid references rosters.change,
  add column removed_by uuid references rosters.change,
  drop constraint shift_one_place,
  drop constraint shift_one_person,
  -- ROS-3: nobody is in two places at once, and a desk has one person at a time.
  add constraint shift_one_place exclude using gist (account_id with =, on_date with =, works with &&)
    where (removed_by is null),
  add constraint shift_one_person exclude using gist (desk_id with =, on_date with =, works with &&)
    where (removed_by is null);
create index shift_added on rosters.shift (added_by);
create index shift_removed on rosters.shift (removed_by);

select meta.classify('rosters.change', 'S1 · who changed the roster · 2 years');
select meta.classify('rosters.absence', 'S1 · who is away when, without the reason · 2 years');
comment on column rosters.shift.added_by is 'S1 · who changed the roster · 2 years';
comment on column rosters.shift.removed_by is 'S1 · who changed the roster · 2 years';
select access.protect('rosters.change');
select access.protect('rosters.absence');

-- Houses whose roster the asking account plans; '*' stands for every one. None behind the fence.
create function rosters.planned() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() then return '{}'; end if;
  return coalesce((
    select array_agg(coalesce(m.centre_id, '*')) from access.membership m
    join access.account a on a.id = m.account_id
    where m.account_id = access.me() and a.kind = 'person' and m.valid @> now()
      and m.role in ('centre-coordinator', 'network-manager')), '{}');
end $$;
revoke execute on function rosters.planned() from public;
grant execute on function rosters.planned() to oneroof_app;

grant select, insert, update (undone_by) on rosters.change to oneroof_app;
grant select, insert, update (taken_back) on rosters.absence to oneroof_app;
grant insert, update (removed_by) on rosters.shift to oneroof_app;
do $$
declare t text;
begin
  foreach t in array array['change', 'absence', 'shift'] loop
    if t <> 'shift' then
      execute format('create policy colleagues on rosters.%I for select to oneroof_app
        using ((select access.is_staff()))', t);
    end if;
    execute format($p$create policy plans on rosters.%I for insert to oneroof_app
      with check (centre_id = any ((select rosters.planned())::text[])
                  or '*' = any ((select rosters.planned())::text[]))$p$, t);
    execute format($p$create policy changes on rosters.%I for update to oneroof_app
      using (centre_id = any ((select rosters.planned())::text[])
             or '*' = any ((select rosters.planned())::text[]))$p$, t);
  end loop;
end $$;

-- The emergency button of a desk: silent, to those who watch over the house.

-- Houses that the asking account watches over: as its security or its coordinator, on this side of
-- the fence.
create function access.watched() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := access.me();
begin
  if me is null or access.fenced() then return '{}'; end if;
  return coalesce((
    select array_agg(c.id) from directory.centre c
    where exists (select from access.membership m
      where m.account_id = me and m.valid @> meta.now()
        and m.role in ('security-guard', 'centre-coordinator')
        and (m.centre_id is null or m.centre_id = c.id))), '{}');
end $$;
revoke execute on function access.watched() from public;
grant execute on function access.watched() to oneroof_app;

create table visits.alarm (
  id              uuid primary key,
  centre_id       text not null references directory.centre,
  office_id       text not null,
  unit_id         text not null references access.unit,
  desk_id         text not null references directory.desk,
  account_id      uuid not null references access.account,
  raised_at       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references access.account,
  closed_at       timestamptz,
  closed_by       uuid references access.account,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((closed_at is null) = (closed_by is null))
);
-- VIS-76: pressing again while help is on its way is the same alarm.
create unique index alarm_one_desk on visits.alarm (desk_id) where closed_at is null;
create index alarm_live on visits.alarm (centre_id) where closed_at is null;
select meta.classify('visits.alarm', 'S1 · an emergency at a desk · 2 years');
select access.protect('visits.alarm');
grant select, insert, update (acknowledged_at, acknowledged_by, closed_at, closed_by)
  on visits.alarm to oneroof_app;
create policy own_and_watched on visits.alarm for select to oneroof_app
  using (account_id = (select access.me()) or centre_id = any ((select access.watched())::text[]));
create policy raises on visits.alarm for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[])
              and account_id = (select access.me()));
create policy watched_answer on visits.alarm for update to oneroof_app
  using (centre_id = any ((select access.watched())::text[]));

-- What the worker does behind the log: counts by day (so that totals need not walk every act), and
-- the end of every access that a closed visit left over.

create table statistics.daily (
  day       date not null,
  centre_id text not null,
  office_id text not null,
  acts      integer not null,
  minutes   integer not null,
  primary key (day, centre_id, office_id)
);
select meta.classify('statistics.daily', 'S0 · counts without persons · for ever');
grant select on statistics.daily to oneroof_app, oneroof_stats;
grant select, insert, update on statistics.daily to oneroof_jobs;

-- Ends what a visit still gives anyone: grants of its stops and papers shown at desks. Commands do
-- so when serving ends; this catches what an officer left open. Only the worker may ask.
create function visits.end_access(of_visit uuid) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(meta.now(), lower(g.valid) + interval '1 microsecond'))
    from visits.stop s where s.visit_id = of_visit and g.because_id = s.id and upper_inf(g.valid);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Sessions that ended ninety days ago are of no use to anyone.
create function access.forget_sessions() returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  delete from access.session where greatest(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '90 days'
    and expires_at <> 'infinity';
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on function visits.end_access(uuid), access.forget_sessions() from public;
grant execute on function visits.end_access(uuid), access.forget_sessions() to oneroof_jobs;

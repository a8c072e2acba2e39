-- The read log made whole: each entry says which parts of a file were shown and by which article of
-- the law, beside unit, account, purpose and screen; and it has a place in the order of commits, as an
-- event has, so that a chain can be laid over it behind the acts (0191).

alter table log.read
  add column sections text[] not null default '{whole}',
  add column basis    text not null default 'gdpr-6-1-e' check (basis ~ '^gdpr-[0-9a-z-]{1,20}$'),
  add column epoch    integer not null default meta.epoch(),
  add column xid      xid8 not null default pg_current_xact_id(),
  add column position bigint generated always as identity;
create unique index read_place on log.read (epoch, xid, position);

alter table log.command
  add column epoch    integer not null default meta.epoch(),
  add column xid      xid8 not null default pg_current_xact_id(),
  add column position bigint generated always as identity;
create unique index command_place on log.command (epoch, xid, position);

select meta.classify('log.read', 'S1 · who saw a file · 2 years',
  '{"person_id": "S4 · that the person is known · 2 years"}');
select meta.classify('log.command', 'S1 · proof that an act was asked and answered · 5 years');

-- Which offices saw a person tells where she has been: no unit behind the fence learns it, not even of
-- somebody who stands at its desk.
drop policy enforcement on log.read;
select access.fence('log.read', 'closed');

-- Whoever may see a person reads with her who saw her: the desk that serves her, as before, and the
-- welcome that received her.
drop policy own_unit on log.read;
create policy whoever_sees_her on log.read for select to oneroof_app
  using (exists (select from people.person p where p.id = person_id));

-- That somebody read of her signs of danger tells that there are any. Those entries are for the
-- custodian and the data-protection officer, by the operator, and for no list on a screen.
create policy danger_stays_untold on log.read as restrictive for select to oneroof_app
  using (purpose <> 'protect');

-- As before (0001), with what was shown and by which law. What is not said counts as the whole file.
drop function log.note_reads(uuid[], text, text);
create function log.note_reads(persons uuid[], why text, where_shown text,
  parts text[] default '{whole}', law text default 'gdpr-6-1-e') returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  fresh integer;
  me uuid := access.me();
  session uuid := access.session_id();
begin
  if me is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids,
                        read_at, sections, basis)
  select session, p, why, where_shown,
         date_bin('10 minutes', meta.now(), '2000-01-01'), me, access.units(), meta.now(), parts, law
  from unnest(persons) p
  on conflict do nothing;
  get diagnostics fresh = row_count;
  return fresh;
end $$;
revoke execute on function log.note_reads(uuid[], text, text, text[], text) from public;
grant execute on function log.note_reads(uuid[], text, text, text[], text) to oneroof_app;

-- Conflicts of interest: a person keeps a colleague away from her (same family, same community; nobody
-- asks why). That account no longer finds her: for it she is not there, in no table and by no function.
--
-- How: `access.excluded()` is what the asking account may not know of, one array for a statement, and a
-- restrictive policy on every table about a person asks it, as the one of the fence does. It holds for
-- the application and for the owner: so the functions that run as the owner leave her out, too, those
-- that are written later as well. Almost nobody is kept away from anybody, and an act must not pay for
-- it: what an account opens (`access.standing`, 0115) says in one letter whether there is a list at all,
-- and where there is none, no table is read and no function is called.

create table access.exclusion (
  id          uuid primary key,
  person_id   uuid not null,
  account_id  uuid not null references access.account,  -- who no longer finds her
  unit_id     text not null references access.unit,     -- where she said so
  recorded_by uuid references access.account,           -- null: by her own paper
  visit_id    uuid,                                     -- the trip whose paper it was
  recorded_at timestamptz not null,
  lifted_at   timestamptz,
  lifted_by   uuid references access.account,
  check (recorded_by is not null or visit_id is not null),
  check (lifted_at >= recorded_at),
  check (lifted_by is null or lifted_at is not null)
);
-- APA-1: once at a time.
create unique index exclusion_once on access.exclusion (person_id, account_id) where lifted_at is null;
create index exclusion_of_account on access.exclusion (account_id) where lifted_at is null;
create index exclusion_of_visit on access.exclusion (visit_id) where visit_id is not null;
select meta.classify('access.exclusion', 'S1 · who is kept away, because she wishes it · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "account_id": "S4 · whom she fears or is related to · last visit + 5 years",
    "visit_id": "S4 · that the person is known · last visit + 5 years"}');
select access.protect('access.exclusion');
select access.fence('access.exclusion', 'closed');

-- ── what an account may not know of ─────────────────────────────────────────────────────────────

-- The letter of a standing: `f` free and `t` fenced, as before; `g` and `u` the same for an account that
-- somebody keeps away. So whoever is fenced has a letter from `t` on.
create or replace function access.stand(account uuid, out actor json, out standing text, out until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  select json_build_object(
           'accountId', a.id, 'name', a.name, 'kind', a.kind, 'language', a.language,
           'speaks', a.speaks, 'memberships', coalesce(m.all_of_them, '[]')),
         case when exists (select from access.exclusion x
                           where x.account_id = a.id and x.lifted_at is null)
              then case when m.fenced then 'u' else 'g' end
              else case when m.fenced then 't' else 'f' end end || coalesce(m.units::text, '{}'),
         coalesce(m.until, 'infinity')
    into actor, standing, until
    from access.account a
    cross join lateral (
      select json_agg(json_build_object('unitId', n.unit_id, 'centreId', n.centre_id,
               'role', n.role, 'link', u.enforcement_link)) filter (where n.valid @> now()) as all_of_them,
             array_agg(n.unit_id) filter (where n.valid @> now()
               and access.reaches_people(n.role, u.enforcement_link)) as units,
             bool_or(u.enforcement_link = 'direct') filter (where n.valid @> now()) as fenced,
             -- The next moment at which this changes by itself.
             least(min(lower(n.valid)) filter (where lower(n.valid) > now()),
                   min(upper(n.valid)) filter (where upper(n.valid) > now())) as until
      from access.membership n
      join access.unit u on u.id = n.unit_id
      where n.account_id = a.id) m
    where a.id = account and a.disabled_at is null;
end $$;

create or replace function access.fenced() returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (substr(access.proved(), 73, 1) collate "C" < 't') is not true;
end $$;

-- Whom the asking account may not know of, looked up.
create function access.excluded_persons() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare who text := access.proved();
begin
  if who is null or substr(who, 73, 1) in ('f', 't') then return '{}'; end if;
  -- With every file that is known to be hers (0230).
  return coalesce((
    select array_agg(hers) from (
      select x.person_id as hers from access.exclusion x
      where x.account_id = left(who, 36)::uuid and x.lifted_at is null
      union
      select s.other_id from access.exclusion x join people.same_person s on s.person_id = x.person_id
      where x.account_id = left(who, 36)::uuid and x.lifted_at is null) all_of_hers), '{}');
end $$;

-- The same for policies: inlined there, and nothing but two settings where nobody keeps her away. It
-- need not look at the seal: whoever makes up a standing has no seal for it, and then every other policy
-- finds nobody. Where nothing was proved it looks the session up.
create function access.excluded() returns uuid[] language sql stable
  return case
    when current_setting('oneroof.proof', true) <> ''
         and substr(current_setting('oneroof.standing', true), 73, 1) in ('f', 't') then '{}'::uuid[]
    else access.excluded_persons() end;

-- Hides the rows of whoever keeps the asking account away. Every table about a person gets it.
create function access.bar(target regclass, person_column name default 'person_id')
returns void language plpgsql as $$
begin
  execute format($p$create policy %I on %s as restrictive to oneroof_app, oneroof_owner
    using ((%I = any ((select access.excluded())::uuid[])) is not true)$p$,
    case when person_column in ('person_id', 'id') then 'kept_away' else 'kept_away_' || person_column end,
    target, person_column);
end $$;

-- Known to the next transaction of that account.
create function access.exclusion_stands() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.keep_standing(coalesce(new.account_id, old.account_id));
  return null;
end $$;
create trigger stands after insert or update or delete on access.exclusion
  for each row execute function access.exclusion_stands();

revoke execute on function access.excluded_persons(), access.excluded(), access.bar(regclass, name),
  access.exclusion_stands() from public;
grant execute on function access.excluded_persons(), access.excluded() to oneroof_app, oneroof_owner;

-- All tables about a person but the log, the counts and the list itself.
-- An envelope is read by the owner to know which referrals are about her, and which files are one person
-- to know of all that are hers.
do $$
declare t record;
begin
  for t in select c.oid::regclass as target from pg_class c
           join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
           where c.relkind = 'r' and c.relrowsecurity
             and c.relnamespace::regnamespace::text not in ('log', 'statistics')
             and c.oid not in ('access.exclusion'::regclass, 'referrals.envelope'::regclass,
                               'people.same_person'::regclass) loop
    perform access.bar(t.target);
  end loop;
end $$;
select access.bar('people.person', 'id');
create policy kept_away on access.exclusion as restrictive to oneroof_app
  using ((person_id = any ((select access.excluded())::uuid[])) is not true);
create policy kept_away on referrals.envelope as restrictive to oneroof_app
  using ((person_id = any ((select access.excluded())::uuid[])) is not true);
create policy kept_away on people.same_person as restrictive to oneroof_app
  using ((person_id = any ((select access.excluded())::uuid[])
          or other_id = any ((select access.excluded())::uuid[])) is not true);
select access.bar('people.merge', 'one_id');
select access.bar('people.merge', 'other_id');
select access.bar('access.held', 'against_person_id');
-- What is counted is counted whole, by functions of the owner; its rows are hidden like others.
do $$
declare t text;
begin
  foreach t in array array['act', 'arrival', 'departure'] loop
    execute format('create policy kept_away on statistics.%I as restrictive to oneroof_app
      using ((person_id = any ((select access.excluded())::uuid[])) is not true)', t);
  end loop;
end $$;

-- What is about her without naming her: a referral before it is accepted, and a mediator asked for.
create function referrals.barred() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare persons uuid[] := access.excluded();
begin
  if persons = '{}' then return '{}'; end if;
  return coalesce((select array_agg(e.referral_id) from referrals.envelope e
                   where e.person_id = any (persons)), '{}');
end $$;
create policy kept_away on referrals.referral as restrictive to oneroof_app
  using (id <> all ((select referrals.barred())::uuid[]));
create function visits.is_stop(stop uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from visits.stop s where s.id = stop)
$$;
create policy kept_away on interpretation.request as restrictive to oneroof_app
  using ((select access.excluded()) = '{}' or visits.is_stop(stop_id));
revoke execute on function referrals.barred(), visits.is_stop(uuid) from public;
grant execute on function referrals.barred(), visits.is_stop(uuid) to oneroof_app;

-- Nobody opens an envelope about her by its number alone.
create or replace function referrals.open_envelope(of_referral uuid) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare e referrals.envelope;
begin
  if access.fenced() or of_referral = any (referrals.barred()) then return null; end if;
  update referrals.envelope v set opened = true
    from referrals.referral r
    where v.referral_id = of_referral and r.id = of_referral and not v.opened
      and r.state = 'accepted' and v.to_unit_id = any (access.units())
      and (v.to_account_id is null or access.me() in (v.to_account_id, v.stand_in_id))
    returning v.* into e;
  if not found then return null; end if;
  insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
    select e.to_unit_id, who, e.person_id, e.sections, 'referral',
           tstzrange(meta.now(), e.until), of_referral
    from unnest(case when e.to_account_id is null then array[null::uuid]
                     else array_remove(array[e.to_account_id, e.stand_in_id], null) end) who;
  return e.person_id;
end $$;

-- Two things must count her, whoever asks: the next number of a day, and who still stands in an office
-- that is being closed. For as long as they look they are nobody, whom nobody keeps away.
create or replace function visits.next_number(of_centre text, on_day date) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  proof text := current_setting('oneroof.proof', true);
  found integer;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_centre || on_day::text, 7));
  perform set_config('oneroof.proof', '', true);
  found := (select coalesce(max(v.number), 0) + 1 from visits.visit v
            where v.centre_id = of_centre and v.day = on_day);
  perform set_config('oneroof.proof', coalesce(proof, ''), true);
  return found;
end $$;
create or replace function visits.refuse_closing_on_people() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare proof text := current_setting('oneroof.proof', true);
begin
  perform set_config('oneroof.proof', '', true);
  if tg_table_name = 'office' then
    if exists (select from visits.stop s join visits.visit v on v.id = s.visit_id
               where s.office_id = new.id and v.state = 'open'
                 and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked'))
       or exists (select from visits.desk_session d
                  where d.office_id = new.id and d.closed_at is null) then
      raise exception 'somebody is there' using errcode = 'check_violation',
        constraint = 'office_nobody_there';
    end if;
  elsif exists (select from visits.desk_session d
                where d.desk_id = new.id and d.closed_at is null) then
    raise exception 'somebody sits there' using errcode = 'check_violation',
      constraint = 'desk_nobody_there';
  end if;
  perform set_config('oneroof.proof', coalesce(proof, ''), true);
  return new;
end $$;

-- ── calling ─────────────────────────────────────────────────────────────────────────────────────

-- As before (0075). Whoever said it while this account was on its way to call her is not called by it:
-- what it proved at its beginning doesn't know that yet, so it is looked at after the visit is held.
create or replace function visits.hold(of_stop uuid) returns table (
  kind text, since timestamptz, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid;
begin
  select s.visit_id into held from visits.stop s where s.id = of_stop
    and (s.unit_id = any (access.units())
         or not access.fenced() and (s.host_unit_id = any (access.units())
                                     or s.person_id = any (access.persons())));
  if not found then return; end if;
  perform from visits.visit v where v.id = held for no key update;
  return query
    select case when p.kind = 'waiting' and v.away_until > meta.now() then 'parked' else p.kind end,
           lower(p.during),
           (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
            where o.visit_id = held and o.id <> of_stop and o.state = 'waiting')
    from visits.period p join visits.visit v on v.id = p.visit_id
    where p.visit_id = held and upper_inf(p.during)
      and not exists (select from access.exclusion x where x.person_id = p.person_id
                      and x.account_id = access.me() and x.lifted_at is null);
end $$;
create or replace function visits.take(stop_ids uuid[]) returns table (
  stop_id uuid, kind text, since timestamptz, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare wanted uuid; held uuid;
begin
  foreach wanted in array stop_ids loop
    select s.visit_id into held from visits.stop s
      where s.id = wanted and s.unit_id = any (access.units());
    continue when not found;
    perform from visits.visit v where v.id = held and v.state = 'open'
        and (v.away_until is null or v.away_until <= meta.now())
      for no key update skip locked;
    continue when not found;
    perform from visits.stop s where s.id = wanted and s.state = 'waiting'
      for no key update skip locked;
    continue when not found;
    return query
      select wanted, p.kind, lower(p.during),
             (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
              where o.visit_id = held and o.id <> wanted and o.state = 'waiting')
      from visits.period p
      where p.visit_id = held and upper_inf(p.during) and p.kind = 'waiting'
        and not exists (select from access.exclusion x where x.person_id = p.person_id
                        and x.account_id = access.me() and x.lifted_at is null);
    if found then return; end if;
  end loop;
end $$;

-- ── said by reception, taken back there ─────────────────────────────────────────────────────────

grant select, insert, update (lifted_at, lifted_by) on access.exclusion to oneroof_app;
create policy reach on access.exclusion for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy records on access.exclusion for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]) and recorded_by = (select access.me())
    and lifted_at is null and exists (select from people.person p where p.id = person_id));
create policy lifts on access.exclusion for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]) and lifted_at is null)
  with check (unit_id = any ((select access.units())::text[])
    and lifted_at is not null and lifted_by = (select access.me()));

-- The stop at which an account has her in hand now, with her visit held. Empty when it has not; nothing
-- for whoever doesn't reach her.
create function visits.hold_in_hand(of_person uuid, of_account uuid) returns table (
  stop_id uuid, visit_id uuid, centre_id text, office_id text, unit_id text, desk_id text, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or not exists (
      select from people.person p where p.id = of_person
      and (p.unit_id = any (access.units()) or p.id = any (access.persons()))) then return; end if;
  perform from visits.visit v where v.person_id = of_person and v.state = 'open' for no key update;
  return query
    select s.id, s.visit_id, s.centre_id, s.office_id, s.unit_id, s.desk_id,
           (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
            where o.visit_id = s.visit_id and o.id <> s.id and o.state = 'waiting')
    from visits.stop s
    where s.person_id = of_person and s.account_id = of_account and s.state in ('called', 'serving');
end $$;

-- APA-3: she goes back to the queue with the place that she had, and what that desk saw by serving her
-- ends. Only between two whom an exclusion keeps apart: nothing else may be done with it.
create function visits.part(of_stop uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare s visits.stop;
begin
  update visits.stop t set state = 'waiting', desk_id = null, account_id = null,
                           called_at = null, served_at = null
    where t.id = of_stop and t.state in ('called', 'serving') and exists (
      select from access.exclusion x where x.person_id = t.person_id
      and x.account_id = t.account_id and x.lifted_at is null)
    returning t.* into s;
  if not found then return; end if;
  update visits.period p set during = tstzrange(lower(p.during), greatest(at, lower(p.during) + interval '1 microsecond'))
    where p.visit_id = s.visit_id and upper_inf(p.during);
  insert into visits.period (visit_id, person_id, centre_id, host_unit_id, kind, during)
    select v.id, v.person_id, v.centre_id, v.host_unit_id, 'waiting',
           tstzrange((select max(upper(p.during)) from visits.period p where p.visit_id = v.id), null)
    from visits.visit v where v.id = s.visit_id;
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(at, lower(g.valid) + interval '1 microsecond'))
    where g.because_id = of_stop and upper_inf(g.valid);
  update interpretation.request r set ended_at = at where r.stop_id = of_stop and r.ended_at is null;
end $$;

-- At each office where she waits now: whether somebody whom she doesn't keep away has a desk open there.
create function visits.who_is_left(of_person uuid) returns table (office_id text, desks integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.office_id,
         (select count(*)::integer from visits.desk_session d
          where d.office_id = s.office_id and d.closed_at is null and not exists (
            select from access.exclusion x where x.person_id = of_person
            and x.account_id = d.account_id and x.lifted_at is null))
  from visits.stop s join visits.visit v on v.id = s.visit_id and v.state = 'open'
  where s.person_id = of_person and s.state in ('waiting', 'called', 'serving') and not access.fenced()
    and (v.host_unit_id = any (access.units()) or s.person_id = any (access.persons()))
  group by s.office_id order by s.office_id
$$;

-- ── said by her own paper ───────────────────────────────────────────────────────────────────────

-- Whoever calls or serves the ticket that asks, with its visit held; nothing for everybody else.
create function visits.hold_ticket_hand() returns table (
  stop_id uuid, visit_id uuid, person_id uuid, account_id uuid, centre_id text, office_id text, unit_id text,
  desk_id text, elsewhere text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid := visits.own_ticket();
begin
  perform from visits.visit v where v.id = held and v.state = 'open' for no key update;
  return query
    select s.id, s.visit_id, s.person_id, s.account_id, s.centre_id, s.office_id, s.unit_id, s.desk_id,
           (select coalesce(array_agg(distinct o.office_id), '{}') from visits.stop o
            where o.visit_id = s.visit_id and o.id <> s.id and o.state = 'waiting')
    from visits.stop s where s.visit_id = held and s.state in ('called', 'serving');
end $$;
-- How many colleagues this ticket keeps away; she may take it back.
create function visits.ticket_keeps_away() returns integer language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from access.exclusion x
  where x.visit_id = visits.own_ticket() and x.lifted_at is null
$$;
create function visits.keep_away_by_ticket(row_id uuid, of_stop uuid, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.exclusion (id, person_id, account_id, unit_id, visit_id, recorded_at)
    select row_id, s.person_id, s.account_id, s.host_unit_id, s.visit_id, at
    from visits.stop s where s.id = of_stop and s.visit_id = visits.own_ticket()
      and s.state in ('called', 'serving');
  if not found then raise exception 'no ticket' using errcode = 'insufficient_privilege'; end if;
  perform visits.part(of_stop, at);
end $$;
create function visits.let_back_by_ticket(at timestamptz) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.exclusion x set lifted_at = greatest(at, x.recorded_at)
  where x.visit_id = visits.own_ticket() and x.lifted_at is null
$$;

revoke execute on function visits.hold_in_hand(uuid, uuid), visits.part(uuid, timestamptz),
  visits.who_is_left(uuid), visits.hold_ticket_hand(), visits.ticket_keeps_away(),
  visits.keep_away_by_ticket(uuid, uuid, timestamptz), visits.let_back_by_ticket(timestamptz) from public;
grant execute on function visits.hold_in_hand(uuid, uuid), visits.part(uuid, timestamptz),
  visits.who_is_left(uuid), visits.hold_ticket_hand(), visits.ticket_keeps_away(),
  visits.keep_away_by_ticket(uuid, uuid, timestamptz), visits.let_back_by_ticket(timestamptz) to oneroof_app;

update access.standing set holds = null;

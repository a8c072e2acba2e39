-- An act that was recorded wrongly. What was written stays as it was written; a correction is a
-- further row beside it, with a reason, and counts are further rows as well. The coordinator signs a
-- centre's month; what is corrected afterwards is a revision and the signed number stays.

-- Centres at which the asking account is coordinator, and not behind the fence.
create function access.coordinates() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := access.me();
begin
  if me is null or access.fenced() then return '{}'; end if;
  return coalesce((
    select array_agg(distinct c.id) from access.membership m
    join directory.centre c on m.centre_id is null or c.id = m.centre_id
    where m.account_id = me and m.valid @> now() and m.role = 'centre-coordinator'), '{}');
end $$;

-- ── months ──────────────────────────────────────────────────────────────────────────────────────

create table attendances.signed_month (
  centre_id text not null references directory.centre,
  month     date not null check (extract(day from month) = 1),
  acts      integer not null,
  minutes   integer not null,
  signed_by uuid not null references access.account,
  signed_at timestamptz not null,
  primary key (centre_id, month)
);
select meta.classify('attendances.signed_month', 'S1 · which month of a centre was signed · for ever');
select access.protect('attendances.signed_month');
grant select on attendances.signed_month to oneroof_app;
create policy colleagues on attendances.signed_month for select to oneroof_app
  using ((select access.is_staff()));

-- ── corrections ─────────────────────────────────────────────────────────────────────────────────

create table attendances.correction (
  id            uuid primary key default uuidv7(),
  attendance_id uuid not null references attendances.attendance,
  -- The first, the second …: two at once are one after the other.
  rank          smallint not null check (rank >= 1),
  person_id     uuid not null,
  centre_id     text not null,
  unit_id       text not null,
  corrected_by  uuid not null references access.account,
  corrected_at  timestamptz not null,
  reason        text not null check (char_length(reason) between 1 and 300 * 16),
  -- ATT-11: the month was signed; the signed number stays beside what is true now.
  revision      boolean not null,
  voided        boolean not null,
  service_id    text not null,
  mode          text not null,
  outcome       text not null,
  detail        text,
  next_on       date,
  language      text not null,
  interpreter   text not null,
  minutes       smallint not null check (minutes between 0 and 720),
  constraint correction_rank unique (attendance_id, rank)
);
create index correction_person on attendances.correction (person_id);
select meta.classify('attendances.correction', 'S2 · what a service did · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "centre_id": "S1 · where · last visit + 5 years",
    "detail": "S4 · free text may hold anything · last visit + 5 years",
    "reason": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect('attendances.correction');
select access.fence('attendances.correction', 'presented');
grant select on attendances.correction to oneroof_app;
create policy own_unit on attendances.correction for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));

-- Acts as they stand now. Reads as whoever asks.
create view attendances.current_act with (security_invoker = true) as
select a.id, a.person_id, a.visit_id, a.stop_id, a.centre_id, a.office_id, a.unit_id, a.account_id,
       case when c.id is null then a.service_id else c.service_id end as service_id,
       case when c.id is null then a.mode else c.mode end as mode,
       case when c.id is null then a.outcome else c.outcome end as outcome,
       case when c.id is null then a.detail else c.detail end as detail,
       case when c.id is null then a.next_on else c.next_on end as next_on,
       a.forwarded_to,
       case when c.id is null then a.language else c.language end as language,
       case when c.id is null then a.interpreter else c.interpreter end as interpreter,
       case when c.id is null then a.minutes else c.minutes end as minutes,
       a.day, a.occurred_at, c.rank as corrections, c.corrected_at, c.revision
from attendances.attendance a
left join lateral (select * from attendances.correction k where k.attendance_id = a.id
                   order by k.rank desc limit 1) c on true
where c.voided is not true;
grant select on attendances.current_act to oneroof_app;

-- What must be known to correct an act, for whoever did it or coordinates its house; nobody else finds
-- it. The person is told to the command, which counts with her number, and to no screen; what was
-- written freely only to the unit that wrote it. `locking` makes two at once wait for each other.
create function visits.find_correctable(act uuid, locking boolean) returns table (
  id uuid, visit_id uuid, person_id uuid, stop_id uuid, centre_id text, office_id text, unit_id text,
  host_unit_id text, service_id text, mode text, outcome text, detail text, has_detail boolean,
  next_on date, forwarded_to text, language text, interpreter text, minutes smallint, day date,
  occurred_at timestamptz, rank smallint, voided boolean, signed boolean, own boolean,
  need_id uuid, settles boolean, need_here boolean, before_it text, visit_closed boolean, needs integer, solved integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  centres text[] := access.coordinates();
  a attendances.attendance;
begin
  select * into a from attendances.attendance t where t.id = act
    and ((t.account_id = access.me() and t.unit_id = any (mine)) or t.centre_id = any (centres))
    and (not access.fenced() or t.person_id = any (access.presented()));
  if not found then return; end if;
  if locking then
    perform pg_advisory_xact_lock_shared(hashtextextended(a.centre_id || to_char(a.day, 'YYYY-MM'), 51));
    perform from visits.visit v where v.id = a.visit_id for update;
    perform from attendances.attendance t where t.id = act for update;
  end if;
  return query
    select a.id, a.visit_id, a.person_id, a.stop_id, a.centre_id, a.office_id, a.unit_id,
      v.host_unit_id, coalesce(c.service_id, a.service_id), coalesce(c.mode, a.mode),
      coalesce(c.outcome, a.outcome),
      case when a.unit_id = any (mine) then case when c.id is null then a.detail else c.detail end end,
      case when c.id is null then a.detail else c.detail end is not null,
      case when c.id is null then a.next_on else c.next_on end,
      a.forwarded_to, coalesce(c.language, a.language), coalesce(c.interpreter, a.interpreter),
      coalesce(c.minutes, a.minutes), a.day, a.occurred_at, coalesce(c.rank, 0::smallint),
      coalesce(c.voided, false),
      exists (select from attendances.signed_month m
              where m.centre_id = a.centre_id and m.month = date_trunc('month', a.day)::date),
      a.account_id = access.me() and a.unit_id = any (mine),
      s.need_id,
      -- The act that ended the stop, and no later stop took the need up.
      s.state = 'done' and s.outcome is distinct from 'forwarded' and s.need_id is not null
        and not exists (select from attendances.current_act o
                        where o.stop_id = a.stop_id and o.id <> a.id
                          and (o.occurred_at, o.id) > (a.occurred_at, a.id))
        and not exists (select from visits.stop l where l.need_id = s.need_id and l.id <> s.id
                          and coalesce(l.served_at, l.queued_at, 'infinity') > s.served_at),
      (select n.visit_id = a.visit_id from casefiles.need n where n.id = s.need_id),
      (select o.outcome from attendances.current_act o
       where o.stop_id = a.stop_id and o.id <> a.id order by o.occurred_at desc, o.id desc limit 1),
      v.state = 'closed',
      (select count(*)::integer from casefiles.need n where n.visit_id = a.visit_id),
      (select count(*)::integer from casefiles.need n where n.visit_id = a.visit_id
         and n.state = 'solved'
         and exists (select from visits.stop k where k.need_id = n.id and k.visit_id = a.visit_id
                       and k.outcome = 'solved'))
    from visits.visit v, visits.stop s
    left join lateral (select * from attendances.correction k where k.attendance_id = act
                       order by k.rank desc limit 1) c on true
    where v.id = a.visit_id and s.id = a.stop_id;
end $$;

-- Writes a correction and what follows from it. `need_state` is null where the need stays as it is.
-- Asks again who may: the application's word is not enough.
create function visits.keep_correction(act uuid, new_rank smallint, why text, is_revision boolean,
  is_voided boolean, new_service text, new_mode text, new_outcome text, new_detail text,
  new_next_on date, new_language text, new_interpreter text, new_minutes smallint, need_state text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f record;
begin
  select * into f from visits.find_correctable(act, true);
  if not found then
    raise exception 'not yours to correct' using errcode = 'insufficient_privilege';
  end if;
  insert into attendances.correction (attendance_id, rank, person_id, centre_id, unit_id,
      corrected_by, corrected_at, reason, revision, voided, service_id, mode, outcome, detail,
      next_on, language, interpreter, minutes)
    select act, new_rank, f.person_id, f.centre_id, f.unit_id, access.me(), meta.now(), why,
      is_revision, is_voided, new_service, new_mode, new_outcome,
      coalesce(new_detail, (select case when k.id is null then a.detail else k.detail end
        from attendances.attendance a
        left join lateral (select * from attendances.correction j where j.attendance_id = a.id
                           order by j.rank desc limit 1) k on true
        where a.id = act and not f.own)),
      new_next_on, new_language, new_interpreter, new_minutes;
  if need_state is not null and f.settles then
    update casefiles.need set state = need_state, changed_at = meta.now() where id = f.need_id;
    update visits.stop set outcome = nullif(need_state, 'open') where id = f.stop_id;
  end if;
end $$;

-- Signs a month of a centre: the number of its acts as they stand, once.
create function attendances.sign_month(of_centre text, of_month date) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (of_centre = any (access.coordinates())) then
    raise exception 'not yours to sign' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(of_centre || to_char(of_month, 'YYYY-MM'), 51));
  insert into attendances.signed_month (centre_id, month, acts, minutes, signed_by, signed_at)
    select of_centre, of_month, count(*), coalesce(sum(c.minutes), 0), access.me(), meta.now()
    from attendances.current_act c
    where c.centre_id = of_centre
      and c.day >= of_month and c.day < (of_month + interval '1 month')::date;
end $$;

-- Acts of a day without anybody, for whoever looks after the house and mends what was recorded wrongly.
create function attendances.acts_of_day(of_centre text, on_day date, first integer, most integer)
returns table (id uuid, office_id text, service_id text, mode text, outcome text, minutes smallint,
  author text, occurred_at timestamptz, corrections smallint, of_all integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.office_id, c.service_id, c.mode, c.outcome, c.minutes, k.name, c.occurred_at,
         coalesce(c.corrections, 0::smallint), (count(*) over ())::integer
  from attendances.current_act c join access.account k on k.id = c.account_id
  where c.centre_id = of_centre and c.day = on_day
    and of_centre = any (access.coordinates())
    and not exists (select from directory.service s join directory.subject sub on sub.id = s.subject_id
                    where s.id = c.service_id and sub.sensitive)
  order by c.occurred_at desc, c.id limit most offset first
$$;

-- Revisions of a signed month: how many, and what they made of its number.
create function attendances.month_of(of_centre text, of_month date) returns table (
  signed_acts integer, signed_at timestamptz, signed_by text, acts integer, revised integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.acts, m.signed_at, k.name,
    (select count(*)::integer from attendances.current_act c where c.centre_id = of_centre
       and c.day >= of_month and c.day < (of_month + interval '1 month')::date),
    (select count(*)::integer from attendances.correction r join attendances.attendance a
       on a.id = r.attendance_id where r.centre_id = of_centre and r.revision
       and a.day >= of_month and a.day < (of_month + interval '1 month')::date)
  from attendances.signed_month m join access.account k on k.id = m.signed_by
  where m.centre_id = of_centre and m.month = of_month
    and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
$$;
create index attendance_centre_day on attendances.attendance (centre_id, day);

-- ── counts follow: what was counted is taken back by a row of its own ──────────────────────────────

alter table statistics.act
  add column sign smallint not null default 1 check (sign in (1, -1)),
  -- The act that the row corrects; null for the act's own.
  add column corrects uuid,
  drop constraint act_pkey,
  add primary key (event_id, sign),
  add check (sign = 1 or corrects is not null);
alter table statistics.departure
  add column sign smallint not null default 1 check (sign in (1, -1)),
  add column revised boolean not null default false,
  drop constraint departure_pkey,
  add primary key (event_id, sign),
  add check (sign = 1 or revised);
select meta.classify('statistics.act', 'S1 · counting · for ever, person by number until erased',
  '{"person_id": "S4 · to count persons once · until erased"}');
select meta.classify('statistics.departure', 'S1 · counting · for ever, person by number until erased',
  '{"person_id": "S4 · to count persons once · until erased"}');
-- A coordinator appends what her correction takes back and puts in its place.
create policy coordinator_appends on statistics.act for insert to oneroof_app
  with check (corrects is not null and centre_id = any ((select access.coordinates())::text[]));

create or replace function statistics.acts(of_centre text, from_day date, to_day date) returns table (
  office_id text, acts integer, visits integer, persons integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with visit as materialized (
    select a.office_id, a.visit_id, a.person_id, sum(a.sign) as acts
    from statistics.act a
    where a.centre_id = of_centre and a.day between from_day and to_day
      and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                             'unit-lead', 'researcher'], of_centre)
    group by a.office_id, a.visit_id, a.person_id
    having sum(a.sign) > 0
  )
  select v.office_id, v.acts, v.visits, p.persons
  from (select visit.office_id, sum(visit.acts)::integer as acts, count(*)::integer as visits
        from visit group by visit.office_id) v
  join (select d.office_id, count(*)::integer as persons
        from (select distinct visit.office_id, visit.person_id from visit) d
        group by d.office_id) p on p.office_id = v.office_id
$$;

create or replace function statistics.trips(of_centre text, from_day date, to_day date) returns table (
  visits integer, persons integer, ended integer, solved integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(came.visits, 0), came.persons, went.ended, went.solved
  from (select sum(p.visits)::integer as visits, count(*)::integer as persons
        from (select count(*) as visits from statistics.arrival a
              where a.centre_id = of_centre and a.day between from_day and to_day
              group by a.person_id) p) came,
       (select coalesce(sum(d.sign), 0)::integer as ended,
               coalesce(sum(d.sign) filter (where d.needs > 0 and d.solved = d.needs), 0)::integer as solved
        from statistics.departure d
        where d.centre_id = of_centre and d.day between from_day and to_day) went
  where access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
$$;

create or replace function statistics.acts_by_day(of_centre text, from_day date, to_day date)
returns table (day date, acts integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.day, sum(a.sign)::integer
  from statistics.act a
  where a.centre_id = of_centre and a.day between from_day and to_day
    and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
  group by a.day having sum(a.sign) > 0 order by a.day
$$;

-- ── what she is told follows ────────────────────────────────────────────────────────────────────

create or replace function visits.acts_by_link(link text) returns table (
  stop_id uuid, office_id text, service_id text, outcome text, next_on date, forwarded_to text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.stop_id, a.office_id, a.service_id, a.outcome, a.next_on, a.forwarded_to
  from visits.find_by_link(link) v join attendances.current_act a on a.visit_id = v.visit_id
  where not exists (
    select from directory.subject sub where sub.sensitive and sub.id in (
      (select s.subject_id from directory.service s where s.id = a.service_id),
      (select st.subject_id from visits.stop st where st.id = a.stop_id)))
  order by a.occurred_at, a.id
$$;

create or replace function visits.summary(of_visit uuid) returns table (
  stop_id uuid, office_id text, service_id text, mode text, outcome text, detail text,
  next_on date, forwarded_to text, occurred_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  behind_fence boolean := access.fenced();
  v record;
begin
  if mine = '{}' then return; end if;
  select vi.id, vi.person_id, vi.host_unit_id = any (mine) as hosts,
         vi.day = (meta.now() at time zone c.zone)::date as is_today
    into v
    from visits.visit vi join directory.centre c on c.id = vi.centre_id
    where vi.id = of_visit
      and (vi.host_unit_id = any (mine) or vi.person_id = any (access.persons()))
      and (not behind_fence or vi.person_id = any (access.presented()));
  if not found then return; end if;
  return query
    select a.stop_id, a.office_id, a.service_id, a.mode, a.outcome,
           case when a.unit_id = any (mine) or (v.hosts and v.is_today and not behind_fence)
                then a.detail end,
           a.next_on, a.forwarded_to, a.occurred_at
    from attendances.current_act a
    where a.visit_id = of_visit
      and (a.unit_id = any (mine) or (not behind_fence and not exists (
        select from directory.subject sub where sub.sensitive and sub.id in (
          (select s.subject_id from directory.service s where s.id = a.service_id),
          (select st.subject_id from visits.stop st where st.id = a.stop_id)))))
    order by a.occurred_at, a.id;
end $$;

revoke execute on function access.coordinates(), visits.find_correctable(uuid, boolean),
  visits.keep_correction(uuid, smallint, text, boolean, boolean, text, text, text, text, date, text,
    text, smallint, text), attendances.sign_month(text, date),
  attendances.acts_of_day(text, date, integer, integer), attendances.month_of(text, date) from public;
grant execute on function access.coordinates(), visits.find_correctable(uuid, boolean),
  visits.keep_correction(uuid, smallint, text, boolean, boolean, text, text, text, text, date, text,
    text, smallint, text), attendances.sign_month(text, date),
  attendances.acts_of_day(text, date, integer, integer), attendances.month_of(text, date)
  to oneroof_app;

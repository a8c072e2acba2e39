-- Two files of one person are shown and served as one, and can be taken apart again exactly as they
-- were. Nothing is moved or copied: every row keeps the person under whom it was written. What is added
-- is the act by which somebody said that two are one, and what follows from all such acts
-- (docs/decisions/0069).

-- ── who said that two are one ───────────────────────────────────────────────────────────────────

-- Each act joins two files that were not one before, so the acts of one person never make a circle, and
-- to take one back parts exactly what it joined.
create table people.merge (
  id        uuid primary key,
  one_id    uuid not null references people.person,
  other_id  uuid not null references people.person,
  unit_id   text not null references access.unit,  -- where both are at home
  account_id uuid not null references access.account,
  merged_at timestamptz not null,
  constraint merge_of_two check (one_id < other_id),
  constraint merge_once unique (one_id, other_id)
);
create index merge_other on people.merge (other_id);

-- What follows: each file of a person with each other file of hers, both ways round, since when they
-- are one, and the oldest of them all, whose number is the person's. The functions below alone write it.
create table people.same_person (
  person_id   uuid not null references people.person,
  other_id    uuid not null references people.person,
  survivor_id uuid not null references people.person,
  unit_id     text not null references access.unit,
  since       timestamptz not null,
  primary key (person_id, other_id) include (survivor_id, since),
  check (person_id <> other_id)
);

select meta.classify('people.merge', 'S4 · which files are one person · last visit + 5 years',
  '{"unit_id": "S1 · where she is at home · last visit + 5 years",
    "account_id": "S1 · who said so · last visit + 5 years"}');
select meta.classify('people.same_person', 'S4 · which files are one person · last visit + 5 years',
  '{"unit_id": "S1 · where she is at home · last visit + 5 years"}');
select access.protect('people.merge');
select access.protect('people.same_person');
select access.fence('people.merge', 'closed');
select access.fence('people.same_person', 'closed');
grant select on people.merge, people.same_person to oneroof_app;
create policy reach on people.merge for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy reach on people.same_person for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or person_id = any ((select access.persons_for('name'))::uuid[]));

-- What an agreement opened is held back while the other file of the person says that she took such an
-- agreement back: `because_id` is the entry of the ledger, and each referral that rests on it.
create table access.held (
  because_id        uuid not null,
  against_id        uuid not null,  -- the entry that she took back
  person_id         uuid not null,
  against_person_id uuid not null,
  primary key (because_id, against_id)
);
create index held_person on access.held (person_id);
select meta.classify('access.held', 'S4 · what is held back for a person · while two files are one',
  '{"because_id": "S1 · what is held · while two files are one",
    "against_id": "S1 · by what · while two files are one"}');
select access.protect('access.held');
select access.fence('access.held', 'closed');

-- Whether an entry of the ledger, or a referral, is held back.
create function access.is_held(because uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.held h where h.because_id = because)
$$;

-- ── how everybody else finds them ───────────────────────────────────────────────────────────────

-- All files of a person, with the one that is asked for; as far as whoever asks may know of them.
create function people.files_of(of_person uuid) returns uuid[] language sql stable as $$
  select array_append(coalesce(array_agg(s.other_id), '{}'), of_person)
  from people.same_person s where s.person_id = of_person
$$;

-- The file that is a person's now, whichever of her files is named.
create function people.survivor_of(of_person uuid) returns uuid language sql stable as $$
  select coalesce((select s.survivor_id from people.same_person s
                   where s.person_id = of_person limit 1), of_person)
$$;

-- Persons of whom the asking account reaches one section, with the other files of each: whoever serves
-- her sees her as one. What she agreed to share reaches as far as the file to which she agreed; into
-- the others only when she was asked after they were one. What is held back opens nothing.
create or replace function access.persons_for(section text) returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine text[] := access.units();
  me uuid;
begin
  if mine = '{}' then return '{}'; end if;
  me := access.me();
  return coalesce((
    with live as (
      select g.person_id, g.sections @> '{spine}' as whole, lower(g.valid) as since, g.because_id
      from access."grant" g
      where g.unit_id = any (mine) and upper_inf(g.valid) and lower(g.valid) <= meta.now()
        and (g.account_id is null or g.account_id = me) and g.sections && array['spine', section]
      union all
      select g.person_id, g.sections @> '{spine}', lower(g.valid), g.because_id
      from access."grant" g
      where g.unit_id = any (mine) and not upper_inf(g.valid) and upper(g.valid) > meta.now()
        and lower(g.valid) <= meta.now() and (g.account_id is null or g.account_id = me)
        and g.sections && array['spine', section]
    ), opened as (
      select l.person_id, l.whole, l.since from live l
      where l.whole or not exists (select from access.held h where h.because_id = l.because_id)
    )
    select array_agg(person_id) from (
      select o.person_id from opened o
      union
      select s.other_id from opened o join people.same_person s on s.person_id = o.person_id
      where o.whole or o.since >= s.since
    ) reached), '{}');
end $$;

create or replace function access.sections_of(person uuid) returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct s) from access."grant" g, unnest(g.sections) s
    where (g.person_id = person
           or exists (select from people.same_person o
                      where o.person_id = person and o.other_id = g.person_id
                        and ('spine' = any (g.sections) or lower(g.valid) >= o.since)))
      and g.unit_id = any (access.units()) and g.valid @> meta.now()
      and (g.account_id is null or g.account_id = access.me())
      and ('spine' = any (g.sections)
           or not exists (select from access.held h where h.because_id = g.because_id))), '{}');
end $$;

-- As in 0171, and by nothing that is held back.
alter policy sends on referrals.envelope
  with check (from_unit_id = any ((select access.units())::text[]) and not opened
    and exists (
      select from referrals.referral r where r.id = referral_id and r.state = 'requested'
        and r.made_by = (select access.me()) and r.from_unit_id = envelope.from_unit_id
        and r.home_unit_id = envelope.home_unit_id and r.to_unit_id = envelope.to_unit_id
        and r.to_account_id is not distinct from envelope.to_account_id
        and r.stand_in_id is not distinct from envelope.stand_in_id)
    and exists (
      select from casefiles.consent c where c.id = consent_id and c.person_id = envelope.person_id
        and c.unit_id = envelope.from_unit_id and c.home_unit_id = envelope.home_unit_id and c.recipient_unit_id = envelope.to_unit_id
        and envelope.sections <@ c.sections
        and c.until >= (meta.now() at time zone 'Europe/Lisbon')::date
        and not exists (select from casefiles.consent_end e where e.consent_id = c.id)
        and not access.is_held(c.id))
    and (home_unit_id = any ((select access.units())::text[])
         or sections <@ access.sections_of(person_id)
         or 'spine' = any (access.sections_of(person_id))));

-- ── merging and parting ─────────────────────────────────────────────────────────────────────────

-- All files of a person, for the functions below. Nobody else may ask: it looks past row security.
create function people.all_files_of(of_person uuid) returns uuid[] language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select array_append(coalesce(array_agg(s.other_id), '{}'), of_person)
  from people.same_person s where s.person_id = of_person
$$;

-- The oldest of some files; of two opened at the same moment the one whose number comes first.
create function people.oldest_of(files uuid[]) returns uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from people.person p left join casefiles.case_file f on f.person_id = p.id
  where p.id = any (files)
  order by coalesce(f.opened_at, p.registered_at), f.number collate "C", p.id limit 1
$$;

-- What must be known before two are joined: whether they are one already, whether both have a ticket
-- now (so that they are two), and whether something is kept of either that the asking account was not
-- told of. The last answers for several causes at once, and the rule says the same words for more.
create function people.merge_facts(one uuid, other uuid,
  out already_one boolean, out both_here boolean, out kept boolean) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare ones uuid[]; others uuid[];
begin
  if access.fenced() or (select count(*) from people.person p
      where p.id in (one, other) and p.unit_id = any (access.units())) < 2 then return; end if;
  ones := people.all_files_of(one);
  others := people.all_files_of(other);
  already_one := other = any (ones);
  both_here := exists (select from visits.visit v where v.person_id = any (ones) and v.state = 'open')
    and exists (select from visits.visit v where v.person_id = any (others) and v.state = 'open');
  kept := exists (
    select from visits.protection k where k.person_id = any (ones || others)
      and not exists (select from visits.protection_reader r
                      where r.protection_id = k.id and r.account_id = access.me()));
end $$;

-- Says that two files are one person; answers the oldest of all her files. Refuses what the rule
-- refuses, whoever asks.
create function people.merge(act uuid, one uuid, other uuid, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  home text;
  ones uuid[] := people.all_files_of(one);
  others uuid[] := people.all_files_of(other);
  oldest uuid := people.oldest_of(ones || others);
  facts record := people.merge_facts(one, other);
begin
  select p.unit_id into home from people.person p where p.id = one;
  -- Null: not both to be seen.
  if (facts.already_one or facts.both_here or facts.kept) is distinct from false
     or not exists (select from people.person p where p.id = other and p.unit_id = home) then
    raise exception 'not to be merged' using errcode = 'insufficient_privilege';
  end if;
  insert into people.merge values
    (act, least(one, other), greatest(one, other), home, access.me(), at);
  update people.same_person s set survivor_id = oldest
    where s.person_id = any (ones || others) and s.survivor_id <> oldest;
  insert into people.same_person (person_id, other_id, survivor_id, unit_id, since)
    select a, b, oldest, home, at from unnest(ones) a, unnest(others) b
    union all
    select b, a, oldest, home, at from unnest(ones) a, unnest(others) b;
  -- The stricter word holds: what she took back in one file counts against what she agreed to in the
  -- other, for the same recipient.
  insert into access.held (because_id, against_id, person_id, against_person_id)
    select b.id, e.consent_id, c.person_id, e.person_id
    from casefiles.consent c
    join casefiles.consent_end e on case when c.person_id = any (ones)
      then e.person_id = any (others) else e.person_id = any (ones) end
    join casefiles.consent w on w.id = e.consent_id and w.recipient_unit_id = c.recipient_unit_id
    cross join lateral (
      select c.id union all
      select v.referral_id from referrals.envelope v where v.consent_id = c.id) b (id)
    where c.person_id = any (ones || others) and c.basis = 'gdpr-6-1-a'
    on conflict do nothing;
  return oldest;
end $$;

-- The files that some acts leave together with one.
create function people.still_with(of_person uuid) returns uuid[] language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  with recursive reached (id) as (
    select of_person
    union
    select case when m.one_id = r.id then m.other_id else m.one_id end
    from reached r join people.merge m on r.id in (m.one_id, m.other_id)
  )
  select array_agg(id) from reached
$$;

-- Takes one act back: exactly what it joined is two again, and what was held because of it is not.
create function people.unmerge(act uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  undone people.merge;
  ones uuid[];
  others uuid[];
begin
  delete from people.merge m where m.id = act and not access.fenced()
    and m.unit_id = any (access.units()) returning m.* into undone;
  if not found then
    raise exception 'not to be parted' using errcode = 'insufficient_privilege';
  end if;
  ones := people.still_with(undone.one_id);
  others := people.still_with(undone.other_id);
  delete from people.same_person s where (s.person_id = any (ones) and s.other_id = any (others))
    or (s.person_id = any (others) and s.other_id = any (ones));
  update people.same_person s set survivor_id = o.id
    from (select people.oldest_of(ones) as id) o
    where s.person_id = any (ones) and s.survivor_id <> o.id;
  update people.same_person s set survivor_id = o.id
    from (select people.oldest_of(others) as id) o
    where s.person_id = any (others) and s.survivor_id <> o.id;
  delete from access.held h
    where (h.person_id = any (ones) and h.against_person_id = any (others))
       or (h.person_id = any (others) and h.against_person_id = any (ones));
end $$;

revoke execute on function access.is_held(uuid), people.all_files_of(uuid), people.oldest_of(uuid[]),
  people.merge_facts(uuid, uuid), people.merge(uuid, uuid, uuid, timestamptz),
  people.still_with(uuid), people.unmerge(uuid), people.files_of(uuid), people.survivor_of(uuid)
  from public;
grant execute on function access.is_held(uuid), people.merge_facts(uuid, uuid),
  people.merge(uuid, uuid, uuid, timestamptz), people.unmerge(uuid), people.files_of(uuid),
  people.survivor_of(uuid) to oneroof_app;

-- ── counted once ────────────────────────────────────────────────────────────────────────────────

-- As in 0079, with a person of several files counted once.
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
  ), one as materialized (
    select distinct s.person_id, s.survivor_id from people.same_person s
  )
  select v.office_id, v.acts, v.visits, p.persons
  from (select visit.office_id, sum(visit.acts)::integer as acts,
               count(visit.visit_id)::integer as visits
        from visit group by visit.office_id) v
  join (select d.office_id, count(d.person_id)::integer as persons
        from (select distinct visit.office_id, coalesce(one.survivor_id, visit.person_id) as person_id
              from visit left join one on one.person_id = visit.person_id) d
        group by d.office_id) p on p.office_id = v.office_id
$$;

-- As in 0051, likewise.
create or replace function statistics.trips(of_centre text, from_day date, to_day date) returns table (
  visits integer, persons integer, ended integer, solved integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(came.visits, 0), came.persons, went.ended, went.solved
  from (select sum(p.visits)::integer as visits, count(*)::integer as persons
        from (select count(*) as visits from statistics.arrival a
              left join (select distinct s.person_id, s.survivor_id from people.same_person s) one
                on one.person_id = a.person_id
              where a.centre_id = of_centre and a.day between from_day and to_day
              group by coalesce(one.survivor_id, a.person_id)) p) came,
       (select coalesce(sum(d.sign), 0)::integer as ended,
               coalesce(sum(d.sign) filter (where d.needs > 0 and d.solved = d.needs), 0)::integer as solved
        from statistics.departure d
        where d.centre_id = of_centre and d.day between from_day and to_day) went
  where access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                           'unit-lead', 'researcher'], of_centre)
$$;

-- ── how she may be reached: the stricter rule of her files ──────────────────────────────────────

-- As in 0057, with her address wherever it was written down, and the stricter rule of her files.
create or replace function messages.take_due(most integer) returns table (
  event_id uuid, kind text, number smallint, language text, email text, contact_rule text,
  centre_name text, zone text, office_name jsonb, starts_at timestamptz, ends_at timestamptz,
  due_on date, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare m record; n smallint;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  for m in
    select x.*, l.number as last, l.outcome, l.at
    from messages.message x
    left join lateral (
      select a.number, a.outcome, a.at from messages.attempt a
      where a.event_id = x.event_id and a.kind = x.kind
      order by a.number desc, a.outcome = 'taken' limit 1) l on true
    left join directory.centre z on z.id = x.centre_id
    where x.due_at <= meta.now()
      -- MSG-3: at night nothing is even taken.
      and (meta.now() at time zone coalesce(z.zone, 'UTC'))::time between '08:00' and '20:59:59'
      and (l.number is null
           or (l.outcome = 'taken' and l.at < meta.now() - interval '10 minutes' and l.number < 5)
           or (l.outcome = 'failed' and l.number < 5
               and l.at < meta.now() - interval '1 minute' * power(5, l.number - 1)))
    order by x.due_at limit most
    for update of x skip locked
  loop
    n := coalesce(m.last, 0) + 1;
    insert into messages.attempt (event_id, kind, number, outcome, at)
      values (m.event_id, m.kind, n, 'taken', meta.now());
    event_id := m.event_id; kind := m.kind; number := n;
    starts_at := m.starts_at; ends_at := null; due_on := m.due_on;
    select p.language into language from people.person p where p.id = m.person_id;
    email := null; contact_rule := null;
    select (array_agg(c.email order by c.person_id <> m.person_id)
              filter (where c.email is not null))[1],
           (array_agg(c.rule order by
              array_position(array['never', 'messages-only', 'discreet', 'open'], c.rule)))[1]
      into email, contact_rule
      from people.contact c
      where c.person_id = m.person_id or c.person_id in (
        select s.other_id from people.same_person s where s.person_id = m.person_id);
    select cn.name, c.zone into centre_name, zone from directory.centre c
      join directory.centre_name cn on cn.centre_id = c.id and cn.valid @> meta.now()::date
      where c.id = m.centre_id;
    select o.short_name into office_name from directory.office o where o.id = m.office_id;
    still_so := true;
    if m.kind like 'appointment-%' then
      select a.ends_at, case when m.kind = 'appointment-cancelled' then a.state = 'cancelled'
          else a.state = 'booked' and a.starts_at = m.starts_at and a.starts_at > meta.now() end
        into ends_at, still_so from appointments.appointment a where a.id = m.about_id;
    else
      select t.state = 'open' into still_so from followups.task t where t.id = m.about_id;
    end if;
    still_so := coalesce(still_so, false);
    return next;
  end loop;
end $$;

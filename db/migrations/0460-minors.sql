-- The register of minors without papers, for health and school only. It is there for the offices that keep it: those
-- that offer the service which the terms of the country name. For everybody else, a unit behind the fence above all,
-- neither a row nor that there is one: the application reads and writes by the functions below alone, no event tells
-- of any act, and no other table points at it.

create schema minors;
grant usage on schema minors to oneroof_app, oneroof_jobs, oneroof_stats;

-- What the law of a country says of it: data of every network (data/minor-register.json), dated.
create table minors.term (
  country    text not null check (country ~ '^[A-Z]{2}$'),
  from_on    date not null,
  service_id text not null,                                -- the offices that offer it keep the register
  months     smallint not null check (months between 1 and 60),  -- how long an entry holds until it is renewed
  sheet_id   text not null,                                -- on which what is counted of entries is told
  body       jsonb not null,
  primary key (country, from_on)
);
select meta.classify('minors.term', 'S0 · public catalogue · while it exists');
comment on table minors.term is 'nobody · What the law says of the register of minors · kept: it is about nobody';
grant select on minors.term to oneroof_app;

-- The least: who, where, for what, until when, who asked; no name, no birth date, no address, no word of anybody.
create table minors.entry (
  id            uuid primary key,
  person_id     uuid not null references people.person,
  office_id     text not null references directory.office,  -- that keeps it: where it was made or last renewed
  number        text not null unique check (number ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  purposes      text[] not null check (cardinality(purposes) between 1 and 2 and purposes <@ array['health', 'school']),
  asked_by      text not null check (asked_by in ('parent', 'guardian', 'carer', 'service', 'self')),
  registered_on date not null,
  registered_by uuid not null references access.account,
  valid_until   date not null,                              -- the last day
  adult_on      date not null check (adult_on > valid_until),
  ending        text check (ending in ('regularised', 'family-asks', 'left', 'mistake')),
  ended_on      date,
  ended_by      uuid references access.account,
  check (valid_until >= registered_on),
  check (num_nulls(ending, ended_on, ended_by) in (0, 3))
);
create index entry_person on minors.entry (person_id);
create index entry_office on minors.entry (office_id, valid_until) where ended_on is null;
create index entry_over on minors.entry (least(ended_on, adult_on));
-- That a declaration was handed out. `proof` is a keyed hash of its code and the name on it, as of a certificate
-- (0050): whoever has this table can neither make one nor tell whose it is.
create table minors.declaration (
  proof       bytea primary key check (octet_length(proof) = 32),
  entry_id    uuid not null references minors.entry,
  person_id   uuid not null references people.person,
  purpose     text not null check (purpose in ('health', 'school')),
  issued_on   date not null,
  issued_by   uuid not null references access.account,
  valid_until date not null
);
create index declaration_entry on minors.declaration (entry_id);
create index declaration_person on minors.declaration (person_id);

select meta.classify('minors.entry', 'S5 · so that a child is seen by a doctor and goes to school · until grown up or ended + 90 days');
select meta.classify('minors.declaration', 'S5 · proves the paper for school or health centre · with the entry');
comment on table minors.entry is 'GDPR 6(1)(c), 9(2)(g) · Access of a minor without papers to health and school, and nothing else';
comment on table minors.declaration is 'GDPR 6(1)(c), 9(2)(g) · Access of a minor without papers to health and school, and nothing else';
select rights.on_erasure(t, 'erased with person_id') from unnest(array['minors.entry', 'minors.declaration']::regclass[]) t;
select rights.on_retention('minors.entry', 'minor-register after ended_on, adult_on'),
  rights.on_retention('minors.declaration', 'with entry_id of minors.entry.id');
select access.protect(t), access.fence(t, 'closed'), access.bar(t), access.keep_unwritten(t)
  from unnest(array['minors.entry', 'minors.declaration']::regclass[]) t;

-- That somebody came for it is on no paper that others read, in no package, and nothing that an authority is given.
update directory.subject set sensitive = true where id in ('school.minor-register', 'school.minor-credential');

-- A count may be of no kind of compartment.
alter table compartments.sheet alter column kind_id drop not null;

-- ── who ─────────────────────────────────────────────────────────────────────────────────────────

-- Offices that keep the register at which the asking account serves now; none behind the fence.
create function minors.my_offices() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or access.units() = '{}' then return '{}'; end if;
  return coalesce((
    select array_agg(distinct o.id order by o.id)
    from access.membership m
    join access.account a on a.id = m.account_id and a.kind = 'person' and a.disabled_at is null
    join access.unit u on u.id = m.unit_id and u.enforcement_link <> 'direct'
    join directory.office o on o.unit_id = m.unit_id and o.closed_on is null
      and (m.centre_id is null or m.centre_id = o.centre_id)
    join directory.office_service s on s.office_id = o.id
    where m.account_id = access.me() and m.valid @> meta.now()
      and m.role in ('unit-officer', 'support-technician', 'mediator', 'local-technician', 'reception-mediator')
      and s.service_id in (select t.service_id from minors.term t where t.from_on <= compartments.today())), '{}');
end $$;
-- Whether the asking account sees somebody's file, otherwise than by an emergency: that opens no register.
create function minors.sees(person uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from people.person p where p.id = person
    and (p.unit_id = any (access.units()) or p.id = any (access.persons_for('name')))
    and (p.id = any (access.excluded())) is not true and (p.id = any (access.read_only())) is not true)
$$;
create function minors.refuse() returns void language plpgsql as $$
begin
  raise exception 'no such entry' using errcode = 'insufficient_privilege';
end $$;

-- ── what is seen ────────────────────────────────────────────────────────────────────────────────

create type minors.line as (
  id uuid, person_id uuid, name text, file_number text, office_id text, number text, purposes text[], asked_by text,
  registered_on date, registered_name text, valid_until date, adult_on date, ending text, ended_on date,
  declarations integer);
create function minors.lines(which uuid[]) returns setof minors.line language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select e.id, e.person_id, p.name, f.number, e.office_id, e.number, e.purposes, e.asked_by, e.registered_on, a.name,
    e.valid_until, e.adult_on, e.ending, e.ended_on,
    (select count(*) from minors.declaration d where d.entry_id = e.id)::integer
  from minors.entry e
  join people.person p on p.id = e.person_id
  join access.account a on a.id = e.registered_by
  left join casefiles.case_file f on f.person_id = e.person_id
  where e.id = any (which)
  order by e.ended_on is not null, e.valid_until < compartments.today(), e.valid_until, e.id
$$;
-- Those that the asking account's own offices keep: what ends first on top, below it what lapsed within a year.
create function minors.kept(most integer) returns setof minors.line language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare mine text[] := minors.my_offices();
begin
  if mine = '{}' then return; end if;
  return query select * from minors.lines((
    select array_agg(k.id) from (
      select e.id from minors.entry e where e.office_id = any (mine) and e.adult_on > compartments.today()
        and e.valid_until >= compartments.today() - interval '1 year'
      order by e.ended_on is not null, e.valid_until < compartments.today(), e.valid_until, e.id
      limit most) k));
end $$;
-- Those of somebody who is before an office that keeps the register, wherever they were made.
create function minors.of_person(person uuid) returns setof minors.line language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if minors.my_offices() = '{}' or not minors.sees(person) then return; end if;
  return query select * from minors.lines((
    select array_agg(e.id) from minors.entry e where e.person_id = any (people.all_files_of(person))));
end $$;

-- One of them, by its own address.
create function minors.one(which uuid) returns setof minors.line language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare mine text[] := minors.my_offices();
begin
  if mine = '{}' then return; end if;
  return query select * from minors.lines((
    select array_agg(e.id) from minors.entry e
    where e.id = which and (e.office_id = any (mine) or minors.sees(e.person_id))));
end $$;

-- ── what is done ────────────────────────────────────────────────────────────────────────────────
-- Each asks its conditions again.

-- Whether an entry may hold so long today: of a minor, and no longer than the law says.
create function minors.may_hold(until date, adult date) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select adult > compartments.today() and until <= compartments.today() + make_interval(months => (
    select t.months from minors.term t where t.from_on <= compartments.today() order by t.from_on desc limit 1))
$$;
-- One person at a time, by any of her files: two at once are two that see each other.
create function minors.begin_entry(person uuid) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if minors.my_offices() = '{}' or not minors.sees(person) then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(
    (select min(f::text) from unnest(people.all_files_of(person)) f), 460));
  return true;
end $$;
-- One entry, locked: kept by an own office, or of somebody who is seen.
create function minors.hold(which uuid) returns table (
  id uuid, person_id uuid, office_id text, number text, purposes text[], registered_on date, valid_until date,
  adult_on date, ended_on date)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare mine text[] := minors.my_offices();
begin
  if mine = '{}' then return; end if;
  return query select e.id, e.person_id, e.office_id, e.number, e.purposes, e.registered_on, e.valid_until, e.adult_on,
      e.ended_on
    from minors.entry e where e.id = which and (e.office_id = any (mine) or minors.sees(e.person_id)) for update;
end $$;

-- An entry, and the numbers of the month that it raises; the two lead to each other by nothing (0412).
create function minors.register(row_id uuid, person uuid, office text, of_number text, wanted text[], asker text,
  until date, adult date, chosen text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare of_sheet text;
begin
  if not office = any (minors.my_offices()) or not minors.sees(person) or minors.may_hold(until, adult) is not true
     or exists (select from minors.entry e where e.person_id = any (people.all_files_of(person))
                and e.ended_on is null and e.adult_on > compartments.today()) then
    perform minors.refuse();
  end if;
  insert into minors.entry (id, person_id, office_id, number, purposes, asked_by, registered_on, registered_by,
      valid_until, adult_on)
    values (row_id, person, office, of_number, wanted, asker, compartments.today(), access.me(), until, adult);
  select t.sheet_id into of_sheet from minors.term t where t.from_on <= compartments.today()
    order by t.from_on desc limit 1;
  perform compartments.tally_up(of_sheet, date_trunc('month', compartments.today())::date, chosen, 1);
end $$;
-- It holds longer, and is kept from now on where it was renewed.
create function minors.renew(which uuid, office text, wanted text[], until date, adult date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update minors.entry e set office_id = office, purposes = wanted, valid_until = until, adult_on = adult
    where e.id = which and e.ended_on is null and e.adult_on > compartments.today()
      and minors.may_hold(until, adult) and office = any (minors.my_offices())
      and (e.office_id = any (minors.my_offices()) or minors.sees(e.person_id));
  if not found then perform minors.refuse(); end if;
end $$;
create function minors.finish(which uuid, why text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update minors.entry e set ending = why, ended_on = compartments.today(), ended_by = access.me()
    where e.id = which and e.ended_on is null and e.adult_on > compartments.today() and minors.my_offices() <> '{}'
      and (e.office_id = any (minors.my_offices()) or minors.sees(e.person_id));
  if not found then perform minors.refuse(); end if;
end $$;
create function minors.hand_out(shown bytea, which uuid, for_what text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into minors.declaration (proof, entry_id, person_id, purpose, issued_on, issued_by, valid_until)
    select shown, e.id, e.person_id, for_what, compartments.today(), access.me(), e.valid_until
    from minors.entry e
    where e.id = which and e.ended_on is null and compartments.today() <= e.valid_until and for_what = any (e.purposes)
      and minors.my_offices() <> '{}' and (e.office_id = any (minors.my_offices()) or minors.sees(e.person_id));
  if not found then perform minors.refuse(); end if;
end $$;
-- Valid or not, and nothing else: whoever holds the paper learns no more than stands on it.
create function minors.declaration_valid(shown bytea) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from minors.declaration d join minors.entry e on e.id = d.entry_id
    where d.proof = shown and e.ended_on is null and compartments.today() <= d.valid_until
      and compartments.today() < e.adult_on and d.purpose = any (e.purposes))
$$;

revoke execute on all functions in schema minors from public;
grant execute on function minors.my_offices(), minors.sees(uuid), minors.kept(integer), minors.of_person(uuid), minors.one(uuid),
  minors.begin_entry(uuid),
  minors.hold(uuid), minors.register(uuid, uuid, text, text, text[], text, date, date, text[]),
  minors.renew(uuid, text, text[], date, date), minors.finish(uuid, text), minors.hand_out(bytea, uuid, text),
  minors.declaration_valid(bytea) to oneroof_app;

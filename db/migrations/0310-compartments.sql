-- Compartments: what is noted of violence, trafficking, genital mutilation, a child in danger, her health or
-- where she hides is read by named people and by nobody else. For everybody else neither a word of it nor
-- that it is there: row security asks for membership, no event tells of it, and no other table points at it.
--
-- A compartment belongs to a person and has a kind, a custodian, and members from one moment to another.
-- Its leaves hold texts that the web process has sealed with a key of this compartment alone; that key is
-- kept here only wrapped by another, which the database never has (src/platform/vault/).

create schema compartments;
grant usage on schema compartments to oneroof_app, oneroof_jobs, oneroof_stats;

-- ── kinds, and the trainings that they ask for ──────────────────────────────────────────────────

-- Data of every network: data/compartment-kinds.json and data/training-topics.json.
create table compartments.topic (
  id   text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  name jsonb not null check (name ? 'pt')
);
create table compartments.kind (
  id         text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  name       jsonb not null check (name ? 'pt'),
  topic_id   text not null references compartments.topic,  -- what whoever opens or reads one was trained in
  sort       smallint not null,
  retired_at timestamptz                                   -- none of this kind is opened any more
);

-- That a colleague was trained, from one day to another, both included.
create table compartments.training (
  id         uuid primary key,
  account_id uuid not null references access.account,
  topic_id   text not null references compartments.topic,
  from_on    date not null,
  until_on   date not null,
  given_by   uuid not null references access.account,
  given_at   timestamptz not null,
  ended_at   timestamptz,
  ended_by   uuid references access.account,
  check (until_on between from_on and from_on + 1100),
  check ((ended_at is null) = (ended_by is null))
);
create index training_account on compartments.training (account_id);

-- ── compartments ────────────────────────────────────────────────────────────────────────────────

create table compartments.compartment (
  id           uuid primary key,
  person_id    uuid not null references people.person,
  kind_id      text not null references compartments.kind,
  unit_id      text not null references access.unit,     -- of whoever opened it
  custodian_id uuid not null references access.account,  -- names members; always one herself
  opened_by    uuid not null references access.account,
  opened_at    timestamptz not null
);
create index compartment_person on compartments.compartment (person_id);
create table compartments.member (
  id             uuid primary key,
  compartment_id uuid not null references compartments.compartment,
  person_id      uuid not null references people.person,
  account_id     uuid not null references access.account,
  named_by       uuid not null references access.account,
  named_at       timestamptz not null,
  ended_at       timestamptz,
  ended_by       uuid references access.account,
  check ((ended_at is null) = (ended_by is null))
);
create unique index member_once on compartments.member (compartment_id, account_id) where ended_at is null;
create index member_account on compartments.member (account_id) where ended_at is null;
create index member_person on compartments.member (person_id);

-- The key of one compartment, wrapped. Its version goes into every seal made with it.
create table compartments.data_key (
  compartment_id uuid primary key references compartments.compartment,
  person_id      uuid not null references people.person,
  version        integer not null check (version > 0),
  wrapped_with   text not null check (wrapped_with ~ '^[A-Za-z0-9._:/-]{1,200}$'),  -- which key outside opens it
  wrapped        bytea not null
);
create index data_key_person on compartments.data_key (person_id);

-- A text, sealed. A correction is a further row that names the first one; taken back, all of them lose
-- their text, and who wrote when stays.
create table compartments.leaf (
  id             uuid primary key,
  first_id       uuid not null references compartments.leaf,
  compartment_id uuid not null references compartments.compartment,
  person_id      uuid not null references people.person,
  written_by     uuid not null references access.account,
  written_at     timestamptz not null,
  key_version    integer not null,
  sealed         bytea,
  taken_back_at  timestamptz,
  taken_back_by  uuid references access.account,
  check ((sealed is null) = (taken_back_at is not null)),
  check ((taken_back_at is null) = (taken_back_by is null))
);
create index leaf_compartment on compartments.leaf (compartment_id);
create index leaf_person on compartments.leaf (person_id);

select meta.classify(t, 'S0 · public catalogue · while it exists')
  from unnest(array['compartments.topic', 'compartments.kind']::regclass[]) t;
select meta.classify('compartments.training', 'S1 · who was trained for what · employment + 2 years');
select meta.classify('compartments.compartment', 'S5 · to protect her · last visit + 5 years');
select meta.classify('compartments.member', 'S5 · who reads it · last visit + 5 years');
select meta.classify('compartments.data_key', 'S5 · seals what is written in it · last visit + 5 years');
select meta.classify('compartments.leaf', 'S5 · to protect her · last visit + 5 years');
grant select on compartments.topic, compartments.kind to oneroof_app;
select access.protect(t), access.fence(t, 'closed') from unnest(array['compartments.training',
  'compartments.compartment', 'compartments.member', 'compartments.data_key', 'compartments.leaf']::regclass[]) t;
select access.bar(t), access.keep_unwritten(t) from unnest(array['compartments.compartment',
  'compartments.member', 'compartments.data_key', 'compartments.leaf']::regclass[]) t;

-- ── who reads ───────────────────────────────────────────────────────────────────────────────────

create function compartments.today() returns date language sql stable
  return (meta.now() at time zone 'Europe/Lisbon')::date;

-- Whether an account was trained in a topic and the training holds today.
create function compartments.is_trained(account uuid, topic text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from compartments.training t where t.account_id = account and t.topic_id = topic
                 and t.ended_at is null and compartments.today() between t.from_on and t.until_on)
$$;
-- Kinds that the asking account may open and read by its training; none behind the fence, and none for
-- whoever neither receives nor serves.
create function compartments.my_kinds() returns text[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or access.units() = '{}' then return '{}'; end if;
  return coalesce((select array_agg(k.id) from compartments.kind k
                   where compartments.is_trained(access.me(), k.topic_id)), '{}');
end $$;
-- Compartments of which the asking account is a member now, with a training that holds: one array for a
-- statement. Whoever is kept away from a person finds no row of hers here either (0240).
create function compartments.mine() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare kinds text[] := compartments.my_kinds();
begin
  if kinds = '{}' then return '{}'; end if;
  return coalesce((
    select array_agg(c.id) from compartments.member m
    join compartments.compartment c on c.id = m.compartment_id
    where m.account_id = access.me() and m.ended_at is null and c.kind_id = any (kinds)), '{}');
end $$;

-- Restrictive, so that no policy that is ever added opens one to anybody else.
do $$
declare t record;
begin
  for t in select * from (values ('compartment', 'id'), ('member', 'compartment_id'),
      ('data_key', 'compartment_id'), ('leaf', 'compartment_id')) as v (name, col) loop
    execute format($p$create policy members_alone on compartments.%I as restrictive to oneroof_app,
      oneroof_jobs, oneroof_stats using (%I = any ((select compartments.mine())::uuid[]))$p$, t.name, t.col);
    execute format($p$create policy members on compartments.%I for select to oneroof_app
      using (%I = any ((select compartments.mine())::uuid[]))$p$, t.name, t.col);
    execute format('grant select on compartments.%I to oneroof_app', t.name);
  end loop;
end $$;

-- Whose they are: a member of another unit may not see the person's file, and knows whom it is about.
create function compartments.whose(which uuid[]) returns table (compartment_id uuid, name text, number text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, p.name, f.number from compartments.compartment c
  join people.person p on p.id = c.person_id
  left join casefiles.case_file f on f.person_id = c.person_id
  where c.id = any (which) and c.id = any (compartments.mine())
$$;
-- Who read one, for its members. On no other list (0190).
create function compartments.readers(which uuid) returns table (name text, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.name, max(r.read_at) from log.read r join access.account a on a.id = r.account_id
  where which = any (compartments.mine())
    and r.person_id = (select c.person_id from compartments.compartment c where c.id = which)
    and r.purpose = 'protect' and r.screen = 'compartment:' || which
  group by a.id, a.name order by 2 desc
$$;

-- Whether somebody could read one: works with people, not behind the fence, trained, and not kept away.
create function compartments.can_read(account uuid, which uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from compartments.compartment c join compartments.kind k on k.id = c.kind_id
    join access.account a on a.id = account and a.kind = 'person' and a.disabled_at is null
    where c.id = which and compartments.is_trained(account, k.topic_id)
      and exists (select from access.membership m join access.unit u on u.id = m.unit_id
                  where m.account_id = account and m.valid @> meta.now()
                    and access.reaches_people(m.role, u.enforcement_link))
      and not exists (select from access.membership m join access.unit u on u.id = m.unit_id
                      where m.account_id = account and m.valid @> meta.now() and u.enforcement_link = 'direct')
      and not exists (select from access.exclusion x
                      where x.account_id = account and x.lifted_at is null
                        and (x.person_id = c.person_id
                             or exists (select from people.same_person s
                                        where s.person_id = c.person_id and s.other_id = x.person_id))))
$$;
-- Who is a member of one, for its members; and whether she can read it.
create function compartments.members(which uuid) returns table (
  account_id uuid, name text, since timestamptz, reads boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.name, m.named_at, compartments.can_read(a.id, which)
  from compartments.member m join access.account a on a.id = m.account_id
  where m.compartment_id = which and m.ended_at is null and which = any (compartments.mine())
  order by m.named_at, m.id
$$;
-- Who could be named a member, for its custodian.
create function compartments.candidates(which uuid) returns table (account_id uuid, name text, unit_id text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct on (a.name, a.id) a.id, a.name, m.unit_id
  from access.account a join access.membership m on m.account_id = a.id and m.valid @> meta.now()
  where exists (select from compartments.compartment c where c.id = which
                and c.id = any (compartments.mine()) and c.custodian_id = access.me())
    and exists (select from compartments.training t where t.account_id = a.id and t.ended_at is null)
    and compartments.can_read(a.id, which)
    and not exists (select from compartments.member n
                    where n.compartment_id = which and n.account_id = a.id and n.ended_at is null)
  order by a.name, a.id, m.unit_id limit 300
$$;

-- ── what is written ─────────────────────────────────────────────────────────────────────────────
-- By these functions alone; each asks its conditions again.

-- One that the asking account is a member of, locked against a change of its key; with its members, and
-- who of them can read it now.
create function compartments.hold(which uuid) returns table (
  id uuid, person_id uuid, unit_id text, kind_id text, custodian_id uuid, version integer,
  wrapped_with text, wrapped bytea, members uuid[], readers uuid[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not which = any (compartments.mine()) then return; end if;
  perform from compartments.compartment c where c.id = which for no key update;
  return query
    select c.id, c.person_id, c.unit_id, c.kind_id, c.custodian_id, k.version, k.wrapped_with, k.wrapped, m.all_of, m.able
    from compartments.compartment c join compartments.data_key k on k.compartment_id = c.id
    cross join lateral (
      select array_agg(n.account_id order by n.account_id) as all_of,
             coalesce(array_agg(n.account_id order by n.account_id)
               filter (where compartments.can_read(n.account_id, which)), '{}') as able
      from compartments.member n where n.compartment_id = which and n.ended_at is null) m
    where c.id = which for share of k;
end $$;

-- One at a time of an account and a person, so that two at once are two that see each other.
create function compartments.begin_opening(person uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(access.me()::text || person::text, 310));
end $$;

create function compartments.open(row_id uuid, member_id uuid, person uuid, kind text, unit text,
  key_id text, key_wrapped bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not kind = any (compartments.my_kinds()) or not unit = any (access.units())
     or exists (select from compartments.kind k where k.id = kind and k.retired_at is not null)
     or not exists (select from people.person p where p.id = person
                    and (p.unit_id = any (access.units()) or access.sections_of(p.id) && '{name,spine}')) then
    raise exception 'no compartment to open' using errcode = 'insufficient_privilege';
  end if;
  insert into compartments.compartment (id, person_id, kind_id, unit_id, custodian_id, opened_by, opened_at)
    values (row_id, person, kind, unit, access.me(), access.me(), meta.now());
  insert into compartments.data_key (compartment_id, person_id, version, wrapped_with, wrapped)
    values (row_id, person, 1, key_id, key_wrapped);
  insert into compartments.member (id, compartment_id, person_id, account_id, named_by, named_at)
    values (member_id, row_id, person, access.me(), access.me(), meta.now());
end $$;

create function compartments.write_leaf(row_id uuid, of_first uuid, which uuid, version integer, text_sealed bytea)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into compartments.leaf (id, first_id, compartment_id, person_id, written_by, written_at,
      key_version, sealed)
    select row_id, of_first, c.id, c.person_id, access.me(), meta.now(), k.version, text_sealed
    from compartments.compartment c join compartments.data_key k on k.compartment_id = c.id
    where c.id = which and c.id = any (compartments.mine()) and k.version = write_leaf.version
      and (of_first = row_id or exists (select from compartments.leaf l where l.id = of_first
             and l.first_id = l.id and l.compartment_id = c.id and l.taken_back_at is null));
  if not found then raise exception 'nothing to write in' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Destroys a text and its earlier wordings: for who wrote it first, and for the custodian.
create function compartments.take_back(of_first uuid, which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update compartments.leaf l set sealed = null, taken_back_at = meta.now(), taken_back_by = access.me()
    where l.first_id = of_first and l.compartment_id = which and l.taken_back_at is null
      and which = any (compartments.mine())
      and exists (select from compartments.leaf o join compartments.compartment c on c.id = o.compartment_id
                  where o.id = of_first and access.me() in (o.written_by, c.custodian_id));
  if not found then raise exception 'nothing to take back' using errcode = 'insufficient_privilege'; end if;
end $$;

create function compartments.name_member(row_id uuid, which uuid, account uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into compartments.member (id, compartment_id, person_id, account_id, named_by, named_at)
    select row_id, c.id, c.person_id, account, access.me(), meta.now() from compartments.compartment c
    where c.id = which and c.id = any (compartments.mine()) and c.custodian_id = access.me()
      and compartments.can_read(account, which);
  if not found then raise exception 'not to be named' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Whoever is custodian stays: so the last never leaves.
create function compartments.end_member(which uuid, account uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update compartments.member m set ended_at = meta.now(), ended_by = access.me()
    from compartments.compartment c
    where c.id = which and m.compartment_id = c.id and m.account_id = account and m.ended_at is null
      and c.id = any (compartments.mine()) and access.me() in (c.custodian_id, account)
      and account <> c.custodian_id;
  if not found then raise exception 'not to be ended' using errcode = 'insufficient_privilege'; end if;
end $$;

-- The custodian hands it to another member; when she can't read it any more, a member takes it.
create function compartments.hand_on(which uuid, account uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update compartments.compartment c set custodian_id = account
    where c.id = which and c.id = any (compartments.mine()) and account <> c.custodian_id
      and compartments.can_read(account, which)
      and exists (select from compartments.member m
                  where m.compartment_id = which and m.account_id = account and m.ended_at is null)
      and (c.custodian_id = access.me()
           or account = access.me() and not compartments.can_read(c.custodian_id, which));
  if not found then raise exception 'not to be handed on' using errcode = 'insufficient_privilege'; end if;
end $$;

-- ── trainings ───────────────────────────────────────────────────────────────────────────────────

-- Whether the asking account gives trainings: administrators and data-protection officers.
create function compartments.gives_trainings() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.membership m where m.account_id = access.me() and m.valid @> now()
                 and m.role in ('administrator', 'data-protection-officer'))
$$;
-- Trainings that the asking account may know of: her own; of the people of her house, for who coordinates
-- it; all of them for who gives them.
create function compartments.trainings() returns table (
  id uuid, account_id uuid, name text, topic_id text, from_on date, until_on date, ended boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, a.id, a.name, t.topic_id, t.from_on, t.until_on, t.ended_at is not null
  from compartments.training t join access.account a on a.id = t.account_id
  where a.disabled_at is null and (t.account_id = access.me() or compartments.gives_trainings()
    or exists (select from access.membership c join access.unit u on u.id = c.unit_id
               join access.membership m on m.account_id = t.account_id and m.valid @> now()
               where c.account_id = access.me() and c.valid @> now() and u.enforcement_link <> 'direct'
                 and c.role in ('centre-coordinator', 'network-manager')
                 and (c.centre_id is null or m.centre_id = c.centre_id)))
  order by a.name, a.id, t.topic_id, t.until_on desc
$$;
-- Colleagues who can be given one, for who gives them: people who receive or serve, not behind the fence.
create function compartments.to_train() returns table (account_id uuid, name text, unit_id text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct on (a.name, a.id) a.id, a.name, m.unit_id
  from access.account a join access.membership m on m.account_id = a.id and m.valid @> now()
  join access.unit u on u.id = m.unit_id
  where compartments.gives_trainings() and a.kind = 'person' and a.disabled_at is null
    and u.enforcement_link <> 'direct' and access.reaches_people(m.role, u.enforcement_link)
  order by a.name, a.id, m.unit_id
$$;
create function compartments.give_training(row_id uuid, account uuid, topic text, from_day date, until_day date)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if account = access.me() or not exists (select from compartments.to_train() t where t.account_id = account) then
    raise exception 'no training to give' using errcode = 'insufficient_privilege';
  end if;
  insert into compartments.training (id, account_id, topic_id, from_on, until_on, given_by, given_at)
    values (row_id, account, topic, from_day, until_day, access.me(), meta.now());
end $$;
-- One of them, locked, for who gives them.
create function compartments.hold_training(which uuid) returns table (id uuid, account_id uuid, ended boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select t.id, t.account_id, t.ended_at is not null from compartments.training t
    where t.id = which and compartments.gives_trainings() for update of t;
end $$;
create function compartments.end_training(which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update compartments.training t set ended_at = meta.now(), ended_by = access.me()
    where t.id = which and t.ended_at is null and compartments.gives_trainings();
  if not found then raise exception 'no training to end' using errcode = 'insufficient_privilege'; end if;
end $$;

-- As before (0241); but what is read to protect her is never told as anything else: it would stand on her list.
create or replace function log.note_reads(persons uuid[], why text, where_shown text,
  parts text[] default '{whole}', law text default 'gdpr-6-1-e') returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  fresh integer;
  me uuid := access.me();
  session uuid := access.session_id();
  by_glass uuid[] := case when why = 'protect' then '{}' else access.read_only() end;
begin
  if me is null then
    raise exception 'no session' using errcode = 'insufficient_privilege';
  end if;
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids,
                        read_at, sections, basis)
  select session, p, case when p = any (by_glass) then 'break-glass' else why end, where_shown,
         date_bin('10 minutes', meta.now(), '2000-01-01'), me, access.units(), meta.now(), parts,
         case when p = any (by_glass) then 'gdpr-6-1-d' else law end
  from unnest(persons) p
  on conflict do nothing;
  get diagnostics fresh = row_count;
  return fresh;
end $$;

revoke execute on all functions in schema compartments from public;
grant execute on function compartments.my_kinds(), compartments.mine(), compartments.today(),
  compartments.whose(uuid[]), compartments.readers(uuid), compartments.members(uuid), compartments.candidates(uuid),
  compartments.hold(uuid), compartments.begin_opening(uuid), compartments.open(uuid, uuid, uuid, text, text, text, bytea),
  compartments.write_leaf(uuid, uuid, uuid, integer, bytea), compartments.take_back(uuid, uuid),
  compartments.name_member(uuid, uuid, uuid), compartments.end_member(uuid, uuid),
  compartments.hand_on(uuid, uuid), compartments.gives_trainings(), compartments.trainings(),
  compartments.to_train(), compartments.give_training(uuid, uuid, text, date, date),
  compartments.hold_training(uuid), compartments.end_training(uuid) to oneroof_app;
grant execute on function compartments.mine() to oneroof_jobs, oneroof_stats;

-- Files: pictures and PDFs of papers, kept with a person's file. What comes in is sealed by the web process
-- with a key of this person alone before it reaches the database, and waits in quarantine: until the worker
-- has judged it, row security shows its bytes to nobody. A file is owned by one unit; once somebody said what
-- it is, whoever is handed her papers (section `documents`) sees it, too. Nobody behind the fence sees any.
--
-- A telephone hands in photographs by a link that a desk shows while it serves her: a session of its own, of
-- the account that stands for all phones of a house (0075), good for this one person and desk, once, for ten
-- minutes. It reads nothing.

create schema files;
grant usage on schema files to oneroof_app, oneroof_jobs, oneroof_stats;

-- The key of one person's files, wrapped by another outside the database (src/platform/vault/). Whoever
-- deletes this row has erased her files, wherever a copy of them lies.
create table files.data_key (
  person_id    uuid primary key references people.person,
  version      integer not null check (version > 0),
  wrapped_with text not null check (wrapped_with ~ '^[A-Za-z0-9._:/-]{1,200}$'),  -- which key outside opens it
  wrapped      bytea not null
);

-- `used_at`: photographs came in. Over, too, when its time is, when the desk ended it, and with the serving.
create table files.photo_link (
  id         uuid primary key,
  person_id  uuid not null references people.person,
  stop_id    uuid not null,
  unit_id    text not null references access.unit,
  centre_id  text not null references directory.centre,
  account_id uuid not null references access.account,     -- who serves her
  language   text not null,
  session_id uuid unique references access.session,       -- once its code was drawn
  opened_at  timestamptz not null,
  ends_at    timestamptz not null,
  used_at    timestamptz,
  ended_at   timestamptz,
  check (ends_at = opened_at + interval '10 minutes')
);
create index photo_link_stop on files.photo_link (stop_id);
create index photo_link_person on files.photo_link (person_id);

create table files.file (
  id           uuid primary key,
  person_id    uuid not null references people.person,
  unit_id      text not null references access.unit,
  account_id   uuid not null references access.account,   -- who added it, or asked for it
  link_id      uuid references files.photo_link,          -- by whose link a telephone handed it in
  document_id  text references directory.document,        -- what it is; null: nobody has said it yet
  media        text not null check (media in ('image/jpeg', 'application/pdf')),
  size         integer not null check (size > 0),         -- in bytes, before it was sealed
  width        integer not null check (width >= 0),       -- in points; nought for a PDF
  height       integer not null check (height >= 0),
  name_sealed  bytea,                                     -- what it was called where it came from
  key_version  integer not null,
  added_at     timestamptz not null,
  checked      text not null default 'waiting' check (checked in ('waiting', 'clean', 'unchecked', 'harmful')),
  checked_at   timestamptz,
  named_at     timestamptz,
  named_by     uuid references access.account,
  discarded_at timestamptz,
  discarded_by uuid references access.account,
  check ((checked = 'waiting') = (checked_at is null)),
  check ((document_id is null) = (named_at is null)),
  check ((named_at is null) = (named_by is null)),
  check ((discarded_at is null) = (discarded_by is null)),
  -- Nothing that was not made anew is let out unchecked (FIL-3).
  check (checked <> 'unchecked' or media = 'image/jpeg')
);
create index file_person on files.file (person_id);
create index file_waiting on files.file (id) where checked = 'waiting' and discarded_at is null;
create index file_link on files.file (link_id) where link_id is not null;

-- The bytes, sealed. Gone when a file is discarded or was found harmful.
create table files.content (
  file_id   uuid primary key references files.file,
  person_id uuid not null references people.person,
  sealed    bytea not null
);
create index content_person on files.content (person_id);
-- What is sealed can't be made smaller.
alter table files.content alter column sealed set storage external;

select meta.classify('files.data_key', 'S4 · seals her files · last visit + 5 years');
select meta.classify('files.photo_link', 'S1 · a link by which her phone handed in photographs · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "stop_id": "S4 · that the person is known · last visit + 5 years",
    "session_id": "S3 · sign-in of a telephone · ten minutes"}');
select meta.classify('files.file', 'S4 · which papers she has, not to ask twice · last visit + 5 years',
  '{"unit_id": "S1 · who keeps it · last visit + 5 years",
    "account_id": "S1 · who added it · last visit + 5 years",
    "named_by": "S1 · who said what it is · last visit + 5 years",
    "discarded_by": "S1 · who destroyed it · last visit + 5 years"}');
select meta.classify('files.content', 'S4 · a paper of hers, not to ask twice · last visit + 5 years');
comment on table files.data_key is 'GDPR 6(1)(e) · Sealing pictures of papers, so that they can be erased';
comment on table files.photo_link is 'GDPR 6(1)(e) · Taking photographs of papers over from her phone';
comment on table files.file is 'GDPR 6(1)(e) · Pictures of papers, so that nobody asks for them twice';
comment on table files.content is 'GDPR 6(1)(e) · Pictures of papers, so that nobody asks for them twice';
select rights.on_erasure(t, 'erased with person_id')
  from unnest(array['files.data_key', 'files.photo_link', 'files.file', 'files.content']::regclass[]) t;
select access.protect(t), access.fence(t, 'closed'), access.bar(t), access.keep_unwritten(t)
  from unnest(array['files.data_key', 'files.photo_link', 'files.file', 'files.content']::regclass[]) t;

-- ── who reads ───────────────────────────────────────────────────────────────────────────────────

grant select on files.data_key, files.photo_link, files.file, files.content to oneroof_app;
create policy reach on files.file for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or named_at is not null and discarded_at is null and checked in ('clean', 'unchecked')
            and person_id = any ((select access.persons_for('documents'))::uuid[]));
-- Quarantine: before it was judged, nobody reads what is in it, its own unit included.
create policy reach on files.content for select to oneroof_app
  using (exists (select from files.file f
                 where f.id = file_id and f.discarded_at is null and f.checked in ('clean', 'unchecked')));
create policy reach on files.data_key for select to oneroof_app
  using (exists (select from files.file f where f.person_id = data_key.person_id));
create policy reach on files.photo_link for select to oneroof_app
  using (account_id = (select access.me()) and unit_id = any ((select access.units())::text[]));

-- ── what is written ─────────────────────────────────────────────────────────────────────────────
-- By these functions alone; each asks its conditions again.

-- Whether a link still takes photographs: not used, not ended, in time, and its desk serves her.
create function files.takes_photos(link files.photo_link) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select link.used_at is null and link.ended_at is null and link.ends_at > meta.now()
    and exists (select from visits.stop s where s.id = link.stop_id and s.state = 'serving'
                and s.account_id = link.account_id)
$$;
-- The link of the telephone that asks; null for everybody else.
create function files.own_link() returns uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select l.id from files.photo_link l where l.session_id = access.session_id() and files.takes_photos(l)
$$;
-- What its page shows: in which house and at which desk, in which language, until when. Nothing of her.
create function files.link_of_phone() returns table (
  centre_id text, desk_label text, language text, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.centre_id, d.label, l.language, l.ends_at from files.photo_link l
  join visits.stop s on s.id = l.stop_id left join directory.desk d on d.id = s.desk_id
  where l.id = files.own_link()
$$;
-- In which language its link was, once photographs came in by it: the answer may have been lost on the way.
create function files.used_in() returns text language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select l.language from files.photo_link l
  where l.session_id = access.session_id() and l.used_at is not null
$$;
-- The same link, held while photographs are handed in.
create function files.hold_own_link() returns table (id uuid, person_id uuid, unit_id text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid := (select l.id from files.photo_link l where l.session_id = access.session_id());
begin
  perform from files.photo_link l where l.id = held for no key update;
  return query select l.id, l.person_id, l.unit_id from files.photo_link l where l.id = files.own_link();
end $$;

-- Units of the asking account that may keep a file of a person's: those whose person she is, and those that hold
-- a grant on her that opens her papers, each by itself; what another of its units reaches counts for none. Who
-- serves her now comes first, then whose person she is. (Which grants open what: access.persons_for, 0230.)
create function files.units_for(person uuid) returns table (unit_id text, place bigint) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  with mine as (
    select u as id from unnest(access.units()) u where not access.fenced()
  ), live as (
    select g.unit_id, g.person_id, g.sections @> '{spine}' as whole, lower(g.valid) as since, g.because_id
    from access."grant" g
    where g.unit_id in (select id from mine) and g.person_id = any (people.all_files_of(person))
      and upper_inf(g.valid) and lower(g.valid) <= meta.now()
      and (g.account_id is null or g.account_id = access.me()) and g.sections && '{spine,documents}'
    union all
    select g.unit_id, g.person_id, g.sections @> '{spine}', lower(g.valid), g.because_id
    from access."grant" g
    where g.unit_id in (select id from mine) and g.person_id = any (people.all_files_of(person))
      and not upper_inf(g.valid) and upper(g.valid) > meta.now() and lower(g.valid) <= meta.now()
      and (g.account_id is null or g.account_id = access.me()) and g.sections && '{spine,documents}'
  ), granted as (
    select l.unit_id from live l
    where (l.whole or not exists (select from access.held h where h.because_id = l.because_id))
      and (l.whole or l.person_id = person or exists (
             select from people.same_person s
             where s.person_id = l.person_id and s.other_id = person and l.since >= s.since))
  )
  select m.id, row_number() over (order by
    exists (select from visits.stop s where s.person_id = any (people.all_files_of(person))
            and s.unit_id = m.id and s.state = 'serving') desc,
    m.id = p.unit_id desc, m.id)
  from mine m join people.person p on p.id = person
  where p.unit_id = m.id or m.id in (select g.unit_id from granted g)
$$;
-- Whether the asking account may put a file of this unit with a person's.
create function files.may_add(person uuid, unit text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from files.units_for(person) u where u.unit_id = unit)
$$;

-- The key of a person's files for whoever is about to add one, and how many the unit keeps already; alone
-- with it, so that two at once make one key and are both counted. Version 0: there is none yet.
create function files.hold_key(person uuid, unit text) returns table (
  version integer, wrapped_with text, wrapped bytea, kept integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not files.may_add(person, unit) and not exists (
      select from files.photo_link l
      where l.id = files.own_link() and l.person_id = person and l.unit_id = unit) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(person::text, 380));
  -- Millions of bytes are written after this: on a slow disk longer than the three seconds that others have.
  -- A time that runs already stays as it is; it is ended first, and the new one begins here.
  perform set_config('transaction_timeout', '0', true);
  perform set_config('transaction_timeout', '8s', true);
  return query
    select coalesce(k.version, 0), k.wrapped_with, k.wrapped,
           (select count(*)::integer from files.file f
            where f.person_id = person and f.unit_id = unit and f.discarded_at is null)
    from (select) one left join files.data_key k on k.person_id = person;
end $$;

create function files.keep(row_id uuid, person uuid, unit text, by_account uuid, link uuid, kind text,
  of_media text, of_size integer, of_width integer, of_height integer, called bytea, bytes bytea,
  version integer, new_key_id text, new_key bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new_key is not null then
    insert into files.data_key (person_id, version, wrapped_with, wrapped)
      values (person, version, new_key_id, new_key);
  end if;
  if not exists (select from files.data_key k where k.person_id = person and k.version = keep.version) then
    raise exception 'another key by now' using errcode = 'serialization_failure';
  end if;
  insert into files.file (id, person_id, unit_id, account_id, link_id, document_id, media, size, width, height,
      name_sealed, key_version, added_at, named_at, named_by)
    values (row_id, person, unit, by_account, link, kind, of_media, of_size, of_width, of_height,
      called, version, meta.now(), case when kind is not null then meta.now() end,
      case when kind is not null then by_account end);
  insert into files.content (file_id, person_id, sealed) values (row_id, person, bytes);
end $$;
-- By whoever receives or serves her.
create function files.add(row_id uuid, person uuid, unit text, kind text, of_media text, of_size integer,
  of_width integer, of_height integer, called bytea, bytes bytea, version integer, new_key_id text,
  new_key bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if kind is null or not files.may_add(person, unit) then
    raise exception 'no file to add' using errcode = 'insufficient_privilege';
  end if;
  perform files.keep(row_id, person, unit, access.me(), null, kind, of_media, of_size, of_width, of_height,
    called, bytes, version, new_key_id, new_key);
end $$;
-- By a telephone. What it is, the desk says later.
create function files.hand_in(row_id uuid, link uuid, of_media text, of_size integer, of_width integer,
  of_height integer, bytes bytea, version integer, new_key_id text, new_key bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare l files.photo_link;
begin
  select p.* into l from files.photo_link p where p.id = link and p.id = files.own_link();
  if not found or of_media <> 'image/jpeg' then
    raise exception 'no photograph to hand in' using errcode = 'insufficient_privilege';
  end if;
  perform files.keep(row_id, l.person_id, l.unit_id, l.account_id, l.id, null, of_media, of_size, of_width,
    of_height, null, bytes, version, new_key_id, new_key);
end $$;
-- Once is all.
create function files.use_link(link uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update files.photo_link l set used_at = meta.now() where l.id = link and l.id = files.own_link();
  if not found then raise exception 'no link to use' using errcode = 'insufficient_privilege'; end if;
end $$;

-- One of the asking account's unit, held.
create function files.hold(which uuid) returns table (
  id uuid, person_id uuid, unit_id text, checked text, document_id text, discarded boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() then return; end if;
  return query
    select f.id, f.person_id, f.unit_id, f.checked, f.document_id, f.discarded_at is not null
    from files.file f where f.id = which and f.unit_id = any (access.units()) for no key update;
end $$;
create function files.name(which uuid, kind text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update files.file f set document_id = kind, named_at = meta.now(), named_by = access.me()
    where f.id = which and f.unit_id = any (access.units()) and not access.fenced()
      and f.discarded_at is null and f.checked in ('clean', 'unchecked') and kind is not null;
  if not found then raise exception 'no file to name' using errcode = 'insufficient_privilege'; end if;
end $$;
-- Its bytes and what it was called are destroyed; who added it when stays.
create function files.discard(which uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update files.file f set discarded_at = meta.now(), discarded_by = access.me(), name_sealed = null
    where f.id = which and f.unit_id = any (access.units()) and not access.fenced() and f.discarded_at is null;
  if not found then raise exception 'no file to discard' using errcode = 'insufficient_privilege'; end if;
  delete from files.content c where c.file_id = which;
end $$;

-- ── links for a telephone ───────────────────────────────────────────────────────────────────────

-- The stop at which the asking account serves somebody; nobody behind the fence has one.
create function files.serving(stop uuid) returns table (
  stop_id uuid, person_id uuid, unit_id text, centre_id text, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.person_id, s.unit_id, s.centre_id, s.language from visits.stop s
  where s.id = stop and s.state = 'serving' and s.account_id = access.me()
    and s.unit_id = any (access.units()) and not access.fenced()
$$;
-- Another one ends the one before.
create function files.open_link(row_id uuid, stop uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(stop::text, 381));
  update files.photo_link l set ended_at = meta.now()
    where l.stop_id = stop and l.ended_at is null and l.used_at is null;
  insert into files.photo_link (id, person_id, stop_id, unit_id, centre_id, account_id, language, opened_at,
      ends_at)
    select row_id, s.person_id, s.stop_id, s.unit_id, s.centre_id, access.me(), s.language, meta.now(),
           meta.now() + interval '10 minutes' from files.serving(stop) s;
  if not found then raise exception 'nobody is served' using errcode = 'insufficient_privilege'; end if;
end $$;
-- One of the asking account's own, held; and whether it still takes photographs.
create function files.hold_link(which uuid) returns table (
  id uuid, person_id uuid, unit_id text, centre_id text, takes boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from files.photo_link l where l.id = which and l.account_id = access.me() for no key update;
  return query select l.id, l.person_id, l.unit_id, l.centre_id, files.takes_photos(l) from files.photo_link l
    where l.id = which and l.account_id = access.me() and not access.fenced()
      and l.unit_id = any (access.units());
end $$;
create function files.end_link(which uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update files.photo_link l set ended_at = meta.now()
    where l.id = which and l.account_id = access.me() and l.ended_at is null;
  if not found then raise exception 'no link to end' using errcode = 'insufficient_privilege'; end if;
end $$;
-- Its code is drawn: from now on it leads somewhere. Drawn again, nothing changes. (As 0075 does for papers.)
create function files.draw_link(which uuid, hash bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare l files.photo_link; phones uuid; host text; opened uuid;
begin
  select p.* into l from files.photo_link p where p.id = which and p.account_id = access.me() for no key update;
  if not found or access.fenced() or not files.takes_photos(l) then return false; end if;
  if l.session_id is not null then return true; end if;
  select v.host_unit_id into host from visits.stop s join visits.visit v on v.id = s.visit_id
    where s.id = l.stop_id;
  select p.account_id into phones from visits.phone p where p.centre_id = l.centre_id;
  if not found then
    perform pg_advisory_xact_lock(hashtextextended('phones ' || l.centre_id, 75));
    select p.account_id into phones from visits.phone p where p.centre_id = l.centre_id;
    if not found then
      insert into access.account (kind, name) values ('device', 'Phones · ' || l.centre_id)
        returning id into phones;
      insert into access.membership (account_id, unit_id, centre_id, role)
        values (phones, host, l.centre_id, 'device');
      insert into visits.phone (centre_id, account_id) values (l.centre_id, phones);
    end if;
  end if;
  insert into access.session (account_id, token_hash, kind, method, label, expires_at, ends_at)
    values (phones, hash, 'token', 'issued', 'photographs', now() + (l.ends_at - meta.now()),
            now() + (l.ends_at - meta.now()))
    returning id into opened;
  update files.photo_link p set session_id = opened where p.id = which;
  return true;
end $$;

-- ── quarantine ──────────────────────────────────────────────────────────────────────────────────

-- The next file that waits to be judged, with what opens it; for the worker alone.
create function files.next_waiting(after uuid) returns table (
  id uuid, person_id uuid, unit_id text, media text, key_version integer, sealed bytea,
  version integer, wrapped_with text, wrapped bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then return; end if;
  return query
    select f.id, f.person_id, f.unit_id, f.media, f.key_version, c.sealed, k.version, k.wrapped_with, k.wrapped
    from files.file f join files.content c on c.file_id = f.id join files.data_key k on k.person_id = f.person_id
    where f.checked = 'waiting' and f.discarded_at is null and f.id > after
    order by f.id limit 1;
end $$;
create function files.hold_waiting(which uuid) returns table (
  id uuid, person_id uuid, unit_id text, media text, checked text, discarded boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then return; end if;
  return query select f.id, f.person_id, f.unit_id, f.media, f.checked, f.discarded_at is not null
    from files.file f where f.id = which for no key update;
end $$;
-- What is harmful is destroyed at once.
create function files.judge(which uuid, verdict text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker judges' using errcode = 'insufficient_privilege';
  end if;
  update files.file f set checked = verdict, checked_at = meta.now(),
      name_sealed = case when verdict <> 'harmful' then f.name_sealed end
    where f.id = which and f.checked = 'waiting';
  if not found then raise exception 'nothing to judge' using errcode = 'insufficient_privilege'; end if;
  if verdict = 'harmful' then delete from files.content c where c.file_id = which; end if;
end $$;

revoke execute on all functions in schema files from public;
grant execute on function files.own_link(), files.link_of_phone(), files.used_in(), files.hold_own_link(),
  files.units_for(uuid), files.hold_key(uuid, text), files.add(uuid, uuid, text, text, text, integer, integer, integer, bytea, bytea,
    integer, text, bytea),
  files.hand_in(uuid, uuid, text, integer, integer, integer, bytea, integer, text, bytea), files.use_link(uuid),
  files.hold(uuid), files.name(uuid, text), files.discard(uuid), files.serving(uuid),
  files.open_link(uuid, uuid), files.hold_link(uuid), files.end_link(uuid), files.draw_link(uuid, bytea)
  to oneroof_app;
grant execute on function files.next_waiting(uuid), files.hold_waiting(uuid), files.judge(uuid, text)
  to oneroof_jobs, oneroof_app;

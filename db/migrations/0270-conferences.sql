-- Case conferences: named people of several units on the files of one person, or of her household, for some
-- hours, with a purpose. Who comes from another unit rests on an entry of the ledger of consent; what is
-- opened to them has its end from the beginning, and ends before it when she takes her agreement back.
--
-- A conference has a row; each file on it, each of the invited, and each of the invited for each file (a
-- seat) has one. The seat is what opens a file: its id is the reason of the grant. Whoever may not know of
-- one of the files doesn't know of the conference: a colleague who is kept away from a daughter does not
-- read what was said of her mother.

create schema conferences;
grant usage on schema conferences to oneroof_app, oneroof_jobs, oneroof_stats;

create table conferences.conference (
  id         uuid primary key,
  unit_id    text not null references access.unit,       -- that called it
  called_by  uuid not null references access.account,
  purpose    text not null check (purpose in
               ('work', 'social', 'health', 'legal', 'housing', 'education', 'family')),
  question   text not null check (char_length(question) between 1 and 1000),
  sections   text[] not null check (cardinality(sections) >= 1 and sections <@
               array['name', 'identity', 'contact', 'needs', 'documents', 'tasks']),
  files      smallint not null check (files between 1 and 8),
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  called_at  timestamptz not null,
  outcome    text check (outcome in ('took-place', 'called-off')),
  ended_at   timestamptz,
  ended_by   uuid references access.account,
  check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  check ((outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null))
);
create index conference_unit on conferences.conference (unit_id, starts_at);

create table conferences.file (
  conference_id uuid not null references conferences.conference,
  person_id     uuid not null references people.person,
  unit_id       text not null references access.unit,  -- that called it
  primary key (conference_id, person_id)
);
create index conference_file_person on conferences.file (person_id);

create table conferences.invited (
  conference_id uuid not null references conferences.conference,
  account_id    uuid not null references access.account,
  unit_id       text not null references access.unit,  -- for which she comes
  attended      boolean,  -- null: not said yet
  primary key (conference_id, account_id)
);

create table conferences.seat (
  id            uuid primary key,
  conference_id uuid not null references conferences.conference,
  person_id     uuid not null references people.person,
  account_id    uuid not null references access.account,
  unit_id       text not null references access.unit,
  from_unit_id  text not null references access.unit,  -- that called it
  consent_id    uuid references casefiles.consent,     -- null: a colleague of the unit that called it
  reads_until   timestamptz not null,  -- what was agreed there is read until then, never longer than she agreed
  ended_at      timestamptz,           -- she took it back
  unique (conference_id, account_id, person_id),
  check (consent_id is not null or unit_id = from_unit_id)
);
create index conference_seat_person on conferences.seat (person_id);
create index conference_seat_account on conferences.seat (account_id);
create index conference_seat_consent on conferences.seat (consent_id);

-- What was agreed there: a leaf of its own, of the unit that called it; those who were there read it.
create table conferences.record (
  conference_id uuid primary key references conferences.conference,
  unit_id       text not null references access.unit,
  body          text not null check (char_length(body) between 1 and 2000),
  written_by    uuid not null references access.account,
  written_at    timestamptz not null
);

select meta.classify('conferences.conference', 'S2 · that units spoke together · last visit + 5 years',
  '{"unit_id": "S1 · who called it · last visit + 5 years",
    "called_by": "S1 · who called it · last visit + 5 years",
    "ended_by": "S1 · who ended it · last visit + 5 years",
    "purpose": "S4 · why units speak of her · last visit + 5 years",
    "question": "S4 · free text may hold anything · last visit + 5 years"}');
select meta.classify('conferences.file', 'S2 · whose files were spoken of · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "unit_id": "S1 · who called it · last visit + 5 years"}');
select meta.classify('conferences.invited', 'S1 · who was invited and came · last visit + 5 years');
select meta.classify('conferences.seat', 'S1 · to whom a file was opened · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years"}');
select meta.classify('conferences.record', 'S2 · what was agreed · last visit + 5 years',
  '{"unit_id": "S1 · who called it · last visit + 5 years",
    "written_by": "S1 · who wrote it · last visit + 5 years",
    "body": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect(t), access.fence(t, 'closed') from unnest(array['conferences.conference',
  'conferences.file', 'conferences.invited', 'conferences.seat', 'conferences.record']::regclass[]) t;
select access.bar(t), access.keep_unwritten(t)
  from unnest(array['conferences.file', 'conferences.seat']::regclass[]) t;

-- ── who reads what ──────────────────────────────────────────────────────────────────────────────
-- Nothing is written but by the functions below.
grant select on conferences.conference, conferences.file, conferences.invited, conferences.seat,
  conferences.record to oneroof_app;

create policy reach on conferences.seat for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or (account_id = (select access.me()) and unit_id = any ((select access.units())::text[])
             and ended_at is null and reads_until > meta.now() and not access.is_held(id)));
create policy reach on conferences.file for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
         or exists (select from conferences.seat s where s.conference_id = file.conference_id
                    and s.person_id = file.person_id and s.account_id = (select access.me())));
-- Of the unit that called it, and of whoever has a seat; and only with all of its files.
create policy reach on conferences.conference for select to oneroof_app
  using ((select count(*) from conferences.file f where f.conference_id = conference.id) = files);
create policy reach on conferences.invited for select to oneroof_app
  using (exists (select from conferences.conference c where c.id = conference_id));
create policy reach on conferences.record for select to oneroof_app
  using (exists (select from conferences.conference c where c.id = conference_id)
    and (unit_id = any ((select access.units())::text[])
         or exists (select from conferences.invited i where i.conference_id = record.conference_id
                    and i.account_id = (select access.me()) and i.attended)));

-- ── calling one ─────────────────────────────────────────────────────────────────────────────────

-- Who of some accounts may come to a conference on these files, and for which unit: works there, receives
-- or serves, not behind the fence, and none of these people keeps her away. One row for each that may.
create function conferences.may_come(accounts uuid[], persons uuid[], calling text)
returns table (account_id uuid, unit_id text) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or not calling = any (access.units()) then return; end if;
  return query
    select distinct a.id, m.unit_id
    from access.account a join access.membership m on m.account_id = a.id
    join access.unit u on u.id = m.unit_id
    where a.id = any (accounts) and a.kind = 'person' and a.disabled_at is null and m.valid @> now()
      and (m.role in ('unit-officer', 'support-technician', 'mediator', 'local-technician',
                      'reception-mediator') and u.purpose not in ('network', 'system')
           or a.id = access.me() and m.unit_id = calling)
      and not exists (select from access.membership o join access.unit v on v.id = o.unit_id
                      where o.account_id = a.id and o.valid @> now() and v.enforcement_link = 'direct')
      and not exists (select from access.exclusion x where x.account_id = a.id and x.lifted_at is null
                      and (x.person_id = any (persons)
                           or exists (select from people.same_person s
                                      where s.person_id = any (persons) and s.other_id = x.person_id)));
end $$;

-- Calls one. The application's word is not enough: each condition is asked again. `consents`: for each
-- seat, the entry that allows it; null for colleagues of the calling unit.
create function conferences.call(row_id uuid, calling text, why text, said text, parts text[],
  persons uuid[], from_at timestamptz, to_at timestamptz,
  seats uuid[], seat_persons uuid[], seat_accounts uuid[], seat_units text[], consents uuid[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  s record;
  coming text[];
begin
  if access.fenced() or not calling = any (access.units()) or cardinality(persons) = 0
     or from_at < meta.now() - interval '5 minutes' then
    raise exception 'no conference to call' using errcode = 'insufficient_privilege';
  end if;
  -- Nobody passes on more than she has.
  if exists (select from unnest(persons) asked (id) where not exists (
       select from people.person p where p.id = asked.id
         and (p.unit_id = any (access.units()) or parts <@ access.sections_of(p.id)
              or 'spine' = any (access.sections_of(p.id))))) then
    raise exception 'not hers to speak of' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(m.account_id || ' ' || m.unit_id) into coming
    from conferences.may_come(seat_accounts, persons, calling) m;
  insert into conferences.conference (id, unit_id, called_by, purpose, question, sections, files,
      starts_at, ends_at, called_at)
    values (row_id, calling, access.me(), why, said, parts, cardinality(persons), from_at, to_at, meta.now());
  insert into conferences.file (conference_id, person_id, unit_id)
    select row_id, id, calling from unnest(persons) id;
  insert into conferences.invited (conference_id, account_id, unit_id)
    select distinct row_id, a, u from unnest(seat_accounts, seat_units) t (a, u);
  for s in select * from unnest(seats, seat_persons, seat_accounts, seat_units, consents)
                      t (id, person_id, account_id, unit_id, consent_id) loop
    if not (s.account_id || ' ' || s.unit_id) = any (coming) or not s.person_id = any (persons)
       or (s.unit_id <> calling and not exists (
         select from casefiles.consent c where c.id = s.consent_id and c.person_id = s.person_id
           and c.unit_id = calling and c.recipient_unit_id = s.unit_id and parts <@ c.sections
           and c.until >= (to_at at time zone 'Europe/Lisbon')::date
           and not exists (select from casefiles.consent_end e where e.consent_id = c.id)
           and not access.is_held(c.id))) then
      raise exception 'not allowed to come' using errcode = 'insufficient_privilege';
    end if;
    insert into conferences.seat (id, conference_id, person_id, account_id, unit_id, from_unit_id,
        consent_id, reads_until)
      select s.id, row_id, s.person_id, s.account_id, s.unit_id, calling,
        case when s.unit_id <> calling then s.consent_id end,
        coalesce((select (c.until + 1)::timestamp at time zone 'Europe/Lisbon'
                  from casefiles.consent c where c.id = s.consent_id), 'infinity');
    insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
      values (s.unit_id, s.account_id, s.person_id, parts, 'conference', tstzrange(from_at, to_at), s.id);
  end loop;
end $$;

-- ── its end ─────────────────────────────────────────────────────────────────────────────────────

-- What a seat opened is closed; what is over already stays as it is.
create function conferences.close_seats(which uuid[]) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  -- What has not begun opened nothing.
  delete from access."grant" g where g.because_id = any (which) and lower(g.valid) > meta.now();
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(meta.now(), lower(g.valid) + interval '1 microsecond'))
    where g.because_id = any (which) and upper(g.valid) > meta.now()
$$;

-- One that the asking account may know of, locked.
create function conferences.hold(which uuid) returns table (
  id uuid, unit_id text, starts_at timestamptz, ends_at timestamptz, outcome text,
  accounts uuid[], persons uuid[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() then return; end if;
  return query
    select c.id, c.unit_id, c.starts_at, c.ends_at, c.outcome,
      (select array_agg(i.account_id order by i.account_id) from conferences.invited i
       where i.conference_id = c.id),
      (select array_agg(f.person_id order by f.person_id) from conferences.file f
       where f.conference_id = c.id)
    from conferences.conference c
    where c.id = which
      and (select count(*) from conferences.file f where f.conference_id = c.id) = c.files
      and (c.unit_id = any (access.units())
           or (select count(*) from conferences.seat s where s.conference_id = c.id
               and s.account_id = access.me() and s.unit_id = any (access.units()) and s.ended_at is null
               and s.reads_until > meta.now() and not access.is_held(s.id)) = c.files)
    for update;
end $$;

-- Ends it: it took place, with those who came and what was agreed, or it was called off.
create function conferences.finish(which uuid, how text, came uuid[], said text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update conferences.conference c set outcome = how, ended_at = meta.now(), ended_by = access.me()
    where c.id = which and c.outcome is null and not access.fenced()
      and c.unit_id = any (access.units())
      and (select count(*) from conferences.file f where f.conference_id = c.id) = c.files
      and (how = 'called-off' or c.starts_at <= meta.now());
  if not found then raise exception 'not hers to end' using errcode = 'insufficient_privilege'; end if;
  perform conferences.close_seats(array(select s.id from conferences.seat s where s.conference_id = which));
  if how = 'took-place' then
    update conferences.invited i set attended = i.account_id = any (came) where i.conference_id = which;
    insert into conferences.record (conference_id, unit_id, body, written_by, written_at)
      select which, c.unit_id, said, access.me(), meta.now() from conferences.conference c where c.id = which;
  end if;
end $$;

-- When she takes back what she agreed to, the seats that rest on it are gone with the same commit: the
-- file, the question and the record.
create function conferences.consent_ended() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update conferences.seat s set ended_at = new.ended_at
    where s.consent_id = new.consent_id and s.ended_at is null;
  perform conferences.close_seats(array(
    select s.id from conferences.seat s where s.consent_id = new.consent_id));
  return null;
end $$;
create trigger ends_seats after insert on casefiles.consent_end
  for each row execute function conferences.consent_ended();
-- CON-7: what is held back because another file of hers says no holds the seats back, too.
create function conferences.consent_held() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.held (because_id, against_id, person_id, against_person_id)
    select s.id, new.against_id, new.person_id, new.against_person_id
    from conferences.seat s where s.consent_id = new.because_id
    on conflict do nothing;
  return null;
end $$;
create trigger holds_seats after insert on access.held
  for each row execute function conferences.consent_held();

revoke execute on all functions in schema conferences from public;
grant execute on function conferences.may_come(uuid[], uuid[], text),
  conferences.call(uuid, text, text, text, text[], uuid[], timestamptz, timestamptz, uuid[], uuid[], uuid[],
    text[], uuid[]),
  conferences.hold(uuid), conferences.finish(uuid, text, uuid[], text) to oneroof_app;

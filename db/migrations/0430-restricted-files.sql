-- A file that is restricted (GDPR 18), or to whose use she objected (GDPR 21), once an officer granted it: it may
-- be kept, not worked with. Whoever may see her sees so; what would work with it is refused by one rule
-- (src/modules/access/restriction.ts), and what passes it on once more by triggers here. An officer lifts it, after
-- she was told and not in the same act (GDPR 18(3)).

create table access.restriction (
  id            uuid primary key,
  person_id     uuid not null references people.person,
  unit_id       text not null references access.unit,    -- where she is at home
  ground        text not null check (ground in ('restriction', 'objection')),
  granted_by    uuid not null references access.account,
  since         timestamptz not null,
  told_on       date,                                    -- that it will be lifted
  told_by       text check (told_by in ('in-person', 'phone', 'letter', 'email', 'representative')),
  told_noted_by uuid references access.account,
  told_noted_at timestamptz,
  lift_words    text check (char_length(lift_words) between 1 and 1000),
  lifted_by     uuid references access.account,
  lifted_at     timestamptz,
  check (num_nulls(told_on, told_by, told_noted_by, told_noted_at) in (0, 4)),
  check (num_nulls(lift_words, lifted_by, lifted_at) in (0, 3)),
  constraint told_before check (lifted_at is null or coalesce(told_noted_at <= lifted_at, false))
);
create unique index restriction_person on access.restriction (person_id, ground) where lifted_at is null;
create index restriction_of on access.restriction (person_id);

select meta.classify('access.restriction', 'S2 · that her file is kept and not worked with · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "lift_words": "S4 · free text may hold anything · last visit + 5 years",
    "granted_by": "S1 · who granted it · last visit + 5 years",
    "told_noted_by": "S1 · who wrote down that she was told · last visit + 5 years",
    "lifted_by": "S1 · who lifted it · last visit + 5 years"}');
comment on table access.restriction is 'GDPR 6(1)(c) · Answering what she asks about her data (GDPR 12 to 22)';
select rights.on_erasure('access.restriction', 'erased with person_id');
select rights.on_retention('access.restriction', 'with the file');
select access.protect('access.restriction');
select access.fence('access.restriction', 'closed');
select access.bar('access.restriction'), access.keep_unwritten('access.restriction');

-- ── what it says ────────────────────────────────────────────────────────────────────────────────

-- Since when a file is restricted, with it all files of that person; the latest mark of several counts.
create function access.restricted_at(of_person uuid) returns timestamptz language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select max(r.since) from access.restriction r
  where r.person_id = any (people.all_files_of(of_person)) and r.lifted_at is null
$$;
-- For whoever may see her; nothing of anybody else.
create function access.restrictions_of(of_person uuid) returns table (ground text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.ground, min(r.since) from access.restriction r
  where r.person_id = any (people.all_files_of(of_person)) and r.lifted_at is null and not access.fenced()
    and of_person <> all (access.excluded())
    and exists (select from people.person p where p.id = of_person
                and (p.unit_id = any (access.units()) or p.id = any (access.persons_for('name'))))
  group by r.ground order by 2, 1
$$;
-- Whether what is changed of her file is what she asks herself: she is in a house now, or asked for a correction
-- that waits or was granted since her file is restricted. Of a person who may be seen.
create function access.asks_herself(of_person uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.restrictions_of(of_person)) and (
    exists (select from visits.visit v where v.person_id = any (people.all_files_of(of_person)) and v.state = 'open')
    or exists (select from rights.claim c where c.person_id = any (people.all_files_of(of_person))
               and c.kind = 'correction' and (c.state = 'open'
                 or c.state = 'granted' and c.answered_at > access.restricted_at(of_person))))
$$;

-- ── the second lock ─────────────────────────────────────────────────────────────────────────────

-- Whether an entry of the ledger counts for a restricted file: somebody is in danger, or she agreed to it since.
create function access.allows_restricted(entry uuid, since timestamptz) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from casefiles.consent c where c.id = entry
    and (c.basis = 'gdpr-6-1-d' or c.basis = 'gdpr-6-1-a' and c.given_at > since))
$$;
-- ACC-70 once more, whatever way a row comes by. Whoever grants holds her rows; whoever passes her on shares them.
create function access.refuse_restricted() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  passed jsonb := to_jsonb(new);
  at timestamptz;
  allowed boolean;
begin
  -- What a backup brings back is as it was taken.
  if session_user = 'oneroof_owner' then return new; end if;
  perform from people.person p where p.id = any (people.all_files_of(new.person_id)) order by p.id for key share;
  at := access.restricted_at(new.person_id);
  if at is null then return new; end if;
  allowed := case tg_table_schema || '.' || tg_table_name
    when 'casefiles.consent' then passed ->> 'basis' in ('gdpr-6-1-a', 'gdpr-6-1-d')
    when 'casefiles.export' then passed ->> 'reason' in ('she-asked', 'court-or-authority', 'complaint')
    when 'referrals.envelope' then passed ->> 'kind' = 'assignment'
      or access.allows_restricted((passed ->> 'consent_id')::uuid, at)
    when 'partners.package' then access.allows_restricted((passed ->> 'consent_id')::uuid, at)
    when 'conferences.seat' then passed ->> 'consent_id' is null
      or access.allows_restricted((passed ->> 'consent_id')::uuid, at)
    else false end;
  if not allowed then
    raise exception 'the file is restricted' using errcode = 'check_violation', constraint = 'file_restricted';
  end if;
  return new;
end $$;
create trigger not_restricted before insert on casefiles.consent for each row execute function access.refuse_restricted();
create trigger not_restricted before insert on casefiles.export for each row execute function access.refuse_restricted();
create trigger not_restricted before insert on referrals.envelope for each row execute function access.refuse_restricted();
create trigger not_restricted before insert on partners.package for each row execute function access.refuse_restricted();
create trigger not_restricted before insert on conferences.seat for each row execute function access.refuse_restricted();
-- What was asked for, made or sent before she asked is not handed over any more.
create trigger not_restricted_meanwhile before update of state on casefiles.export for each row
  when (new.state = 'fetched' and old.state <> 'fetched') execute function access.refuse_restricted();
create trigger not_restricted_meanwhile before update of opened on referrals.envelope for each row
  when (new.opened and not old.opened) execute function access.refuse_restricted();
create trigger not_restricted_meanwhile before update of opened_at on partners.package for each row
  when (new.opened_at is not null and old.opened_at is null) execute function access.refuse_restricted();

-- ── granted, told, lifted ───────────────────────────────────────────────────────────────────────

-- As in 0371; a restriction or an objection that is granted marks her file.
create or replace function rights.answer(which uuid, becomes text, said text, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r rights.claim;
begin
  perform rights.require_officer();
  update rights.claim q set state = becomes, answer = said, answered_by = access.me(), answered_at = at
    where q.id = which and q.kind <> 'erasure' and q.state = 'open' and becomes in ('granted', 'refused') returning q.* into r;
  if found and becomes = 'granted' and r.kind in ('restriction', 'objection') and r.person_id is not null then
    perform from people.person p where p.id = any (people.all_files_of(r.person_id)) order by p.id for update;
    insert into access.restriction (id, person_id, unit_id, ground, granted_by, since)
      values (uuidv7(), r.person_id, r.unit_id, r.kind, access.me(), at)
      on conflict (person_id, ground) where lifted_at is null do nothing;
  end if;
end $$;

-- For officers, by the number of the file.
create function rights.restrictions() returns table (
  id uuid, number text, unit_id text, ground text, since timestamptz, name text, told_on date, told_by text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  perform log.note_reads((select array_agg(distinct r.person_id) from access.restriction r
      where r.lifted_at is null and r.person_id <> all (access.excluded())), 'account', 'restrictions', '{name}', 'gdpr-6-1-c');
  return query select r.id, f.number, r.unit_id, r.ground, r.since, a.name, r.told_on, r.told_by
  from access.restriction r join access.account a on a.id = r.granted_by
  left join casefiles.case_file f on f.person_id = r.person_id
  where r.lifted_at is null and (r.person_id = any (access.excluded())) is not true
  order by r.since, r.id;
end $$;
-- One, alone with it; nothing for whoever is no officer.
create function rights.hold_restriction(which uuid) returns table (
  id uuid, unit_id text, since timestamptz, told boolean, lifted boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  return query select r.id, r.unit_id, r.since, r.told_on is not null, r.lifted_at is not null from access.restriction r
    where r.id = which and (r.person_id = any (access.excluded())) is not true for update;
end $$;
create function rights.tell_restriction(which uuid, told date, how text, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_officer();
  update access.restriction r set told_on = told, told_by = how, told_noted_by = access.me(), told_noted_at = at
    where r.id = which and r.told_on is null and r.lifted_at is null;
end $$;
-- RIG-21 once more: `told_before` of the table.
create function rights.lift_restriction(which uuid, said text, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_officer();
  update access.restriction r set lift_words = said, lifted_by = access.me(), lifted_at = at
    where r.id = which and r.lifted_at is null;
end $$;

revoke execute on function access.restricted_at(uuid), access.restrictions_of(uuid), access.asks_herself(uuid),
  access.allows_restricted(uuid, timestamptz), access.refuse_restricted(), rights.restrictions(),
  rights.hold_restriction(uuid), rights.tell_restriction(uuid, date, text, timestamptz),
  rights.lift_restriction(uuid, text, timestamptz) from public;
grant execute on function access.restrictions_of(uuid), access.asks_herself(uuid), rights.restrictions(),
  rights.hold_restriction(uuid), rights.tell_restriction(uuid, date, text, timestamptz),
  rights.lift_restriction(uuid, text, timestamptz) to oneroof_app;

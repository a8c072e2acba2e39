-- Break-glass: somebody is in danger and the one who could help doesn't reach her file. One file is opened
-- to one account, to read and not to write, for thirty minutes; the custodian and the data-protection
-- officer are told in the same transaction that opens, and one of them looks at it within 72 hours or the
-- account is closed. Three in seven days. Never from behind the fence; no compartment is opened by it.

create table access.glass (
  id            uuid primary key,
  account_id    uuid not null references access.account,
  unit_id       text not null references access.unit,
  person_id     uuid not null,
  reason        text not null check (reason in
                  ('life-in-danger', 'health-emergency', 'child-in-danger', 'missing-person', 'desk-unreachable')),
  words         text not null check (char_length(words) between 20 and 1000),
  opened_at     timestamptz not null,
  ends_at       timestamptz not null,
  review_due_at timestamptz not null,
  reviewed_at   timestamptz,
  reviewed_by   uuid references access.account,
  verdict       text check (verdict in ('right', 'wrong')),
  review_words  text check (char_length(review_words) between 1 and 1000),
  suspended_at  timestamptz,
  constraint glass_thirty_minutes check (ends_at = opened_at + interval '30 minutes'),
  check (review_due_at = opened_at + interval '72 hours'),
  constraint glass_by_another check (reviewed_by <> account_id),
  check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (verdict is null))
);
create index glass_of_account on access.glass (account_id, opened_at);
create index glass_due on access.glass (review_due_at) where reviewed_at is null and suspended_at is null;
-- Who was told, before anything was shown.
create table access.glass_notice (
  glass_id   uuid not null references access.glass,
  account_id uuid not null references access.account,
  told_at    timestamptz not null,
  primary key (glass_id, account_id)
);
create index glass_notice_account on access.glass_notice (account_id);
select meta.classify('access.glass', 'S1 · who opened a file in an emergency, and who looked at it · 5 years',
  '{"person_id": "S4 · that the person is known · 5 years", "words": "S4 · free text may hold anything · 5 years",
    "review_words": "S4 · free text may hold anything · 5 years"}');
select meta.classify('access.glass_notice', 'S1 · who was told · 5 years');
select access.protect('access.glass');
select access.protect('access.glass_notice');
select access.fence('access.glass', 'closed');
select access.fence('access.glass_notice', 'closed');
-- No role of the application reads or writes them; the functions below show what each may see.

-- ── to read and not to write ────────────────────────────────────────────────────────────────────

-- The letter of a standing (0240) says as well whether the account has ever a file open by a glass that
-- was not put away; when it ended by the clock is asked only then.
alter table access.glass add column put_away boolean not null default false;
select meta.classify('access.glass', 'S1 · who opened a file in an emergency, and who looked at it · 5 years',
  '{"person_id": "S4 · that the person is known · 5 years", "words": "S4 · free text may hold anything · 5 years",
    "review_words": "S4 · free text may hold anything · 5 years"}');
create index glass_not_put_away on access.glass (account_id) where not put_away;
create or replace function access.stand(account uuid, out actor json, out standing text, out until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  select json_build_object(
           'accountId', a.id, 'name', a.name, 'kind', a.kind, 'language', a.language,
           'speaks', a.speaks, 'memberships', coalesce(m.all_of_them, '[]')),
         case when exists (select from access.exclusion x
                           where x.account_id = a.id and x.lifted_at is null)
                or exists (select from access.glass g where g.account_id = a.id and not g.put_away)
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
create trigger stands after insert or update or delete on access.glass
  for each row execute function access.exclusion_stands();

-- Whom the asking account reaches by a glass alone: nothing about her may be written. Whoever serves her
-- meanwhile, or receives her, writes as always.
create function access.read_only_persons() returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
declare who text := access.proved();
begin
  if who is null or substr(who, 73, 1) in ('f', 't') then return '{}'; end if;
  return coalesce((
    select array_agg(g.person_id) from access.glass g
    where g.account_id = left(who, 36)::uuid and not g.put_away and g.ends_at > meta.now()
      and not exists (select from access."grant" o where o.person_id = g.person_id and o.because_id <> g.id
                      and o.unit_id = any (access.units()) and o.valid @> meta.now()
                      and (o.account_id is null or o.account_id = g.account_id))
      and not exists (select from visits.stop s where s.person_id = g.person_id
                      and s.state not in ('done', 'withdrawn')
                      and (s.unit_id = any (access.units()) or s.host_unit_id = any (access.units())))), '{}');
end $$;
create function access.read_only() returns uuid[] language sql stable
  return case
    when current_setting('oneroof.proof', true) <> ''
         and substr(current_setting('oneroof.standing', true), 73, 1) in ('f', 't') then '{}'::uuid[]
    else access.read_only_persons() end;
create function access.refuse_to_write() returns boolean language plpgsql stable as $$
begin
  raise exception 'a file that was opened to be read' using errcode = 'check_violation',
    constraint = 'file_read_only';
end $$;

-- GLA-4, of a table about a person: nothing is written about whom a glass alone opens.
create function access.keep_unwritten(target regclass, person_column name default 'person_id')
returns void language plpgsql as $$
declare how text := format(
  '((%I = any ((select access.read_only())::uuid[])) is not true or access.refuse_to_write())', person_column);
begin
  execute format('create policy read_only_insert on %s as restrictive for insert to oneroof_app, oneroof_owner
    with check %s', target, how);
  execute format('create policy read_only_update on %s as restrictive for update to oneroof_app, oneroof_owner
    using %s with check %s', target, how, how);
end $$;
do $$
declare t record;
begin
  for t in select c.oid::regclass as target from pg_class c
           join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
           where c.relkind = 'r' and c.relrowsecurity
             and c.relnamespace::regnamespace::text not in ('log', 'statistics', 'access')
             -- A compartment answers nothing, not even a refusal.
             and c.relname not in ('protection', 'protection_reader') loop
    perform access.keep_unwritten(t.target);
  end loop;
end $$;
select access.keep_unwritten('people.person', 'id');
select access.bar('access.glass');

-- ── opening ─────────────────────────────────────────────────────────────────────────────────────

-- Who is told of it and looks at it: custodians and data-protection officers, before the fence.
create function access.hears_glass(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.membership m join access.unit u on u.id = m.unit_id
                 join access.account a on a.id = m.account_id
                 where m.account_id = account and m.role in ('custodian', 'data-protection-officer')
                   and m.valid @> now() and u.enforcement_link <> 'direct'
                   and a.kind = 'person' and a.disabled_at is null)
$$;

-- What decides whether a file may be opened, by its number, alone with it among the account's own: whose
-- it is, whether she is reached anyway, how often in seven days, how many there are to be told. Nothing
-- for whoever receives and serves nobody, for all behind the fence, and of whoever keeps her away.
create function casefiles.hold_glass(of_number text) returns table (
  person_id uuid, unit_id text, reached boolean, used integer, told integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := access.me(); mine text[] := access.units();
begin
  if access.fenced() or mine = '{}' then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(me::text, 221));
  return query
    select p.id, mine[1],
      p.unit_id = any (mine) or p.id = any (access.persons()),
      (select count(*)::integer from access.glass g
       where g.account_id = me and g.opened_at > meta.now() - interval '7 days'),
      (select count(distinct m.account_id)::integer from access.membership m
       where m.account_id <> me and m.role in ('custodian', 'data-protection-officer')
         and access.hears_glass(m.account_id))
    from casefiles.case_file f join people.person p on p.id = f.person_id
    where f.number = of_number;
end $$;

-- Opens it. The application's word is not enough: each condition is asked again, and who is told, the
-- reading that she finds on her list and the access itself come to be together.
create function casefiles.break_glass(row_id uuid, of_number text, why text, said text, at timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f record; done integer;
begin
  select * into f from casefiles.hold_glass(of_number);
  if not found or f.reached or f.used >= 3 or f.told = 0 or not access.is_fresh() then
    raise exception 'no glass to break' using errcode = 'insufficient_privilege';
  end if;
  update access.glass g set put_away = true
    where g.account_id = access.me() and not g.put_away and g.ends_at <= at;
  insert into access.glass (id, account_id, unit_id, person_id, reason, words, opened_at, ends_at, review_due_at)
    values (row_id, access.me(), f.unit_id, f.person_id, why, said, at, at + interval '30 minutes',
            at + interval '72 hours');
  insert into access.glass_notice (glass_id, account_id, told_at)
    select distinct row_id, m.account_id, at from access.membership m
    where m.account_id <> access.me() and m.role in ('custodian', 'data-protection-officer')
      and access.hears_glass(m.account_id);
  insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
    values (f.unit_id, access.me(), f.person_id, '{spine}', 'break-glass',
            tstzrange(at, at + interval '30 minutes'), row_id);
  done := log.note_reads(array[f.person_id], 'break-glass', 'glass', '{whole}', 'gdpr-6-1-d');
end $$;

-- What the asking account opened itself: of a person now, until when; and how often in seven days.
create function access.my_glass(of_person uuid) returns timestamptz language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select max(g.ends_at) from access.glass g
  where g.account_id = access.me() and g.person_id = of_person and g.ends_at > meta.now()
$$;
create function access.my_glasses() returns integer language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from access.glass g
  where g.account_id = access.me() and g.opened_at > meta.now() - interval '7 days'
$$;

-- As before (0190); what is read by a glass says so, whatever screen shows it.
create or replace function log.note_reads(persons uuid[], why text, where_shown text,
  parts text[] default '{whole}', law text default 'gdpr-6-1-e') returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  fresh integer;
  me uuid := access.me();
  session uuid := access.session_id();
  by_glass uuid[] := access.read_only();
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

-- ── looking at it afterwards ────────────────────────────────────────────────────────────────────

-- What the asking account was told of, the latest first: who, why, when, what was opened; whose file it
-- was is not said here.
create function access.glasses() returns table (
  id uuid, name text, unit_id text, reason text, words text, opened_at timestamptz, ends_at timestamptz,
  review_due_at timestamptz, reviewed_at timestamptz, reviewed_by text, verdict text, review_words text,
  suspended_at timestamptz, mine boolean, screens text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.id, a.name, g.unit_id, g.reason, g.words, g.opened_at, g.ends_at, g.review_due_at, g.reviewed_at,
         b.name, g.verdict, g.review_words, g.suspended_at, g.account_id = access.me(),
         (select coalesce(array_agg(distinct r.screen order by r.screen), '{}') from log.read r
          where r.person_id = g.person_id and r.account_id = g.account_id and r.purpose = 'break-glass'
            and r.read_at between g.opened_at and g.ends_at and r.screen <> 'glass')
  from access.glass_notice n
  join access.glass g on g.id = n.glass_id
  join access.account a on a.id = g.account_id
  left join access.account b on b.id = g.reviewed_by
  where n.account_id = access.me() and access.hears_glass(n.account_id)
  order by g.reviewed_at is not null, g.opened_at desc limit 200
$$;
create function access.hold_glass_review(which uuid) returns table (
  id uuid, account_id uuid, unit_id text, reviewed boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select g.id, g.account_id, g.unit_id, g.reviewed_at is not null from access.glass g
    where g.id = which and access.hears_glass(access.me()) and exists (
      select from access.glass_notice n where n.glass_id = g.id and n.account_id = access.me())
    for update;
end $$;
-- An account that opened a file without need is closed at once, as one that nobody looked after.
create function access.review_glass(which uuid, said text, why text, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare g access.glass;
begin
  update access.glass r set reviewed_at = at, reviewed_by = access.me(), verdict = said, review_words = why,
      put_away = r.ends_at <= at or said = 'wrong', suspended_at = case when said = 'wrong' then at end
    where r.id = which and r.reviewed_at is null and r.account_id <> access.me()
      and access.hears_glass(access.me()) and exists (
        select from access.glass_notice n where n.glass_id = r.id and n.account_id = access.me())
    returning r.* into g;
  if not found then raise exception 'not hers to look at' using errcode = 'insufficient_privilege'; end if;
  if said = 'wrong' then
    update access.account a set disabled_at = coalesce(a.disabled_at, at) where a.id = g.account_id;
    update access."grant" o set valid = tstzrange(lower(o.valid), greatest(at, lower(o.valid) + interval '1 microsecond'))
      where o.because_id = g.id and upper(o.valid) > at;
  end if;
end $$;

-- The worker sees ids and times, and closes an account whose opening nobody looked at in time.
create function access.due_glasses(at timestamptz) returns setof uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select g.id from access.glass g
  where g.review_due_at <= at and g.reviewed_at is null and g.suspended_at is null
    and access.is_process('worker') order by g.review_due_at, g.id limit 200
$$;
create function access.hold_due_glass(which uuid) returns table (
  id uuid, account_id uuid, unit_id text, reviewed boolean, suspended boolean, review_due_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select g.id, g.account_id, g.unit_id, g.reviewed_at is not null, g.suspended_at is not null,
      g.review_due_at
    from access.glass g where g.id = which and access.is_process('worker') for update;
end $$;
create function access.suspend_for_glass(which uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare g access.glass;
begin
  update access.glass r set suspended_at = at, put_away = true
    where r.id = which and r.reviewed_at is null and r.suspended_at is null and r.review_due_at <= at
      and access.is_process('worker')
    returning r.* into g;
  if not found then raise exception 'nothing is due' using errcode = 'insufficient_privilege'; end if;
  update access.account a set disabled_at = coalesce(a.disabled_at, at) where a.id = g.account_id;
end $$;

revoke execute on function access.read_only_persons(), access.read_only(), access.refuse_to_write(),
  access.keep_unwritten(regclass, name), access.hears_glass(uuid), casefiles.hold_glass(text),
  casefiles.break_glass(uuid, text, text, text, timestamptz), access.my_glass(uuid), access.my_glasses(),
  access.glasses(), access.hold_glass_review(uuid), access.review_glass(uuid, text, text, timestamptz),
  access.due_glasses(timestamptz), access.hold_due_glass(uuid), access.suspend_for_glass(uuid, timestamptz)
  from public;
grant execute on function access.read_only_persons(), access.read_only(), access.refuse_to_write()
  to oneroof_app, oneroof_owner;
grant execute on function casefiles.hold_glass(text), casefiles.break_glass(uuid, text, text, text, timestamptz),
  access.my_glass(uuid), access.my_glasses(), access.glasses(), access.hold_glass_review(uuid),
  access.review_glass(uuid, text, text, timestamptz) to oneroof_app;
grant execute on function access.due_glasses(timestamptz), access.hold_due_glass(uuid),
  access.suspend_for_glass(uuid, timestamptz) to oneroof_app, oneroof_jobs;

update access.standing set holds = null;

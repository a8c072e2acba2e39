-- What a person asks of us about her data (GDPR 15 to 18, 21), with the day by which she is answered; what
-- must be kept for a law or a court; and erasure: looked at, approved by a second one, carried out by the
-- worker after the ledger outside the database has it (src/platform/erasure-ledger.ts).

create table rights.claim (
  id           uuid primary key,
  kind         text not null check (kind in ('copy', 'correction', 'restriction', 'objection', 'erasure')),
  person_id    uuid references people.person,          -- nobody once she is erased
  unit_id      text not null references access.unit,   -- where she is at home
  channel      text not null check (channel in ('in-person', 'phone', 'letter', 'email', 'representative')),
  words        text check (char_length(words) between 1 and 1000),
  asked_on     date not null,
  due_on       date not null,
  extended_for text check (extended_for in ('complex', 'many')),
  state        text not null check (state in ('open', 'reviewed', 'approved', 'granted', 'refused', 'carried-out')),
  recorded_by  uuid not null references access.account,
  recorded_at  timestamptz not null,
  reviewed_by  uuid references access.account,
  reviewed_at  timestamptz,
  ground       text check (ground in ('nothing-to-keep', 'legal-duty', 'legal-claims', 'public-health', 'expression',
                                      'archive', 'not-hers')),
  approved_by  uuid references access.account,
  approved_at  timestamptz,
  answer       text check (char_length(answer) between 1 and 1000),
  answered_by  uuid references access.account,
  answered_at  timestamptz,
  check (due_on > asked_on),
  check (kind = 'erasure' or state in ('open', 'granted', 'refused')),
  check ((approved_by is null) = (approved_at is null) and (reviewed_by is null) = (reviewed_at is null)),
  check ((state = 'approved') <= (approved_by is not null)),
  constraint erasure_by_two check (approved_by <> reviewed_by and approved_by <> recorded_by)
);
create index claim_person on rights.claim (person_id);
create index claim_unit on rights.claim (unit_id, due_on);
create unique index claim_erasure_once on rights.claim (person_id)
  where kind = 'erasure' and state in ('open', 'reviewed', 'approved');

-- What must be kept whatever is asked or due, until somebody looks at it again and lifts it.
create table rights.hold (
  id         uuid primary key,
  person_id  uuid references people.person,
  unit_id    text not null references access.unit,
  reason     text not null check (reason in ('court', 'investigation', 'complaint', 'audit')),
  words      text not null check (char_length(words) between 1 and 1000),
  review_on  date not null,
  placed_by  uuid not null references access.account,
  placed_at  timestamptz not null,
  lifted_by  uuid references access.account,
  lifted_at  timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index hold_person on rights.hold (person_id) where lifted_at is null;

-- One erasure. While it is under way it knows whose and which numbers of nobody stand in for hers; once it is
-- done it knows counts alone, and none of tables that nobody may know to hold anything (S5).
create table rights.erasure (
  id         uuid primary key,
  cause      text not null check (cause in ('claim', 'ledger')),
  claim_id uuid references rights.claim,
  person_id  uuid references people.person,
  person_ids uuid[],
  ghost_ids  uuid[],
  due_at     timestamptz not null,
  rows_at    timestamptz,
  done_at    timestamptz,
  gone       jsonb,   -- rows by table
  kept       jsonb,
  entries    integer, -- of the logs, rewritten
  traced     jsonb not null default '{}',  -- how far each log was read: epoch, transaction, position
  dropped_at timestamptz, -- taken back before a row went; the worker tells the ledger, and it goes
  check ((person_ids is null) = (ghost_ids is null)),
  check (done_at is null or (person_id is null and person_ids is null and rows_at is not null)),
  check (dropped_at is null or rows_at is null)
);
create index erasure_due on rights.erasure (due_at) where done_at is null;
create index erasure_person on rights.erasure (person_id);

-- How far the ledger outside had come when the database last wrote to it; one row. A ledger that is shorter
-- or other than this is not the one of this database.
create table rights.ledger_head (
  one   boolean primary key default true check (one),
  lines integer not null check (lines > 0),
  hash  text not null check (hash ~ '^[0-9a-f]{64}$')
);

-- Entries of the logs that were rewritten: what they said and say, as hashes, so that the chains stay whole
-- (0191) and the ledger can be asked whether just these were to be rewritten.
create table log.erased (
  erasure_id uuid not null,
  stream     text not null check (stream in ('read', 'event', 'command')),
  epoch      integer not null,
  xid        xid8 not null,
  position   bigint not null,
  was        bytea not null check (octet_length(was) = 32),
  becomes    bytea not null check (octet_length(becomes) = 32),
  primary key (stream, epoch, xid, position, erasure_id)
);
create index erased_of on log.erased (erasure_id);

select meta.classify('rights.claim', 'S2 · what she asked of us about her data · 5 years',
  '{"person_id": "S4 · that the person is known · until erased", "words": "S4 · free text may hold anything · until erased",
    "answer": "S4 · free text may hold anything · until erased", "recorded_by": "S1 · who wrote it down · 5 years",
    "reviewed_by": "S1 · who looked at it · 5 years", "approved_by": "S1 · who approved · 5 years",
    "answered_by": "S1 · who answered · 5 years"}');
select meta.classify('rights.hold', 'S2 · why something is kept · until lifted + 5 years',
  '{"person_id": "S4 · that the person is known · until erased", "words": "S4 · free text may hold anything · until erased",
    "placed_by": "S1 · who said so · until lifted + 5 years", "lifted_by": "S1 · who said so · until lifted + 5 years"}');
select meta.classify('rights.erasure', 'S1 · that somebody was erased, in counts · for ever',
  '{"person_id": "S4 · whom it is about · until it is done", "person_ids": "S4 · whom it is about · until it is done",
    "ghost_ids": "S4 · whom it is about · until it is done"}');
select meta.classify('rights.ledger_head', 'S0 · how far the ledger has come · while it is true');
select meta.classify('log.erased', 'S1 · proof that the logs are whole · for ever');
comment on table rights.claim is 'GDPR 6(1)(c) · Answering what she asks about her data (GDPR 12 to 22)';
comment on table rights.hold is 'GDPR 6(1)(c) · Answering what she asks about her data (GDPR 12 to 22)';
comment on table rights.erasure is 'GDPR 6(1)(c) · Answering what she asks about her data (GDPR 12 to 22)';
comment on table rights.ledger_head is 'nobody · The running of the product itself';
comment on table log.erased is 'GDPR 6(1)(c) · Showing what was done and who read what (GDPR 5(2), 30, 32)';
select rights.on_erasure('rights.claim', 'kept without person_id; cleared: person_id, words, answer');
select rights.on_erasure('rights.hold', 'kept without person_id; cleared: person_id, words=''—''');
select rights.on_erasure('rights.erasure', 'kept without person_id; cleared: person_id');
select rights.on_erasure('log.erased', 'kept: hashes and counts alone');

select access.protect(t) from unnest(array['rights.claim', 'rights.hold', 'rights.erasure', 'log.erased']::regclass[]) t;
select access.fence(t, 'closed') from unnest(array['rights.claim', 'rights.hold', 'rights.erasure']::regclass[]) t;
select access.bar(t), access.keep_unwritten(t) from unnest(array['rights.claim', 'rights.hold']::regclass[]) t;
select access.bar('rights.erasure');

-- ── who ─────────────────────────────────────────────────────────────────────────────────────────

-- Custodians and data-protection officers, before the fence: they see claims by the number of the file.
create function rights.is_officer() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select not access.fenced() and access.hears_glass(access.me())
$$;
create function rights.require_officer() returns void language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then raise exception 'officers only' using errcode = 'insufficient_privilege'; end if;
end $$;
-- The worker, or whoever owns the database: the start, before any port is open.
create function rights.require_keeper() returns void language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (session_user = 'oneroof_owner' or access.is_process('worker')) then
    raise exception 'the worker only' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Whoever receives for her home unit writes down what she asks, and sees what became of it.
grant select, insert on rights.claim to oneroof_app;
create policy at_home on rights.claim for select to oneroof_app
  using (unit_id = any ((select access.units())::text[])
    and exists (select from people.person p where p.id = person_id));
create policy records on rights.claim for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]) and recorded_by = (select access.me())
    and state = 'open' and reviewed_by is null and answered_by is null
    and exists (select from people.person p where p.id = person_id and p.unit_id = claim.unit_id));

-- The register: all claims for officers, by number alone; those of her own unit for whoever receives.
create function rights.claims() returns table (
  id uuid, kind text, state text, unit_id text, channel text, words text, asked_on date, due_on date,
  extended_for text, ground text, answer text, number text, person_id uuid, name text,
  recorded_by uuid, reviewed_by uuid, held boolean, gone jsonb, kept jsonb, entries integer, done_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  officer boolean := rights.is_officer();
  mine text[] := case when access.fenced() then '{}' else access.units() end;
  away uuid[] := access.excluded();
begin
  -- Whose words an officer reads without being told whose they are: it stands on her list as well.
  if officer then
    perform log.note_reads((select array_agg(distinct r.person_id) from rights.claim r
        where r.person_id is not null and r.person_id <> all (away) and r.unit_id <> all (mine)), 'account', 'rights', '{name}',
      'gdpr-6-1-c');
  end if;
  return query
    select r.id, r.kind, r.state, r.unit_id, r.channel, r.words, r.asked_on, r.due_on, r.extended_for, r.ground,
      r.answer, f.number, case when r.unit_id = any (mine) then r.person_id end,
      case when r.unit_id = any (mine) then p.name end, r.recorded_by, r.reviewed_by,
      exists (select from rights.hold h where h.person_id = r.person_id and h.lifted_at is null),
      e.gone, e.kept, e.entries, e.done_at
    from rights.claim r
    left join people.person p on p.id = r.person_id
    left join casefiles.case_file f on f.person_id = r.person_id
    left join rights.erasure e on e.claim_id = r.id and e.dropped_at is null
    where (officer or r.unit_id = any (mine)) and (r.person_id = any (away)) is not true
    order by (r.state in ('granted', 'refused', 'carried-out')), r.due_on, r.id
    limit 500;
end $$;

-- One claim, alone with it; nothing for whoever is no officer.
create function rights.hold_claim(which uuid) returns table (
  id uuid, kind text, state text, unit_id text, asked_on date, due_on date, extended_for text,
  recorded_by uuid, reviewed_by uuid, held boolean, here boolean, waits boolean, fresh boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  -- What is under way first, as whoever carries it out does.
  perform from rights.erasure e where e.claim_id = which and e.done_at is null order by e.id for update;
  perform from rights.claim r where r.id = which for update;
  return query
    select r.id, r.kind, r.state, r.unit_id, r.asked_on, r.due_on, r.extended_for, r.recorded_by, r.reviewed_by,
      rights.is_held(people.all_files_of(r.person_id)), rights.is_here(people.all_files_of(r.person_id)),
      exists (select from rights.claim o where o.person_id = any (people.all_files_of(r.person_id))
              and o.id <> r.id and o.state = 'open'),
      access.is_fresh()
    from rights.claim r where r.id = which and (r.person_id = any (access.excluded())) is not true;
end $$;
create function rights.is_held(persons uuid[]) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from rights.hold h where h.person_id = any (persons) and h.lifted_at is null)
$$;
create function rights.is_here(persons uuid[]) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from visits.visit v where v.person_id = any (persons) and v.state = 'open')
$$;

create function rights.extend(which uuid, why text, until date) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_officer();
  update rights.claim r set due_on = until, extended_for = why where r.id = which and r.extended_for is null;
end $$;
create function rights.review(which uuid, why text, becomes text, said text, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_officer();
  update rights.claim r set state = becomes, ground = why, reviewed_by = access.me(), reviewed_at = at,
      answer = said, answered_by = case when becomes = 'refused' then access.me() end,
      answered_at = case when becomes = 'refused' then at end
    where r.id = which and r.kind = 'erasure' and becomes in ('reviewed', 'refused')
      and (r.state in ('open', 'reviewed') or r.state = 'approved' and becomes = 'refused');
  if found and becomes = 'refused' then perform rights.drop_erasures(which, at); end if;
end $$;
-- What was approved is not to be, after all. The row stays until the worker has told the ledger.
create function rights.drop_erasures(of_claim uuid, at timestamptz) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update rights.erasure e set dropped_at = at
    where e.claim_id = of_claim and e.rows_at is null and e.dropped_at is null
$$;
create function rights.answer(which uuid, becomes text, said text, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_officer();
  update rights.claim r set state = becomes, answer = said, answered_by = access.me(), answered_at = at
    where r.id = which and r.kind <> 'erasure' and r.state = 'open' and becomes in ('granted', 'refused');
end $$;
-- By another than who reviewed and who wrote it down, who proved herself anew; a hold forbids it.
create function rights.approve(which uuid, erasure uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r rights.claim;
begin
  perform rights.require_officer();
  update rights.claim q set state = 'approved', approved_by = access.me(), approved_at = at
    where q.id = which and q.kind = 'erasure' and q.state = 'reviewed' and access.is_fresh()
      and not rights.is_held(people.all_files_of(q.person_id))
    returning q.* into r;
  if not found then raise exception 'not to be approved' using errcode = 'insufficient_privilege'; end if;
  insert into rights.erasure (id, cause, claim_id, person_id, due_at)
    values (erasure, 'claim', which, r.person_id, at);
end $$;

-- ── legal hold ──────────────────────────────────────────────────────────────────────────────────

-- Whose file has this number: for officers, who learn nothing but that there is one.
create function rights.person_to_hold(of_number text) returns table (person_id uuid, unit_id text, held boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  perform from rights.erasure e join casefiles.case_file f on f.person_id = e.person_id
    where f.number = of_number and e.done_at is null order by e.id for update of e;
  return query select p.id, p.unit_id, rights.is_held(array[p.id])
    from casefiles.case_file f join people.person p on p.id = f.person_id
    where f.number = of_number and (p.id = any (access.excluded())) is not true for update of p;
end $$;
create function rights.place_hold(row_id uuid, of_number text, why text, said text, until date, at timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  hers uuid[];
  claim uuid;
begin
  perform rights.require_officer();
  insert into rights.hold (id, person_id, unit_id, reason, words, review_on, placed_by, placed_at)
    select row_id, p.person_id, p.unit_id, why, said, until, access.me(), at from rights.person_to_hold(of_number) p;
  if not found then raise exception 'no such file' using errcode = 'insufficient_privilege'; end if;
  -- What was looked at before it must be kept is looked at anew when it need not be any more.
  select people.all_files_of(h.person_id) into hers from rights.hold h where h.id = row_id;
  for claim in update rights.claim r set state = 'open', ground = null, answer = null, reviewed_by = null,
      reviewed_at = null, approved_by = null, approved_at = null
    where r.person_id = any (hers) and r.kind = 'erasure' and r.state in ('reviewed', 'approved') returning r.id loop
    perform rights.drop_erasures(claim, at);
  end loop;
end $$;
create function rights.holds() returns table (
  id uuid, number text, unit_id text, reason text, words text, review_on date, placed_at timestamptz, name text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  perform log.note_reads((select array_agg(h.person_id) from rights.hold h
      where h.lifted_at is null and h.person_id is not null and h.person_id <> all (access.excluded())), 'account', 'holds',
    '{name}', 'gdpr-6-1-c');
  return query select h.id, f.number, h.unit_id, h.reason, h.words, h.review_on, h.placed_at, a.name
  from rights.hold h join access.account a on a.id = h.placed_by
  left join casefiles.case_file f on f.person_id = h.person_id
  where h.lifted_at is null and (h.person_id = any (access.excluded())) is not true
  order by h.review_on, h.id;
end $$;
create function rights.hold_to_lift(which uuid) returns table (id uuid, unit_id text, lifted boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not rights.is_officer() then return; end if;
  return query select h.id, h.unit_id, h.lifted_at is not null from rights.hold h
    where h.id = which and (h.person_id = any (access.excluded())) is not true for update;
end $$;
create function rights.lift_hold(which uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform rights.require_officer();
  update rights.hold h set lifted_by = access.me(), lifted_at = at where h.id = which and h.lifted_at is null;
end $$;

revoke execute on all functions in schema rights from public;
grant execute on function rights.is_officer(), rights.claims(), rights.hold_claim(uuid),
  rights.extend(uuid, text, date), rights.review(uuid, text, text, text, timestamptz),
  rights.answer(uuid, text, text, timestamptz), rights.approve(uuid, uuid, timestamptz),
  rights.person_to_hold(text), rights.place_hold(uuid, text, text, text, date, timestamptz), rights.holds(),
  rights.hold_to_lift(uuid), rights.lift_hold(uuid, timestamptz) to oneroof_app;

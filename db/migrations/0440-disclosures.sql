-- What an authority orders us to give of one person's file: registered by a data-protection officer, looked at by
-- the law, approved by two who did neither, given once in chosen sections. For everybody else, administrators
-- among them, neither a row nor that there is one: the application reads the table by the functions below alone.

create schema disclosures;
grant usage on schema disclosures to oneroof_app, oneroof_jobs, oneroof_stats;

create table disclosures.disclosure (
  id            uuid primary key,
  person_id     uuid references people.person,  -- nobody once she is erased
  state         text not null check (state in ('registered', 'reviewed', 'approved', 'given', 'refused', 'withdrawn')),
  -- Goes up with each review: an approval is of the review that was read.
  round         integer not null default 0,
  authority     text not null check (char_length(authority) between 1 and 120),
  kind          text not null check (kind in ('court', 'prosecutor', 'police', 'administration')),
  legal_base    text not null check (char_length(legal_base) between 1 and 200),
  reference     text not null check (char_length(reference) between 1 and 100),
  received_on   date not null,
  deadline      date not null check (deadline >= received_on),
  asked         text not null check (char_length(asked) between 1 and 1000),
  registered_by uuid not null references access.account,
  registered_at timestamptz not null,
  finding       text check (finding in ('whole', 'part', 'nothing')),
  sections      text[] not null default '{}'
    check (sections <@ array['identity', 'visits', 'needs', 'acts', 'bookings', 'documents']),
  needed        text check (char_length(needed) between 1 and 1000),
  withheld      text check (char_length(withheld) between 1 and 1000),
  reviewed_by   uuid references access.account,
  reviewed_at   timestamptz,
  first_by      uuid references access.account,
  first_at      timestamptz,
  second_by     uuid references access.account,
  second_at     timestamptz,
  reason        text check (char_length(reason) between 1 and 1000),
  given_by      uuid references access.account,
  given_at      timestamptz,
  handed_at     timestamptz,
  closing       text check (char_length(closing) between 1 and 1000),
  closed_by     uuid references access.account,
  closed_at     timestamptz,
  tell_by       date not null,
  told_on       date,
  untold_why    text check (char_length(untold_why) between 1 and 1000),
  check ((reviewed_by is null) = (reviewed_at is null) and (first_by is null) = (first_at is null)
    and (second_by is null) = (second_at is null) and (given_by is null) = (given_at is null)
    and (closed_by is null) = (closed_at is null)),
  check ((state in ('given', 'refused', 'withdrawn')) = (closed_at is not null)),
  check ((state = 'given') = (given_at is not null) and (handed_at is null or state = 'given')),
  check ((state in ('reviewed', 'approved', 'given')) <= (finding in ('whole', 'part') and cardinality(sections) > 0)),
  -- Two approvers: neither who registered it, nor who reviewed it, nor each other.
  constraint disclosure_by_two check (
    (first_by is null or (reviewed_by is not null and first_by <> registered_by and first_by <> reviewed_by))
    and (second_by is null or (first_by is not null and second_by <> first_by
         and second_by <> registered_by and second_by <> reviewed_by))
    and ((state in ('approved', 'given')) <= (second_by is not null)))
);
create index disclosure_person on disclosures.disclosure (person_id);
create index disclosure_closed on disclosures.disclosure (closed_at);

select meta.classify('disclosures.disclosure', 'S2 · what an authority ordered us to give · 5 years',
  '{"person_id": "S4 · that an authority asks about her · until erased",
    "authority": "S4 · who asks about her · until erased", "legal_base": "S4 · free text may hold anything · until erased",
    "reference": "S4 · leads to her case elsewhere · until erased", "asked": "S4 · free text may hold anything · until erased",
    "needed": "S4 · free text may hold anything · until erased", "withheld": "S4 · free text may hold anything · until erased",
    "reason": "S4 · free text may hold anything · until erased", "closing": "S4 · free text may hold anything · until erased",
    "untold_why": "S4 · free text may hold anything · until erased",
    "registered_by": "S1 · who wrote it down · 5 years", "reviewed_by": "S1 · who looked at it · 5 years",
    "first_by": "S1 · who approved · 5 years", "second_by": "S1 · who approved · 5 years",
    "given_by": "S1 · who gave it · 5 years", "closed_by": "S1 · who closed it · 5 years"}');
comment on table disclosures.disclosure is 'GDPR 6(1)(c) · Answering orders of authorities, and no more than they may ask';
select rights.on_erasure('disclosures.disclosure',
    'kept without person_id; cleared: person_id, authority=''—'', legal_base=''—'', reference=''—'', asked=''—'', needed, withheld, reason, closing, untold_why'),
  rights.on_retention('disclosures.disclosure', 'accountability after closed_at');
select access.protect('disclosures.disclosure'), access.fence('disclosures.disclosure', 'closed'),
  access.bar('disclosures.disclosure'), access.keep_unwritten('disclosures.disclosure');

-- That an officer looked, and that an authority was given something, is in the log and on no list of a screen.
drop policy danger_stays_untold on log.read;
create policy danger_stays_untold on log.read as restrictive for select to oneroof_app
  using (purpose not in ('protect', 'disclose'));

-- ── who ─────────────────────────────────────────────────────────────────────────────────────────

-- Whoever has one of these roles now, before the fence, and manages no accounts: who gives roles must not be
-- able to read the register by one that was given to herself.
create function disclosures.has_role(roles text[]) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select not access.fenced()
    and exists (select from access.membership m join access.account a on a.id = m.account_id
                where m.account_id = access.me() and m.role = any (roles) and m.valid @> meta.now()
                  and a.kind = 'person' and a.disabled_at is null)
    and not exists (select from access.membership m
                    where m.account_id = access.me() and m.role = 'administrator' and m.valid @> meta.now())
$$;
create function disclosures.is_officer() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select disclosures.has_role('{data-protection-officer,custodian}')
$$;
create function disclosures.refuse() returns void language plpgsql as $$
begin
  raise exception 'not so' using errcode = 'insufficient_privilege';
end $$;

-- Into her read log, under the purpose that stands on no list.
create function disclosures.note(persons uuid[], where_shown text, readers text[], parts text[], at timestamptz)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids, read_at, sections, basis)
  select access.session_id(), p, 'disclose', where_shown, date_bin('10 minutes', at, '2000-01-01'), access.me(), readers,
    at, parts, 'gdpr-6-1-c'
  from unnest(persons) p on conflict do nothing
$$;

-- ── acts ────────────────────────────────────────────────────────────────────────────────────────

-- Whose file has this number, alone with it; for whoever may register.
create function disclosures.file(of_number text) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare found uuid;
begin
  if not disclosures.has_role('{data-protection-officer}') then return null; end if;
  select p.id into found from casefiles.case_file f join people.person p on p.id = f.person_id
    where f.number = of_number and (p.id = any (access.excluded())) is not true for update of p;
  return found;
end $$;
create function disclosures.register(row_id uuid, of_number text, said jsonb, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare whose uuid := disclosures.file(of_number);
begin
  if whose is null then perform disclosures.refuse(); end if;
  insert into disclosures.disclosure (id, person_id, state, authority, kind, legal_base, reference, received_on,
      deadline, asked, registered_by, registered_at, tell_by)
    values (row_id, whose, 'registered', said->>'authority', said->>'kind', said->>'legalBase', said->>'reference',
      (said->>'receivedOn')::date, (said->>'deadline')::date, said->>'asked', access.me(), at, (said->>'deadline')::date);
end $$;

-- One of them, alone with it; nothing for anybody else.
create function disclosures.hold(which uuid) returns table (
  id uuid, state text, round integer, registered_by uuid, reviewed_by uuid, first_by uuid, second_by uuid,
  received_on date, told boolean, gone boolean, fresh boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not disclosures.is_officer() then return; end if;
  return query select d.id, d.state, d.round, d.registered_by, d.reviewed_by, d.first_by, d.second_by, d.received_on,
      d.told_on is not null, d.person_id is null, access.is_fresh()
    from disclosures.disclosure d where d.id = which for update;
end $$;

-- A review anew takes back what was approved of the one before.
create function disclosures.review(which uuid, becomes text, found_to text, parts text[], must text, kept_back text,
  at timestamptz) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update disclosures.disclosure d set state = becomes, round = d.round + 1, finding = found_to, sections = parts,
      needed = must, withheld = kept_back, reviewed_by = access.me(), reviewed_at = at, first_by = null,
      first_at = null, second_by = null, second_at = null,
      closed_by = case when becomes = 'refused' then access.me() end,
      closed_at = case when becomes = 'refused' then at end
    where d.id = which and disclosures.is_officer() and d.state in ('registered', 'reviewed', 'approved')
      and becomes in ('reviewed', 'refused');
  if not found then perform disclosures.refuse(); end if;
end $$;
create function disclosures.approve(which uuid, of_round integer, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update disclosures.disclosure d set
      state = case when d.first_by is null then 'reviewed' else 'approved' end,
      first_by = coalesce(d.first_by, access.me()), first_at = coalesce(d.first_at, at),
      second_by = case when d.first_by is not null then access.me() end,
      second_at = case when d.first_by is not null then at end
    where d.id = which and disclosures.is_officer() and access.is_fresh() and d.state = 'reviewed' and d.round = of_round;
  if not found then perform disclosures.refuse(); end if;
end $$;
create function disclosures.close(which uuid, becomes text, said text, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update disclosures.disclosure d set state = becomes, closing = said, closed_by = access.me(), closed_at = at
    where d.id = which and disclosures.is_officer() and d.state in ('registered', 'reviewed', 'approved')
      and becomes in ('refused', 'withdrawn');
  if not found then perform disclosures.refuse(); end if;
end $$;
create function disclosures.give(which uuid, why text, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update disclosures.disclosure d set state = 'given', reason = why, given_by = access.me(), given_at = at,
      closed_by = access.me(), closed_at = at
    where d.id = which and disclosures.is_officer() and access.is_fresh() and d.state = 'approved'
      and d.person_id is not null;
  if not found then perform disclosures.refuse(); end if;
end $$;
create function disclosures.tell(which uuid, told date, why text, until date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update disclosures.disclosure d set told_on = told, untold_why = why, tell_by = coalesce(until, d.tell_by)
    where d.id = which and disclosures.is_officer() and d.told_on is null and d.state not in ('refused', 'withdrawn');
  if not found then perform disclosures.refuse(); end if;
end $$;

-- ── what is given ───────────────────────────────────────────────────────────────────────────────

-- The extract, once, to whoever gave it and is freshly proved: sections that were approved, of this file and no
-- other. What is sensitive (subjects that could put her in danger), notes, how to reach her and protected notes
-- are in no section. That the authority reads it is written with it.
create function disclosures.extract(which uuid, at timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d disclosures.disclosure;
  p uuid;
begin
  if not (disclosures.is_officer() and access.is_fresh()) then return null; end if;
  update disclosures.disclosure x set handed_at = at
    where x.id = which and x.state = 'given' and x.given_by = access.me() and x.handed_at is null
      and x.person_id is not null returning x.* into d;
  if not found then return null; end if;
  p := d.person_id;
  perform disclosures.note(array[p], 'disclosure:' || d.id, array[d.authority], d.sections, at);
  return jsonb_build_object('number', (select f.number from casefiles.case_file f where f.person_id = p),
    'authority', d.authority, 'reference', d.reference, 'legalBase', d.legal_base)
    || case when 'identity' = any (d.sections) then jsonb_build_object('identity', (
         select jsonb_build_array(jsonb_build_object('name', coalesce(i.full_name, q.name), 'born', i.born,
           'nationality', i.nationality))
         from people.person q left join people.identity i on i.person_id = q.id where q.id = p)) else '{}' end
    || case when 'visits' = any (d.sections) then jsonb_build_object('visits', coalesce((
         select jsonb_agg(jsonb_build_object('day', v.day, 'centreId', v.centre_id) order by v.day, v.id)
         from visits.visit v where v.person_id = p), '[]')) else '{}' end
    || case when 'needs' = any (d.sections) then jsonb_build_object('needs', coalesce((
         select jsonb_agg(jsonb_build_object('at', n.found_at, 'subjectId', n.subject_id, 'state', n.state)
           order by n.found_at, n.id)
         from casefiles.need n join directory.subject s on s.id = n.subject_id and not s.sensitive
         where n.person_id = p), '[]')) else '{}' end
    || case when 'acts' = any (d.sections) then jsonb_build_object('acts', coalesce((
         select jsonb_agg(jsonb_build_object('day', a.day, 'serviceId', a.service_id, 'officeId', a.office_id)
           order by a.occurred_at, a.id)
         from attendances.current_act a join directory.service e on e.id = a.service_id
         join directory.subject s on s.id = e.subject_id and not s.sensitive
         where a.person_id = p), '[]')) else '{}' end
    || case when 'bookings' = any (d.sections) then jsonb_build_object('bookings', coalesce((
         select jsonb_agg(jsonb_build_object('at', b.starts_at, 'centreId', b.centre_id, 'officeId', b.office_id,
             'serviceId', b.service_id) order by b.starts_at, b.id)
         from appointments.appointment b join directory.subject s on s.id = b.subject_id and not s.sensitive
         where b.person_id = p), '[]')) else '{}' end
    || case when 'documents' = any (d.sections) then jsonb_build_object('documents', coalesce((
         select jsonb_agg(jsonb_build_object('day', c.seen_on, 'documentId', c.document_id, 'until', c.valid_until)
           order by c.seen_on, c.id)
         from casefiles.document c where c.person_id = p), '[]')) else '{}' end;
end $$;

-- ── what is seen ────────────────────────────────────────────────────────────────────────────────

-- The register, for officers: files by their number.
create function disclosures.list(at timestamptz) returns table (
  id uuid, state text, round integer, number text, authority text, kind text, legal_base text, reference text,
  received_on date, deadline date, asked text, registered_by uuid, registered_name text, finding text,
  sections text[], needed text, withheld text, reviewed_by uuid, reviewed_name text, first_by uuid, first_name text,
  second_name text, reason text, given_by uuid, given_name text, given_at timestamptz, handed_at timestamptz,
  closing text, closed_at timestamptz, tell_by date, told_on date, untold_why text, gone boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not disclosures.is_officer() then return; end if;
  perform disclosures.note((select array_agg(distinct d.person_id) from disclosures.disclosure d
      where d.person_id is not null), 'disclosures', coalesce((
        select array_agg(distinct m.unit_id) from access.membership m
        where m.account_id = access.me() and m.valid @> meta.now() and m.unit_id is not null), '{}'), '{name}', at);
  return query
    select d.id, d.state, d.round, f.number, d.authority, d.kind, d.legal_base, d.reference, d.received_on, d.deadline,
      d.asked, d.registered_by, r.name, d.finding, d.sections, d.needed, d.withheld, d.reviewed_by, v.name, d.first_by,
      a.name, b.name, d.reason, d.given_by, g.name, d.given_at, d.handed_at, d.closing, d.closed_at, d.tell_by,
      d.told_on, d.untold_why, d.person_id is null
    from disclosures.disclosure d
    join access.account r on r.id = d.registered_by
    left join access.account v on v.id = d.reviewed_by
    left join access.account a on a.id = d.first_by
    left join access.account b on b.id = d.second_by
    left join access.account g on g.id = d.given_by
    left join casefiles.case_file f on f.person_id = d.person_id
    order by d.state in ('given', 'refused', 'withdrawn') and (d.told_on is not null or d.state <> 'given'),
      least(case when d.state in ('registered', 'reviewed', 'approved') then d.deadline end,
            case when d.told_on is null and d.state not in ('refused', 'withdrawn') then d.tell_by end), d.id
    limit 500;
end $$;

-- What is published, for anybody: years that are over, of which every row is still kept. Fewer than three are
-- nobody's business; the parts of a year are told when each is nothing or at least three.
create function disclosures.published(today date) returns table (
  year integer, received integer, whole integer, part integer, refused integer, otherwise integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with years as (
    select extract(year from d.received_on)::integer as year, count(*)::integer as received,
      (count(*) filter (where d.state = 'given' and d.finding = 'whole'))::integer as whole,
      (count(*) filter (where d.state = 'given' and d.finding = 'part'))::integer as part,
      (count(*) filter (where d.state = 'refused'))::integer as refused,
      (count(*) filter (where d.state not in ('given', 'refused')))::integer as otherwise
    from disclosures.disclosure d
    where d.received_on < date_trunc('year', today) and d.received_on >= date_trunc('year', today) - interval '4 years'
    group by 1),
  safe as (select y.*, (y.whole = 0 or y.whole >= 3) and (y.part = 0 or y.part >= 3)
      and (y.refused = 0 or y.refused >= 3) and (y.otherwise = 0 or y.otherwise >= 3) as told from years y
    where y.received >= 3)
  select s.year, s.received, case when told then s.whole end, case when told then s.part end,
    case when told then s.refused end, case when told then s.otherwise end
  from safe s order by s.year desc
$$;

revoke execute on all functions in schema disclosures from public;
grant execute on function disclosures.file(text), disclosures.register(uuid, text, jsonb, timestamptz),
  disclosures.hold(uuid), disclosures.review(uuid, text, text, text[], text, text, timestamptz),
  disclosures.approve(uuid, integer, timestamptz), disclosures.close(uuid, text, text, timestamptz),
  disclosures.give(uuid, text, timestamptz), disclosures.tell(uuid, date, text, date),
  disclosures.extract(uuid, timestamptz), disclosures.list(timestamptz), disclosures.published(date) to oneroof_app;

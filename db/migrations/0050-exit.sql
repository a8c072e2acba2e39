-- The way out: a link to the summary on her phone, a certificate that can be checked, and the one
-- question whether everything was solved. A link and a certificate carry power, so only a hash of
-- each is kept, and no function tells more than its purpose needs.

-- ── the summary on a phone ──────────────────────────────────────────────────────────────────────

-- A link of 128 random bits, printed as a code for a camera. A new paper ends the link of the old.
create table visits.summary_link (
  token_hash   bytea primary key check (octet_length(token_hash) = 32),
  visit_id     uuid not null,
  person_id    uuid not null,
  host_unit_id text not null references access.unit,
  made_by      uuid not null references access.account,
  made_at      timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  foreign key (visit_id, person_id) references visits.visit (id, person_id),
  check (expires_at <= made_at + interval '120 days')
);
-- ATT-2: one paper at a time leads to the page.
create unique index summary_link_one on visits.summary_link (visit_id) where ended_at is null;

select meta.classify('visits.summary_link', 'S1 · a link to her own summary · until it ends',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "token_hash": "S3 · proves the paper · until it ends"}');
select access.protect('visits.summary_link');
select access.fence('visits.summary_link', 'closed');
grant select (visit_id, made_at, expires_at, ended_at), insert, update (ended_at)
  on visits.summary_link to oneroof_app;
create policy host_makes on visits.summary_link to oneroof_app
  using (host_unit_id = any ((select access.units())::text[]))
  with check (host_unit_id = any ((select access.units())::text[]));

-- The visit behind a live link, or nothing. Never who came.
create function visits.find_by_link(link text) returns table (
  visit_id uuid, centre_id text, day date, number integer, language text,
  arrived_at timestamptz, closed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.centre_id, v.day, v.number, v.language, v.arrived_at, v.closed_at
  from visits.summary_link l join visits.visit v on v.id = l.visit_id
  where l.token_hash = sha256(convert_to(link, 'UTF8')) and l.ended_at is null
    and l.expires_at > meta.now()
$$;

-- What was done at that visit: service, outcome, date. Free text stays on the paper, because a phone
-- may be taken out of her hand; what could put her in danger is on neither.
create function visits.acts_by_link(link text) returns table (
  stop_id uuid, office_id text, service_id text, outcome text, next_on date, forwarded_to text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.stop_id, a.office_id, a.service_id, a.outcome, a.next_on, a.forwarded_to
  from visits.find_by_link(link) v join attendances.attendance a on a.visit_id = v.visit_id
  where not exists (
    select from directory.subject sub where sub.sensitive and sub.id in (
      (select s.subject_id from directory.service s where s.id = a.service_id),
      (select st.subject_id from visits.stop st where st.id = a.stop_id)))
  order by a.occurred_at, a.id
$$;

-- The stops of that visit and how each stands.
create function visits.stops_by_link(link text) returns table (
  stop_id uuid, office_id text, service_id text, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select st.id, st.office_id, st.service_id, st.state
  from visits.find_by_link(link) v join visits.stop st on st.visit_id = v.visit_id
  where not exists (select from directory.subject sub where sub.sensitive and sub.id in (
      st.subject_id, (select s.subject_id from directory.service s where s.id = st.service_id)))
  order by st.rank, st.id
$$;

-- ── the certificate ─────────────────────────────────────────────────────────────────────────────

-- That a certificate was issued. `proof` is a keyed hash of its code (which begins with its day and
-- hours) and the name on it: whoever has this table can neither make one nor tell whose one is.
create table visits.certificate (
  proof        bytea primary key check (octet_length(proof) = 32),
  visit_id     uuid not null,
  person_id    uuid not null,
  host_unit_id text not null references access.unit,
  issued_by    uuid not null references access.account,
  issued_at    timestamptz not null,
  foreign key (visit_id, person_id) references visits.visit (id, person_id)
);
create index certificate_visit on visits.certificate (visit_id);
select meta.classify('visits.certificate', 'S1 · that a certificate was issued · 2 years',
  '{"person_id": "S4 · that the person is known · 2 years",
    "proof": "S3 · proves the paper · 2 years"}');
select access.protect('visits.certificate');
select access.fence('visits.certificate', 'closed');
grant select (visit_id, issued_at), insert on visits.certificate to oneroof_app;
create policy host_issues on visits.certificate to oneroof_app
  using (host_unit_id = any ((select access.units())::text[]))
  with check (host_unit_id = any ((select access.units())::text[]));

-- Valid or not, and nothing else.
create function visits.certificate_valid(shown bytea) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from visits.certificate c
    where c.proof = shown and c.issued_at > meta.now() - interval '2 years')
$$;

-- ── was everything solved? ──────────────────────────────────────────────────────────────────────

create schema feedback;
grant usage on schema feedback to oneroof_app, oneroof_jobs, oneroof_stats;

-- That somebody was asked: once a visit. What she said stands elsewhere, without her.
create table feedback.asked (
  visit_id     uuid primary key references visits.visit,
  host_unit_id text not null references access.unit
);
select meta.classify('feedback.asked', 'S1 · asked once · with the visit');
select access.protect('feedback.asked');
select access.fence('feedback.asked', 'closed', 'visit_id');
grant select on feedback.asked to oneroof_app;
create policy host_reads on feedback.asked for select to oneroof_app
  using (host_unit_id = any ((select access.units())::text[]));

-- What was said, of nobody: no visit, no person, no time of day. Only sums of it are shown.
create table feedback.solved (
  id        uuid primary key default gen_random_uuid(),
  centre_id text not null,
  day       date not null,
  answer    text not null check (answer in ('yes', 'partly', 'no'))
);
create index solved_day on feedback.solved (centre_id, day);
select meta.classify('feedback.solved', 'S0 · counting, of nobody · for ever');

-- Both rows at once, or none when it was answered before. Never called by an application's role.
create function feedback.keep(of_visit uuid, said text) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  select vi.host_unit_id, vi.centre_id, vi.day into v from visits.visit vi where vi.id = of_visit;
  insert into feedback.asked (visit_id, host_unit_id) values (of_visit, v.host_unit_id)
    on conflict do nothing;
  if not found then return false; end if;
  insert into feedback.solved (centre_id, day, answer) values (v.centre_id, v.day, said);
  return true;
end $$;

-- At the exit, said to the mediator of the house. It is a command's write, so it raises where another
-- was faster.
create function feedback.keep_at_exit(of_visit uuid, said text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or not exists (select from visits.visit v
       where v.id = of_visit and v.host_unit_id = any (access.units()))
     or not feedback.keep(of_visit, said) then
    raise exception 'answered before' using errcode = 'unique_violation',
      constraint = 'asked_pkey', schema = 'feedback', table = 'asked';
  end if;
end $$;

-- On her phone: `counted`, `before`, or `gone` when the link is no more.
create function feedback.keep_by_link(link text, said text) returns text language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare of_visit uuid := (select f.visit_id from visits.find_by_link(link) f);
begin
  if of_visit is null then return 'gone'; end if;
  return case when feedback.keep(of_visit, said) then 'counted' else 'before' end;
end $$;

-- Whether it was answered already, for the page on her phone.
create function feedback.asked_by_link(link text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from visits.find_by_link(link) f join feedback.asked a on a.visit_id = f.visit_id)
$$;

-- Answers of a period, for those who may count at that centre. Fewer than three are nobody's business.
create function feedback.answers(of_centre text, from_day date, to_day date) returns table (
  answer text, answers integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with said as (
    select s.answer from feedback.solved s
    where s.centre_id = of_centre and s.day between from_day and to_day
      and access.holds(array['centre-coordinator', 'network-manager', 'local-technician',
                             'unit-lead', 'researcher'], of_centre))
  select said.answer, count(*)::integer from said
  where (select count(*) from said) >= 3
  group by said.answer
$$;

revoke execute on all functions in schema feedback from public;
revoke execute on function visits.find_by_link(text), visits.acts_by_link(text),
  visits.stops_by_link(text), visits.certificate_valid(bytea) from public;
grant execute on function visits.find_by_link(text), visits.acts_by_link(text),
  visits.stops_by_link(text), visits.certificate_valid(bytea),
  feedback.keep_at_exit(uuid, text), feedback.keep_by_link(text, text),
  feedback.asked_by_link(text), feedback.answers(text, date, date) to oneroof_app;

-- Hand-overs, the first of them: a referral. What its addressee sees before she accepts stands in one
-- table (language, subject, purpose), what she sees afterwards in another, so that row security tells
-- them apart. Nobody behind the fence sends or gets any: that a person is known is S4.

create schema referrals;
grant usage on schema referrals to oneroof_app, oneroof_jobs, oneroof_stats;

create table referrals.referral (
  id            uuid primary key,
  from_unit_id  text not null references access.unit,
  home_unit_id  text not null references access.unit,
  made_by       uuid not null references access.account,
  to_unit_id    text not null references access.unit,
  to_account_id uuid references access.account,  -- null: anyone of the unit
  stand_in_id   uuid references access.account,  -- who acts for the named one
  subject_id    text not null references directory.subject,
  language      text not null,
  purpose       text not null,
  expires_on    date not null,  -- its last day
  state         text not null check (state in
                  ('requested', 'accepted', 'done', 'declined', 'not-possible', 'withdrawn')),
  reason        text check (reason in ('not-our-subject', 'no-room', 'something-missing',
                  'conflict-of-interest', 'not-reached', 'she-did-not-come', 'nothing-to-be-had',
                  'consent-withdrawn', 'no-longer-needed', 'mistake')),
  -- What waits is chased: at this moment it is overdue, then told to those who answer for it.
  due_at        timestamptz,
  chased        smallint not null default 0 check (chased between 0 and 2),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  answered_by   uuid references access.account,
  constraint referral_to_another check (from_unit_id <> to_unit_id),
  check (stand_in_id is null or to_account_id is not null),
  check ((state in ('declined', 'not-possible', 'withdrawn')) = (reason is not null)),
  check (state in ('requested', 'accepted') or due_at is null)
);
create index referral_to on referrals.referral (to_unit_id, state, made_at);
create index referral_from on referrals.referral (from_unit_id, state, made_at);
create index referral_due on referrals.referral (due_at) where due_at is not null;

create table referrals.envelope (
  referral_id   uuid primary key references referrals.referral,
  person_id     uuid not null references people.person,
  consent_id    uuid not null references casefiles.consent,
  from_unit_id  text not null references access.unit,
  home_unit_id  text not null references access.unit,
  to_unit_id    text not null references access.unit,
  to_account_id uuid references access.account,
  stand_in_id   uuid references access.account,
  sections      text[] not null check (cardinality(sections) >= 1),
  body          text not null check (char_length(body) between 1 and 1000),
  until         timestamptz not null,
  opened        boolean not null default false  -- accepted, and not over
);
create index envelope_person on referrals.envelope (person_id);
create index envelope_consent on referrals.envelope (consent_id);

select meta.classify('referrals.referral', 'S2 · what one unit asks of another · last visit + 5 years',
  '{"from_unit_id": "S1 · who asks · last visit + 5 years",
    "to_unit_id": "S1 · who is asked · last visit + 5 years"}');
select meta.classify('referrals.envelope', 'S2 · what is shared for it · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "body": "S4 · free text may hold anything · last visit + 5 years"}');
select access.protect('referrals.referral');
select access.protect('referrals.envelope');
select access.fence('referrals.referral', 'closed');
select access.fence('referrals.envelope', 'closed');

grant select, insert, update (state, reason, due_at, chased, changed_at, answered_by)
  on referrals.referral to oneroof_app;
create policy reach on referrals.referral for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or home_unit_id = any ((select access.units())::text[])
         or (to_unit_id = any ((select access.units())::text[])
             and (to_account_id is null or (select access.me()) in (to_account_id, stand_in_id))));
create policy sends on referrals.referral for insert to oneroof_app
  with check (from_unit_id = any ((select access.units())::text[]) and made_by = (select access.me())
    and state = 'requested' and chased = 0
    and to_unit_id = any ((select array_agg(u.id) from access.unit u
                           where u.enforcement_link <> 'direct')::text[]));
-- Whoever it is addressed to answers it. Whoever sent it, and the place where she is at home, may
-- only take it back.
create policy answers on referrals.referral for update to oneroof_app
  using (to_unit_id = any ((select access.units())::text[])
         and (to_account_id is null or (select access.me()) in (to_account_id, stand_in_id)))
  with check (to_unit_id = any ((select access.units())::text[])
    and (to_account_id is null or (select access.me()) in (to_account_id, stand_in_id))
    and state in ('accepted', 'done', 'declined', 'not-possible'));
create policy takes_back on referrals.referral for update to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or home_unit_id = any ((select access.units())::text[]))
  with check ((from_unit_id = any ((select access.units())::text[])
               or home_unit_id = any ((select access.units())::text[]))
              and state = 'withdrawn');

grant select, insert on referrals.envelope to oneroof_app;
create policy reach on referrals.envelope for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or home_unit_id = any ((select access.units())::text[])
         or (opened and to_unit_id = any ((select access.units())::text[])
             and (to_account_id is null or (select access.me()) in (to_account_id, stand_in_id))));
-- No envelope without what allows it: her agreement or another article, alive, for this recipient and
-- at least these sections. And nobody passes on more than she has.
create policy sends on referrals.envelope for insert to oneroof_app
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
        and not exists (select from casefiles.consent_end e where e.consent_id = c.id))
    and (home_unit_id = any ((select access.units())::text[])
         or sections <@ access.sections_of(person_id)
         or 'spine' = any (access.sections_of(person_id))));

-- The addressee can't read the envelope before it is hers, so this opens it: once, for whoever it is
-- addressed to, when the referral was accepted. The grant names it as its reason.
create function referrals.open_envelope(of_referral uuid) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare e referrals.envelope;
begin
  if access.fenced() then return null; end if;
  update referrals.envelope v set opened = true
    from referrals.referral r
    where v.referral_id = of_referral and r.id = of_referral and not v.opened
      and r.state = 'accepted' and v.to_unit_id = any (access.units())
      and (v.to_account_id is null or access.me() in (v.to_account_id, v.stand_in_id))
    returning v.* into e;
  if not found then return null; end if;
  insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
    select e.to_unit_id, who, e.person_id, e.sections, 'referral',
           tstzrange(meta.now(), e.until), of_referral
    from unnest(case when e.to_account_id is null then array[null::uuid]
                     else array_remove(array[e.to_account_id, e.stand_in_id], null) end) who;
  return e.person_id;
end $$;

-- Ends what a referral opened, once it is over; changes nothing while it is not.
create function referrals.close_envelope(of_referral uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from referrals.referral r where r.id = of_referral
             and r.state in ('requested', 'accepted')) then return; end if;
  update referrals.envelope set opened = false where referral_id = of_referral and opened;
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(meta.now(), lower(g.valid) + interval '1 microsecond'))
    where g.because_id = of_referral and (upper_inf(g.valid) or upper(g.valid) > meta.now());
end $$;
revoke execute on all functions in schema referrals from public;
grant execute on function referrals.open_envelope(uuid), referrals.close_envelope(uuid) to oneroof_app;

-- ── what waits is chased by the worker ──────────────────────────────────────────────────────────
-- It sees no row of these tables: functions that prove who it is hold one, answer ids and times, and
-- write what the rule decided.
create function referrals.due(at timestamptz) returns setof uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select id from referrals.referral
  where due_at <= at and access.is_process('worker') order by due_at, id limit 500
$$;
create function referrals.hold_due(of_referral uuid)
returns table (id uuid, from_unit_id text, to_unit_id text, state text, due_at timestamptz,
  chased integer)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.from_unit_id, r.to_unit_id, r.state, r.due_at, r.chased::integer
  from referrals.referral r
  where r.id = of_referral and access.is_process('worker') for update
$$;
create function referrals.mark_chased(of_referral uuid, times integer, next timestamptz)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  update referrals.referral set chased = times, due_at = next
  where id = of_referral and access.is_process('worker')
$$;
revoke execute on function referrals.due(timestamptz), referrals.hold_due(uuid),
  referrals.mark_chased(uuid, integer, timestamptz) from public;
grant execute on function referrals.due(timestamptz), referrals.hold_due(uuid),
  referrals.mark_chased(uuid, integer, timestamptz) to oneroof_jobs, oneroof_app;

-- ── counted apart ───────────────────────────────────────────────────────────────────────────────
create table statistics.referral (
  event_id     uuid primary key,
  day          date not null,
  from_unit_id text not null,
  to_unit_id   text not null,
  state        text not null check (state in
                 ('requested', 'accepted', 'done', 'declined', 'not-possible', 'withdrawn'))
);
create index referral_day on statistics.referral (to_unit_id, day);
select meta.classify('statistics.referral', 'S1 · counting · for ever');
select access.protect('statistics.referral');
grant insert, select on statistics.referral to oneroof_app;
create policy appends on statistics.referral for insert to oneroof_app
  with check ((select access.is_staff()));
create policy own_units on statistics.referral for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or to_unit_id = any ((select access.units())::text[]));
grant select on statistics.referral to oneroof_stats;
create policy counts on statistics.referral for select to oneroof_stats
  using ((select access.is_process('statistics')));

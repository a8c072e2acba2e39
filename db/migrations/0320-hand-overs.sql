-- The other three hand-overs beside a referral, in its tables: who carries a case changes (transfer), a
-- unit asks for sections of a file that it sees in part (request), and a colleague of one's own unit is
-- named for a case (assignment). They wait, are answered, chased and counted as a referral is; what differs
-- is what an acceptance does.
--
-- Who carries a case is nowhere written: it is the unit whose accepted transfer is live, and otherwise the
-- one where she is at home. So it changes with an acceptance and not before, and falls back by itself when
-- the transfer ends, runs out, or she takes back what she agreed to.

alter table referrals.referral
  add column kind text not null default 'referral'
    check (kind in ('referral', 'transfer', 'request', 'assignment')),
  add column rests_on uuid references referrals.referral,  -- of an assignment: by what the unit has her
  alter column subject_id drop not null,
  alter column purpose drop not null,
  drop constraint referral_to_another,
  drop constraint referral_state_check,
  add constraint referral_state_check check (state in
    ('requested', 'accepted', 'done', 'declined', 'not-possible', 'withdrawn', 'passed-on')),
  add constraint referral_to_another check ((kind = 'assignment') = (from_unit_id = to_unit_id)),
  add constraint referral_of_kind check (case kind
    when 'assignment' then to_account_id is not null and subject_id is null and purpose is null
    else rests_on is null and subject_id is not null and purpose is not null end),
  add constraint request_to_home check (kind <> 'request' or to_unit_id = home_unit_id);
create index referral_rests on referrals.referral (rests_on) where rests_on is not null;

alter table referrals.envelope
  add column kind text not null default 'referral',
  alter column consent_id drop not null,
  -- Nothing of hers is opened but by an entry of the ledger; an assignment opens nothing.
  add constraint envelope_by_ledger check (consent_id is not null or kind = 'assignment'
    or kind = 'request' and not opened);
-- TRA-2: one unit carries a case; in a unit one colleague is named for it.
create unique index transfer_once on referrals.envelope (person_id) where opened and kind = 'transfer';
create unique index assignment_once on referrals.envelope (person_id, to_unit_id)
  where opened and kind = 'assignment';

select meta.classify('referrals.referral', 'S2 · what one unit asks of another · last visit + 5 years',
  '{"from_unit_id": "S1 · who asks · last visit + 5 years",
    "to_unit_id": "S1 · who is asked · last visit + 5 years"}');
select meta.classify('referrals.envelope', 'S2 · what is shared for it · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "body": "S4 · free text may hold anything · last visit + 5 years"}');

-- ── who may hand over ───────────────────────────────────────────────────────────────────────────

-- Whether one of the asking account's units carries the case of a person.
create function referrals.carries(person uuid, unit text) returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or not unit = any (access.units()) then return false; end if;
  return coalesce(
    (select e.to_unit_id from referrals.envelope e
     where e.person_id = person and e.kind = 'transfer' and e.opened and e.until > meta.now()
       and not access.is_held(e.referral_id)),
    (select p.unit_id from people.person p where p.id = person)) = unit;
end $$;

-- By what a unit of the asking account has a person: `{}` where she is at home there, else the hand-over
-- that opened her to all of it, a transfer before others; nothing where it has her not, or only somebody
-- of it by name.
create function referrals.held_by(person uuid, unit text) returns uuid[] language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.fenced() or not unit = any (access.units()) then return null; end if;
  if exists (select from people.person p where p.id = person and p.unit_id = unit) then return '{}'; end if;
  return (select array[e.referral_id] from referrals.envelope e
    where e.person_id = person and e.opened and e.until > meta.now() and e.kind <> 'assignment'
      and case when e.kind = 'request' then e.from_unit_id = unit
               else e.to_unit_id = unit and e.to_account_id is null end
      and not access.is_held(e.referral_id)
    order by e.kind = 'transfer' desc, e.until desc, e.referral_id limit 1);
end $$;

alter policy sends on referrals.envelope
  with check (from_unit_id = any ((select access.units())::text[]) and not opened
    and exists (
      select from referrals.referral r where r.id = referral_id and r.state = 'requested'
        and r.kind = envelope.kind
        and r.made_by = (select access.me()) and r.from_unit_id = envelope.from_unit_id
        and r.home_unit_id = envelope.home_unit_id and r.to_unit_id = envelope.to_unit_id
        and r.to_account_id is not distinct from envelope.to_account_id
        and r.stand_in_id is not distinct from envelope.stand_in_id
        and (r.kind <> 'assignment'
             or referrals.held_by(envelope.person_id, r.from_unit_id) = array_remove(array[r.rests_on], null)))
    and case kind
      -- What is asked for is opened by whoever holds it, so nothing allows it yet.
      when 'request' then consent_id is null
        and exists (select from people.person p where p.id = person_id and p.unit_id = home_unit_id)
      when 'assignment' then consent_id is null
        and exists (select from people.person p where p.id = person_id and p.unit_id = home_unit_id)
      else exists (
          select from casefiles.consent c where c.id = consent_id and c.person_id = envelope.person_id
            and c.unit_id = envelope.from_unit_id and c.home_unit_id = envelope.home_unit_id
            and c.recipient_unit_id = envelope.to_unit_id and envelope.sections <@ c.sections
            and c.until >= (meta.now() at time zone 'Europe/Lisbon')::date
            and not exists (select from casefiles.consent_end e where e.consent_id = c.id)
            and not access.is_held(c.id))
        and (home_unit_id = any ((select access.units())::text[])
             or sections <@ access.sections_of(person_id)
             or 'spine' = any (access.sections_of(person_id)))
        and (kind <> 'transfer' or referrals.carries(person_id, from_unit_id))
      end);

-- ── what an acceptance does ─────────────────────────────────────────────────────────────────────

-- The envelope of one that the asking account may answer, whatever it may read of it yet.
create function referrals.addressed(of_referral uuid) returns referrals.envelope language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select e from referrals.envelope e
  where e.referral_id = of_referral and not access.fenced()
    and of_referral <> all (referrals.barred()) and e.to_unit_id = any (access.units())
    and (e.to_account_id is null or access.me() in (e.to_account_id, e.stand_in_id))
$$;

-- What an acceptance takes the place of: the transfer by which the sender carried the case, or the
-- assignment of a colleague, with the assignments that rest on it. Ids and units, and whether the sender
-- carries the case still. Whoever accepts is alone with the case until her transaction ends.
create function referrals.hold_replaced(of_referral uuid, out still boolean, out replaced json)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare e referrals.envelope := referrals.addressed(of_referral);
begin
  still := true;
  if e.kind is null or e.kind not in ('transfer', 'assignment') then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(e.person_id::text, 320));
  if e.kind = 'transfer' then
    still := coalesce(
      (select t.to_unit_id from referrals.envelope t where t.person_id = e.person_id
         and t.kind = 'transfer' and t.opened and t.until > meta.now()),
      (select p.unit_id from people.person p where p.id = e.person_id)) = e.from_unit_id;
  end if;
  select json_agg(json_build_object('id', r.id, 'fromUnitId', r.from_unit_id, 'toUnitId', r.to_unit_id,
           'kind', r.kind, 'state', r.state) order by r.id) into replaced
    from (select * from referrals.referral r where r.id = any (referrals.replaced_by(e))
          order by r.id for update) r;
end $$;
create function referrals.replaced_by(e referrals.envelope) returns uuid[] language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  with before as (
    select v.referral_id as id from referrals.envelope v
    where v.person_id = e.person_id and v.opened and v.referral_id <> e.referral_id and v.kind = e.kind
      and (e.kind = 'transfer' or e.kind = 'assignment' and v.to_unit_id = e.to_unit_id))
  select coalesce(array_agg(id), '{}') from (
    select id from before
    union
    select r.id from referrals.referral r join before b on r.rests_on = b.id
    where r.state in ('requested', 'accepted')) every
$$;

-- Ids and units of what rests on a hand-over and is not over, for its parties.
create function referrals.hold_resting(of_referral uuid)
returns table (id uuid, from_unit_id text, to_unit_id text, kind text, state text)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.from_unit_id, r.to_unit_id, r.kind, r.state
  from referrals.referral r join referrals.referral o on o.id = of_referral
  where r.rests_on = of_referral and r.state in ('requested', 'accepted') and not access.fenced()
    and access.units() && array[o.from_unit_id, o.home_unit_id, o.to_unit_id]
  order by r.id for update of r
$$;

-- Ends the grants of what is over, and shuts its envelope.
create function referrals.shut(which uuid[]) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update referrals.envelope set opened = false where referral_id = any (which) and opened;
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(meta.now(), lower(g.valid) + interval '1 microsecond'))
    where g.because_id = any (which) and (upper_inf(g.valid) or upper(g.valid) > meta.now());
$$;

-- As before (0240), of each kind. What an acceptance takes the place of is passed on with the same commit.
create or replace function referrals.open_envelope(of_referral uuid) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  e referrals.envelope := referrals.addressed(of_referral);
  gone uuid[];
begin
  if e.referral_id is null or e.opened or e.kind = 'request' or not exists (
       select from referrals.referral r where r.id = of_referral and r.state = 'accepted') then
    return null;
  end if;
  if e.kind in ('transfer', 'assignment') then
    gone := referrals.replaced_by(e);
    update referrals.referral r set state = 'passed-on', due_at = null, changed_at = meta.now(),
        answered_by = access.me()
      where r.id = any (gone);
    perform referrals.shut(gone);
  end if;
  update referrals.envelope v set opened = true where v.referral_id = of_referral and not v.opened;
  if not found then return null; end if;
  if e.kind <> 'assignment' then
    insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
      select e.to_unit_id, who, e.person_id, e.sections, 'referral',
             tstzrange(meta.now(), e.until), of_referral
      from unnest(case when e.to_account_id is null then array[null::uuid]
                       else array_remove(array[e.to_account_id, e.stand_in_id], null) end) who;
  end if;
  return e.person_id;
end $$;

-- A request that was accepted opens what was asked for to whoever asked: by an entry of the ledger that
-- the unit which holds it asked of her itself, and no longer than that counts.
create function referrals.give(of_referral uuid, by_consent uuid) returns uuid language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare e referrals.envelope := referrals.addressed(of_referral);
begin
  if e.referral_id is null or e.opened or e.kind <> 'request' or not exists (
       select from referrals.referral r where r.id = of_referral and r.state = 'accepted') then
    return null;
  end if;
  update referrals.envelope v set opened = true, consent_id = c.id,
      until = least(v.until, (c.until + 1)::timestamp at time zone 'Europe/Lisbon')
    from casefiles.consent c
    where v.referral_id = of_referral and c.id = by_consent and c.person_id = v.person_id
      and c.unit_id = v.to_unit_id and c.recipient_unit_id = v.from_unit_id and v.sections <@ c.sections
      and c.until >= (meta.now() at time zone 'Europe/Lisbon')::date
      and not exists (select from casefiles.consent_end x where x.consent_id = c.id)
      and not access.is_held(c.id)
    returning v.* into e;
  if not found then
    raise exception 'not agreed' using errcode = 'insufficient_privilege';
  end if;
  update referrals.referral r
    set expires_on = least(r.expires_on, (select c.until from casefiles.consent c where c.id = by_consent))
    where r.id = of_referral;
  insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
    values (e.from_unit_id, e.person_id, e.sections, 'referral', tstzrange(meta.now(), e.until), of_referral);
  return e.person_id;
end $$;

-- Ends what a hand-over opened, once it is over, and what rests on it as it ended itself (REF-14).
create or replace function referrals.close_envelope(of_referral uuid) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  r referrals.referral;
  resting uuid[];
begin
  select * into r from referrals.referral o where o.id = of_referral;
  if not found or r.state in ('requested', 'accepted') then return; end if;
  resting := array(select o.id from referrals.referral o
                   where o.rests_on = of_referral and o.state in ('requested', 'accepted'));
  update referrals.referral o set due_at = null, changed_at = r.changed_at, answered_by = r.answered_by,
      state = case o.state when 'accepted' then r.state else 'withdrawn' end,
      reason = case when o.state = 'accepted' or r.state = 'withdrawn' then r.reason
                    else 'no-longer-needed' end
    where o.id = any (resting);
  perform referrals.shut(array_append(resting, of_referral));
end $$;

revoke execute on all functions in schema referrals from public;
grant execute on function referrals.carries(uuid, text), referrals.held_by(uuid, text),
  referrals.hold_replaced(uuid), referrals.hold_resting(uuid), referrals.give(uuid, uuid) to oneroof_app;

-- ── chased and counted ──────────────────────────────────────────────────────────────────────────

drop function referrals.hold_due(uuid);
create function referrals.hold_due(of_referral uuid)
returns table (id uuid, from_unit_id text, to_unit_id text, kind text, state text, due_at timestamptz,
  chased integer)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.from_unit_id, r.to_unit_id, r.kind, r.state, r.due_at, r.chased::integer
  from referrals.referral r
  where r.id = of_referral and access.is_process('worker') for update
$$;
revoke execute on function referrals.hold_due(uuid) from public;
grant execute on function referrals.hold_due(uuid) to oneroof_jobs, oneroof_app;

alter table statistics.referral
  add column kind text not null default 'referral',
  drop constraint referral_state_check,
  add constraint referral_state_check check (state in
    ('requested', 'accepted', 'done', 'declined', 'not-possible', 'withdrawn', 'passed-on'));
select meta.classify('statistics.referral', 'S1 · counting · for ever');

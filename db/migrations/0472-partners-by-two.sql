-- Partners are added, changed and ended on a screen (src/screens/partners/partners-page.tsx). A partner and its
-- address open a way out of the house, so two agree on them (0012); whoever ends one does it alone, at once.

alter table directory.partner add column ended_at timestamptz;
select meta.classify('directory.partner', 'S1 · where packages for a partner go · while the unit exists');
grant select (ended_at) on directory.partner to oneroof_app;

alter table partners.package drop constraint package_ended_check,
  add constraint package_ended_check check (ended in ('replaced', 'locked', 'over', 'moved', 'partner-ended'));

-- What one proposes, until another carries it out: a partner as it would be. `was`: as it is when it is proposed;
-- null: a new one.
create table directory.partner_proposal (
  id          uuid primary key,
  unit_id     text not null check (unit_id ~ '^[a-z0-9-]{2,60}$'),
  name        jsonb not null check (directory.is_text(name)),
  kind        text check (kind in ('state-agency', 'municipality', 'association', 'charity', 'university', 'company')),
  email       text not null check (email ~ '^[^\s@<>,]+@[^\s@<>,]+$' and char_length(email) <= 254),
  phone       text check (phone ~ '^\+?[0-9 ]{5,24}$'),
  language    text not null,
  was         jsonb,
  proposed_by uuid not null references access.account,
  proposed_at timestamptz not null,
  expires_at  timestamptz not null,
  decided_by  uuid references access.account,
  decided_at  timestamptz,
  outcome     text check (outcome in ('carried-out', 'dropped')),
  check ((decided_at is null) = (outcome is null) and (decided_at is null) = (decided_by is null)),
  check ((was is null) = (kind is not null)),
  constraint partner_by_two check (outcome is distinct from 'carried-out' or decided_by <> proposed_by)
);
create index partner_proposal_open on directory.partner_proposal (expires_at) where decided_at is null;
select meta.classify('directory.partner_proposal', 'S1 · who changed where packages go · 2 years');
comment on table directory.partner_proposal is 'GDPR 6(1)(e) · Reaching offices without accounts';
select rights.on_erasure('directory.partner_proposal', 'kept: about colleagues alone'),
  rights.on_retention('directory.partner_proposal', 'staff-work after decided_at, expires_at');
select access.protect('directory.partner_proposal');

-- PAR-9 in SQL: those who look after the network, and administrators; nobody behind the fence.
create function directory.keeps_partners(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m join access.account a on a.id = m.account_id
    where m.account_id = account and m.valid @> now() and a.kind = 'person' and a.disabled_at is null
      and (m.role = 'administrator' or m.role = 'network-manager' and m.centre_id is null))
$$;
create function directory.keeps_partners() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select not access.fenced() and directory.keeps_partners(access.me())
$$;
-- Whoever proposed it keeps the list still. For keepers.
create function directory.proposer_keeps(proposal uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select directory.keeps_partners() and exists (
    select from directory.partner_proposal p where p.id = proposal and directory.keeps_partners(p.proposed_by))
$$;
grant select on directory.partner_proposal to oneroof_app;
create policy keepers on directory.partner_proposal for select to oneroof_app
  using ((select directory.keeps_partners()));

-- How a partner stands, in the words that a proposal keeps.
create function directory.partner_as_is(unit text) returns jsonb language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('name', n.name, 'email', p.email, 'phone', p.phone, 'language', p.language,
                            'ended', p.ended_at is not null)
  from directory.partner p join directory.unit_name n on n.unit_id = p.unit_id
  where p.unit_id = unit and directory.keeps_partners()
$$;
create function directory.propose_partner(proposal uuid, unit text, called jsonb, of_kind text, by_mail text,
  by_phone text, said_in text, at timestamptz, until timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not directory.keeps_partners() then
    raise exception 'not hers to propose' using errcode = 'insufficient_privilege';
  end if;
  insert into directory.partner_proposal (id, unit_id, name, kind, email, phone, language, was, proposed_by,
      proposed_at, expires_at)
    values (proposal, unit, called, of_kind, by_mail, by_phone, said_in, directory.partner_as_is(unit), access.me(),
      at, until);
end $$;

-- Links to a partner end, packages before the partner: in this order whoever comes by a link locks, too.
create function partners.finish_to(unit text, how text, unopened boolean) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare which uuid[];
begin
  perform from partners.package p where p.to_unit_id = unit and p.ended_at is null order by p.id for update;
  which := array(select p.id from partners.package p where p.to_unit_id = unit and p.ended_at is null
                   and (p.opened_at is null or not unopened));
  perform partners.finish(which, how);
end $$;

-- PAR-9: by two. PAR-10: with another address, links that nobody opened lead nowhere any more: their letters lie in
-- the mailbox before.
create function directory.carry_out_partner(proposal uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare p directory.partner_proposal; stands jsonb;
begin
  select * into p from directory.partner_proposal x where x.id = proposal for update;
  if p.id is null or p.decided_at is not null or p.expires_at <= at or p.proposed_by = access.me()
     or not directory.keeps_partners() then
    raise exception 'not a proposal that may be carried out' using errcode = 'insufficient_privilege';
  end if;
  if not directory.keeps_partners(p.proposed_by) then
    raise exception 'whoever proposed it keeps the list no more' using errcode = 'check_violation',
      constraint = 'partner_proposer_left';
  end if;
  perform from partners.package k where k.to_unit_id = p.unit_id and k.ended_at is null order by k.id for update;
  perform from directory.partner d where d.unit_id = p.unit_id for no key update;
  stands := directory.partner_as_is(p.unit_id);
  if stands is distinct from p.was then
    raise exception 'changed since it was proposed' using errcode = 'check_violation',
      constraint = 'partner_changed_since';
  end if;
  if stands is null then
    insert into directory.institution (id, kind) values (p.unit_id, p.kind);
    insert into directory.institution_name (institution_id, name, short_name, valid)
      values (p.unit_id, p.name, left(p.name ->> 'pt', 60), daterange((at at time zone 'Europe/Lisbon')::date, null));
    insert into access.unit (id, institution_id, purpose, enforcement_link)
      values (p.unit_id, p.unit_id, 'partner', 'none');
    insert into directory.unit_name (unit_id, name) values (p.unit_id, p.name);
    insert into directory.partner (unit_id, email, phone, language) values (p.unit_id, p.email, p.phone, p.language);
  else
    update directory.partner d set email = p.email, phone = p.phone, language = p.language, ended_at = null
      where d.unit_id = p.unit_id;
    update directory.unit_name n set name = p.name where n.unit_id = p.unit_id;
    if stands ->> 'email' <> p.email then perform partners.finish_to(p.unit_id, 'moved', true); end if;
  end if;
  update directory.partner_proposal x set decided_by = access.me(), decided_at = at, outcome = 'carried-out'
    where x.id = proposal;
end $$;
create function directory.drop_partner_proposal(proposal uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update directory.partner_proposal x set decided_by = access.me(), decided_at = at, outcome = 'dropped'
    where x.id = proposal and x.decided_at is null and directory.keeps_partners();
  if not found then raise exception 'no proposal to drop' using errcode = 'insufficient_privilege'; end if;
end $$;
-- PAR-11: at once, by one, with every link that is on its way or open.
create function directory.end_partner(unit text, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not directory.keeps_partners() then
    raise exception 'not hers to end' using errcode = 'insufficient_privilege';
  end if;
  perform partners.finish_to(unit, 'partner-ended', false);
  update directory.partner d set ended_at = at where d.unit_id = unit and d.ended_at is null;
  if not found then raise exception 'no partner to end' using errcode = 'insufficient_privilege'; end if;
end $$;

-- As in 0400, and to a partner that has ended no link leads, also one that was sent in that moment.
create or replace function partners.is_live(p partners.package) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.ended_at is null and p.ends_at > meta.now()
    and (p.opened_at is not null or p.made_at > meta.now() - interval '14 days')
    and exists (select from directory.partner d where d.unit_id = p.to_unit_id and d.ended_at is null)
    and exists (select from referrals.referral r
                where r.id = p.referral_id and r.state in ('requested', 'accepted'))
    and exists (select from casefiles.consent c where c.id = p.consent_id
                and c.until >= (meta.now() at time zone 'Europe/Lisbon')::date
                and not exists (select from casefiles.consent_end e where e.consent_id = c.id))
    and not access.is_held(p.consent_id)
$$;

revoke execute on function directory.keeps_partners(uuid), directory.keeps_partners(), directory.proposer_keeps(uuid),
  directory.partner_as_is(text),
  directory.propose_partner(uuid, text, jsonb, text, text, text, text, timestamptz, timestamptz),
  directory.carry_out_partner(uuid, timestamptz), directory.drop_partner_proposal(uuid, timestamptz),
  directory.end_partner(text, timestamptz), partners.finish_to(text, text, boolean) from public;
grant execute on function directory.keeps_partners(), directory.proposer_keeps(uuid), directory.partner_as_is(text),
  directory.propose_partner(uuid, text, jsonb, text, text, text, text, timestamptz, timestamptz),
  directory.carry_out_partner(uuid, timestamptz), directory.drop_partner_proposal(uuid, timestamptz),
  directory.end_partner(text, timestamptz) to oneroof_app;

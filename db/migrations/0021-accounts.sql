-- Who is given which role, by whom: the second lock of src/modules/access/account-rules.ts. A
-- statement of the application may write a membership, an account or an invitation only as somebody
-- who may manage it, never her own; what concerns administrators or a unit's link to enforcement is
-- written by `access.carry_out` alone, for a second administrator who agrees with a proposal.

-- A link that lets an invited account choose its own keys, once. Only the SHA-256 of its token.
create table access.invitation (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id uuid not null references access.account,
  made_by    uuid references access.account,  -- null: at the server
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index invitation_account on access.invitation (account_id);

-- What one administrator proposes and a second one carries out or drops.
create table access.proposal (
  id            uuid primary key default uuidv7(),
  kind          text not null check (kind in ('grant', 'end', 'leave', 'disable', 'enable', 'link')),
  account_id    uuid references access.account,
  membership_id uuid references access.membership,
  unit_id       text references access.unit,
  centre_id     text,
  role          text,
  link          text check (link in ('none', 'indirect', 'direct')),
  until         timestamptz,
  proposed_by   uuid not null references access.account,
  proposed_at   timestamptz not null,
  expires_at    timestamptz not null,
  decided_by    uuid references access.account,
  decided_at    timestamptz,
  outcome       text check (outcome in ('carried-out', 'dropped')),
  check ((decided_at is null) = (outcome is null) and (decided_at is null) = (decided_by is null)),
  check ((kind = 'link') = (link is not null) and (kind = 'link') = (account_id is null)),
  check (kind not in ('grant', 'link') or unit_id is not null),
  check ((kind = 'grant') = (role is not null)),
  check ((kind = 'end') = (membership_id is not null)),
  constraint proposal_by_two check (outcome is distinct from 'carried-out' or decided_by <> proposed_by)
);
create index proposal_open on access.proposal (expires_at) where decided_at is null;

-- A unit's accounts as its lead saw and confirmed them, once a month.
create table access.reconciliation (
  unit_id        text not null references access.unit,
  month          date not null check (extract(day from month) = 1),
  membership_ids uuid[] not null,
  confirmed_by   uuid not null references access.account,
  confirmed_at   timestamptz not null,
  constraint reconciled_once primary key (unit_id, month)
);

select meta.classify('access.invitation', 'S3 · sign-in · 90 days');
select meta.classify('access.proposal', 'S1 · who changed whose role · employment + 2 years');
select meta.classify('access.reconciliation', 'S1 · who confirmed the accounts of a unit · 5 years');
select access.protect('access.invitation');
select access.protect('access.proposal');
select access.protect('access.reconciliation');

-- ── who may manage what ─────────────────────────────────────────────────────────────────────────

-- A person who is an administrator now or, by a dated membership, later.
create function access.administers(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m
    where m.account_id = account and m.role = 'administrator' and upper(m.valid) is distinct from lower(m.valid)
      and (upper_inf(m.valid) or upper(m.valid) > now()))
$$;

create function access.is_administrator() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m join access.account a on a.id = m.account_id
    where m.account_id = access.me() and m.role = 'administrator' and m.valid @> now()
      and a.kind = 'person')
$$;

create function access.is_lead() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m join access.account a on a.id = m.account_id
    where m.account_id = access.me() and m.role = 'unit-lead' and m.valid @> now()
      and a.kind = 'person')
$$;

-- May the asking account give, move and end this role at this unit and centre? The roles in the
-- list are those of a unit itself; the others reach beyond it.
create function access.may_manage(unit text, centre text, wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select wanted not in ('administrator', 'device', 'worker', 'statistics') and (
    access.is_administrator()
    or wanted in ('reception-mediator', 'mediator', 'unit-officer', 'support-technician',
                  'local-technician', 'interpreter', 'hotline-operator', 'security-guard', 'unit-lead')
       and exists (
         select from access.membership m
         where m.account_id = access.me() and m.role = 'unit-lead' and m.valid @> now()
           and m.unit_id = unit and (m.centre_id is null or m.centre_id = centre)))
$$;

-- A link is made for somebody without keys, by whoever manages all that she is.
create function access.may_invite(account uuid) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select account <> access.me()
    and not exists (select from access.password p where p.account_id = account)
    and not access.has_second_factor(account)
    and (access.is_administrator() or (access.is_lead() and not exists (
      select from access.membership m
      where m.account_id = account and not access.may_manage(m.unit_id, m.centre_id, m.role))))
$$;

create policy managers_give on access.membership for insert to oneroof_app
  with check (account_id <> (select access.me()) and access.may_manage(unit_id, centre_id, role)
              and not access.administers(account_id));
-- Ends it, and nothing else: what is over is not opened again.
create policy managers_end on access.membership for update to oneroof_app
  using (account_id <> (select access.me()) and access.may_manage(unit_id, centre_id, role)
         and not access.administers(account_id)
         and (upper_inf(valid) or upper(valid) > now()))
  with check (account_id <> (select access.me()) and access.may_manage(unit_id, centre_id, role)
              and not upper_inf(valid));
grant insert (id, account_id, unit_id, centre_id, role, valid), update (valid)
  on access.membership to oneroof_app;

create policy managers_invite on access.account for insert to oneroof_app
  with check (kind = 'person' and demo_persona is null and disabled_at is null
              and ((select access.is_administrator()) or (select access.is_lead())));
create policy administrators_disable on access.account for update to oneroof_app
  using (kind = 'person' and (select access.is_administrator()) and id <> (select access.me())
         and not access.administers(id))
  with check (kind = 'person');
grant insert (id, kind, name, login, language), update (disabled_at) on access.account to oneroof_app;

create policy managers_make on access.invitation for insert to oneroof_app
  with check (made_by = (select access.me()) and used_at is null and access.may_invite(account_id)
              and expires_at <= now() + interval '8 days');
grant insert (token_hash, account_id, made_by, expires_at) on access.invitation to oneroof_app;

create policy administrators on access.proposal for select to oneroof_app
  using ((select access.is_administrator()));
create policy administrators_propose on access.proposal for insert to oneroof_app
  with check ((select access.is_administrator()) and proposed_by = (select access.me())
              and outcome is null);
create policy administrators_drop on access.proposal for update to oneroof_app
  using ((select access.is_administrator()) and outcome is null)
  with check (outcome = 'dropped' and decided_by = (select access.me()));
grant select, insert, update (decided_by, decided_at, outcome) on access.proposal to oneroof_app;

create policy colleagues on access.reconciliation for select to oneroof_app
  using ((select access.is_staff()));
create policy leads_confirm on access.reconciliation for insert to oneroof_app
  with check (confirmed_by = (select access.me()) and exists (
    select from access.membership m
    where m.account_id = access.me() and m.role = 'unit-lead' and m.centre_id is null
      and m.unit_id = reconciliation.unit_id and m.valid @> now()));
grant select, insert on access.reconciliation to oneroof_app;

-- ── what ends with an account ───────────────────────────────────────────────────────────────────

-- Sessions, tokens, half sessions, invitations, workstations: dead at once. For this file alone.
create function access.end_keys(account uuid) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set revoked_at = now() where account_id = account and revoked_at is null;
  update access.half_session set used_at = now() where account_id = account and used_at is null;
  update access.invitation set expires_at = least(expires_at, now())
    where account_id = account and used_at is null;
  delete from access.station_person where account_id = account;
$$;

-- Nobody signs in without a role: with the last one, whatever ends it, all of that ends too.
create function access.end_keys_with_last_role() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.membership m
                 where m.account_id = new.account_id and m.valid @> now()) then
    perform access.end_keys(new.account_id);
  end if;
  return null;
end $$;
-- At the commit: a move ends one role and gives another.
create constraint trigger end_keys after update on access.membership deferrable initially deferred
  for each row when (old.valid is distinct from new.valid)
  execute function access.end_keys_with_last_role();

create function access.end_keys_when_disabled() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.end_keys(new.id);
  return null;
end $$;
create trigger end_keys after update on access.account
  for each row when (old.disabled_at is null and new.disabled_at is not null)
  execute function access.end_keys_when_disabled();

-- ── by two ──────────────────────────────────────────────────────────────────────────────────────

-- Carries out a proposal for a second administrator. Checks by itself all that the rule checks.
create function access.carry_out(proposal uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked access.proposal;
  me uuid := access.me();
  stop timestamptz := least(at, now());
begin
  select * into asked from access.proposal p where p.id = proposal for update;
  if asked.id is null or asked.decided_at is not null or asked.expires_at <= at
     or not access.is_administrator() or asked.proposed_by = me
     or not access.administers(asked.proposed_by)
     or (asked.kind in ('grant', 'enable') and asked.account_id in (me, asked.proposed_by)) then
    raise exception 'not a proposal that may be carried out' using errcode = 'insufficient_privilege';
  end if;
  update access.proposal set decided_by = me, decided_at = at, outcome = 'carried-out'
    where id = asked.id;
  if asked.kind = 'grant' then
    insert into access.membership (account_id, unit_id, centre_id, role, valid)
      values (asked.account_id, asked.unit_id, asked.centre_id, asked.role,
              tstzrange(stop, asked.until));
  elsif asked.kind = 'end' then
    update access.membership set valid = tstzrange(lower(valid), greatest(stop, lower(valid)))
      where id = asked.membership_id and account_id = asked.account_id
        and (upper_inf(valid) or upper(valid) > stop);
  elsif asked.kind = 'leave' then
    update access.membership set valid = tstzrange(lower(valid), greatest(stop, lower(valid)))
      where account_id = asked.account_id and (upper_inf(valid) or upper(valid) > stop);
  elsif asked.kind = 'disable' then
    update access.account set disabled_at = at where id = asked.account_id;
  elsif asked.kind = 'enable' then
    update access.account set disabled_at = null where id = asked.account_id;
  elsif asked.kind = 'link' then
    update access.unit set enforcement_link = asked.link where id = asked.unit_id;
    if exists (
      select from access.membership m
      join access.membership n on n.account_id = m.account_id and n.valid && m.valid
      join access.unit mu on mu.id = m.unit_id
      join access.unit nu on nu.id = n.unit_id
      where m.unit_id = asked.unit_id
        and (mu.enforcement_link = 'direct') <> (nu.enforcement_link = 'direct')
        and (upper_inf(m.valid * n.valid) or upper(m.valid * n.valid) > stop)) then
      raise exception 'both sides of the firewall' using errcode = 'check_violation',
        constraint = 'membership_one_side';
    end if;
  end if;
  -- An administrator is never the last: the two who agreed are two.
  if not exists (select from access.account a join access.membership m on m.account_id = a.id
                 where m.role = 'administrator' and m.valid @> now() and a.disabled_at is null
                   and a.kind = 'person') then
    raise exception 'no administrator would be left' using errcode = 'check_violation',
      constraint = 'one_administrator';
  end if;
end $$;

-- ── what managers read ──────────────────────────────────────────────────────────────────────────

-- Of the accounts that the asking account may manage something of: how to reach them, when they
-- last signed in, how many sessions live, whether an invitation waits. Never a secret, never content.
create function access.read_accounts(of_account uuid default null)
returns table (account_id uuid, login text, language text, disabled_at timestamptz,
               sessions integer, last_used timestamptz, second_factor boolean, ready boolean,
               invited_until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.login, a.language, a.disabled_at, s.live, s.last, access.has_second_factor(a.id),
         exists (select from access.password p where p.account_id = a.id)
           or access.has_second_factor(a.id),
         (select max(i.expires_at) from access.invitation i
          where i.account_id = a.id and i.used_at is null and i.expires_at > now())
  from access.account a
  cross join lateral (
    select count(*) filter (where s.revoked_at is null and s.expires_at > now())::integer as live,
           -- Each act of hers moves the end of idleness, so that it tells when the last one was.
           max(greatest(s.opened_at, least(s.expires_at - s.idle, now()))) as last
    from access.session s where s.account_id = a.id) s
  where a.kind = 'person' and (of_account is null or a.id = of_account)
    and ((select access.is_administrator())
         or exists (select from access.membership m where m.account_id = a.id
                      and access.may_manage(m.unit_id, m.centre_id, m.role)))
$$;

revoke execute on all functions in schema access from public;
grant execute on function access.administers(uuid), access.is_administrator(), access.is_lead(),
  access.may_invite(uuid),
  access.may_manage(text, text, text),
  access.carry_out(uuid, timestamptz), access.read_accounts(uuid), access.is_fresh() to oneroof_app;

-- What gives is done by two (ACC-50): an administrator alone gives nobody a role, neither by an
-- invitation nor by a move nor by opening a closed account again; she proposes it, and a second one
-- carries it out. What takes away (ending a role, a leaver, closing an account) is done by one, at
-- once. The lead of a unit gives the unit's own roles alone, as before.

alter table access.proposal
  add column begins timestamptz,  -- null: when it is carried out
  drop constraint proposal_kind_check,
  drop constraint proposal_check2,
  drop constraint proposal_check3,
  drop constraint proposal_check4,
  add constraint proposal_kind_check
    check (kind in ('grant', 'move', 'end', 'leave', 'disable', 'enable', 'link')),
  add constraint proposal_unit_check check (kind not in ('grant', 'move', 'link') or unit_id is not null),
  add constraint proposal_role_check check ((kind in ('grant', 'move')) = (role is not null)),
  add constraint proposal_membership_check check ((kind in ('end', 'move')) = (membership_id is not null));
create index proposal_account on access.proposal (account_id) where decided_at is null;
select meta.classify('access.proposal', 'S1 · who changed whose role · employment + 2 years');

-- May the asking account give this role here alone? A lead may. An administrator never does, not
-- even where she leads a unit too.
create function access.may_give(unit text, centre text, wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not access.is_administrator() and access.may_manage(unit, centre, wanted)
$$;
revoke execute on function access.may_give(text, text, text) from public;
grant execute on function access.may_give(text, text, text) to oneroof_app;

drop policy managers_give on access.membership;
create policy managers_give on access.membership for insert to oneroof_app
  with check (account_id <> (select access.me()) and access.may_give(unit_id, centre_id, role)
              and not access.administers(account_id));
-- Closes, and nothing else.
drop policy administrators_disable on access.account;
create policy administrators_disable on access.account for update to oneroof_app
  using (kind = 'person' and (select access.is_administrator()) and id <> (select access.me())
         and not access.administers(id))
  with check (kind = 'person' and disabled_at is not null);

-- Carries out a proposal for a second administrator. Checks by itself all that the rule checks.
create or replace function access.carry_out(proposal uuid, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked access.proposal;
  me uuid := access.me();
  stop timestamptz := least(at, now());
  starts timestamptz;
begin
  select * into asked from access.proposal p where p.id = proposal for update;
  if asked.id is null or asked.decided_at is not null or asked.expires_at <= at
     or not access.is_administrator() or asked.proposed_by = me
     or not access.administers(asked.proposed_by)
     or asked.role in ('device', 'worker', 'statistics')
     or (asked.kind in ('grant', 'move', 'enable') and asked.account_id in (me, asked.proposed_by)) then
    raise exception 'not a proposal that may be carried out' using errcode = 'insufficient_privilege';
  end if;
  update access.proposal set decided_by = me, decided_at = at, outcome = 'carried-out'
    where id = asked.id;
  starts := greatest(stop, asked.begins);
  if asked.kind in ('grant', 'move') then
    if asked.until <= starts then
      raise exception 'its days are over' using errcode = 'check_violation',
        constraint = 'proposal_in_time';
    end if;
    -- Whoever has left or was closed since is not brought back by what was asked before that; and a
    -- role that is over is not moved.
    if exists (select from access.account a where a.id = asked.account_id and a.disabled_at is not null)
       or not exists (select from access.membership m where m.account_id = asked.account_id
                      and (upper_inf(m.valid) or upper(m.valid) > stop))
          and exists (select from access.membership m where m.account_id = asked.account_id
                      and lower(m.valid) <= asked.proposed_at and upper(m.valid) >= asked.proposed_at)
       or asked.kind = 'move'
          and not exists (select from access.membership m where m.id = asked.membership_id
                          and m.account_id = asked.account_id
                          and (upper_inf(m.valid) or upper(m.valid) > stop)) then
      raise exception 'left since it was proposed' using errcode = 'check_violation',
        constraint = 'proposal_still_there';
    end if;
  end if;
  if asked.kind in ('end', 'move') then
    update access.membership
      set valid = tstzrange(lower(valid), greatest(case asked.kind when 'end' then stop else starts end,
                                                   lower(valid)))
      where id = asked.membership_id and account_id = asked.account_id
        and (upper_inf(valid) or upper(valid) > stop);
  end if;
  if asked.kind in ('grant', 'move') then
    insert into access.membership (account_id, unit_id, centre_id, role, valid)
      values (asked.account_id, asked.unit_id, asked.centre_id, asked.role,
              tstzrange(starts, asked.until));
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

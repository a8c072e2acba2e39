-- Kiosks, boards and ticket printers. A device shows (or prints) a code; whoever coordinates the house
-- types it within ten minutes; the device then has an account with the one role `device` at the one
-- centre, which reaches no content, and a session of its own. A printer has an address and no session.

create table access.device (
  id          uuid primary key,
  account_id  uuid not null unique references access.account,
  kind        text not null check (kind in ('kiosk', 'board', 'ticket-printer')),
  centre_id   text not null,
  offer_id    uuid not null,
  host        inet,
  port        integer check (port between 1 and 65535),
  enrolled_by uuid not null references access.account,
  enrolled_at timestamptz not null,
  revoked_by  uuid references access.account,
  revoked_at  timestamptz,
  check ((kind = 'ticket-printer') = (host is not null) and (host is null) = (port is null)),
  check ((revoked_at is null) = (revoked_by is null)),
  constraint device_offer_once unique (offer_id)
);
create index device_centre on access.device (centre_id) where revoked_at is null;

-- A code that waits to be typed. `token_hash`: of the browser that shows it; a printer, which can't
-- ask, has the address to which we sent the code, and the house for which that was done.
create table access.device_offer (
  id         uuid primary key default uuidv7(),
  code_hash  bytea not null unique check (octet_length(code_hash) = 32),
  token_hash bytea unique check (octet_length(token_hash) = 32),
  centre_id  text,
  host       inet,
  port       integer,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '10 minutes',
  claimed_at timestamptz,
  check ((token_hash is null) = (host is not null))
);

select meta.classify('access.device', 'S1 · screen or printer of a house · in use + 2 years');
select meta.classify('access.device_offer', 'S3 · sign-in of a device · 1 day');
select access.protect('access.device');
select access.protect('access.device_offer');

-- Staff see what stands in the houses; a device sees itself.
grant select on access.device to oneroof_app;
create policy colleagues on access.device for select to oneroof_app
  using ((select access.is_staff()) or account_id = (select access.me()));

-- Whoever looks after this house.
create function access.coordinates(centre text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m join access.account a on a.id = m.account_id
    where m.account_id = access.me() and m.role in ('centre-coordinator', 'network-manager')
      and m.valid @> now() and (m.centre_id is null or m.centre_id = centre) and a.kind = 'person')
$$;

-- A browser asks to become a device: the code counts for ten minutes. Asking again changes nothing.
-- False when too many ask at once.
create function access.offer_device(token bytea, code bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.device_offer where expires_at < now() - interval '1 day';
  if exists (select from access.device_offer where token_hash = token) then return true; end if;
  if (select count(*) from access.device_offer where expires_at > now()) >= 2000 then return false; end if;
  insert into access.device_offer (token_hash, code_hash) values (token, code) on conflict do nothing;
  return found;
end $$;

-- A code that was sent to a printer in a house of the asking account.
create function access.offer_printer(code bytea, centre text, address inet, at_port integer)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.coordinates(centre) then
    raise exception 'not of this house' using errcode = 'insufficient_privilege';
  end if;
  insert into access.device_offer (code_hash, centre_id, host, port)
    values (code, centre, address, at_port);
end $$;

-- What a code stands for, locked; for those who coordinate a house.
create function access.find_device_offer(code bytea, centre text)
returns table (id uuid, host text, port integer, offered_centre text, expired boolean, taken boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, host(o.host), o.port, o.centre_id, o.expires_at <= now(),
         exists (select from access.device d where d.offer_id = o.id)
  from access.device_offer o
  where o.code_hash = code and access.coordinates(centre)
  for update of o
$$;

create function access.enrol_device(offer uuid, device uuid, account uuid, device_kind text,
  device_name text, unit text, centre text, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare asked access.device_offer;
begin
  select * into asked from access.device_offer o
    where o.id = offer and o.expires_at > now() and o.claimed_at is null for update;
  if asked.id is null or not access.coordinates(centre)
     or (asked.host is not null) <> (device_kind = 'ticket-printer')
     or coalesce(asked.centre_id, centre) <> centre then
    raise exception 'not a code that may be used' using errcode = 'insufficient_privilege';
  end if;
  insert into access.account (id, kind, name) values (account, 'device', device_name);
  insert into access.membership (account_id, unit_id, centre_id, role)
    values (account, unit, centre, 'device');
  insert into access.device (id, account_id, kind, centre_id, offer_id, host, port, enrolled_by,
                             enrolled_at)
    values (device, account, device_kind, centre, offer, asked.host, asked.port, access.me(), at);
end $$;

-- The browser that showed the code takes up its session, once, until two years are over.
create function access.claim_device(token text, hash bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare account uuid;
begin
  update access.device_offer o set claimed_at = now()
    from access.device d join access.account a on a.id = d.account_id
    where o.token_hash = sha256(convert_to(token, 'UTF8')) and o.claimed_at is null
      and d.offer_id = o.id and d.revoked_at is null and a.disabled_at is null
    returning d.account_id into account;
  if account is null then return false; end if;
  insert into access.session (account_id, token_hash, kind, method, label, expires_at, ends_at)
    values (account, hash, 'browser', 'issued', 'device', now() + interval '2 years',
            now() + interval '2 years');
  return true;
end $$;

-- How a browser that asked is doing: 'waiting', 'enrolled', or null when its code counts no more.
create function access.read_device_offer(token text) returns text language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select case when d.id is not null then 'enrolled' else 'waiting' end
  from access.device_offer o left join access.device d on d.offer_id = o.id
  where o.token_hash = sha256(convert_to(token, 'UTF8')) and o.claimed_at is null
    and (o.expires_at > now() or d.id is not null) and d.revoked_at is null
$$;

-- Its session ends with it, and it never comes back: a device that does is enrolled anew.
create function access.revoke_device(device uuid, at timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare gone access.device;
begin
  update access.device d set revoked_at = at, revoked_by = access.me()
    where d.id = device and d.revoked_at is null and access.coordinates(d.centre_id)
    returning * into gone;
  if gone.id is null then
    raise exception 'not a device that may be revoked' using errcode = 'insufficient_privilege';
  end if;
  update access.membership m set valid = tstzrange(lower(m.valid), greatest(now(), lower(m.valid)))
    where m.account_id = gone.account_id and upper_inf(m.valid);
  update access.account a set disabled_at = now() where a.id = gone.account_id;
  update access.session s set revoked_at = now()
    where s.account_id = gone.account_id and s.revoked_at is null;
end $$;

revoke execute on function access.coordinates(text), access.offer_device(bytea, bytea),
  access.offer_printer(bytea, text, inet, integer), access.find_device_offer(bytea, text),
  access.enrol_device(uuid, uuid, uuid, text, text, text, text, timestamptz),
  access.claim_device(text, bytea), access.read_device_offer(text),
  access.revoke_device(uuid, timestamptz) from public;
grant execute on function access.coordinates(text), access.offer_device(bytea, bytea),
  access.offer_printer(bytea, text, inet, integer), access.find_device_offer(bytea, text),
  access.enrol_device(uuid, uuid, uuid, text, text, text, text, timestamptz),
  access.claim_device(text, bytea), access.read_device_offer(text),
  access.revoke_device(uuid, timestamptz) to oneroof_app;

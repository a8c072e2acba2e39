-- What is given by two is taken into use by two (ACC-60): an administrator's link of an invitation
-- opens with a code besides, which another administrator handed over. Whoever has one of the two has
-- nothing. The link of a unit's lead, who gives the unit's own roles alone, and one made at the server
-- open by themselves, as before; links that are under way keep to what was said when they were made.

alter table access.invitation add column by_two boolean not null default false;

-- Codes by account; the newest counts. Only their SHA-256: with 59 random bits beside the link's 256.
create table access.invitation_code (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references access.account,
  code_hash  bytea not null check (octet_length(code_hash) = 32),
  made_by    uuid not null references access.account,
  made_at    timestamptz not null default now()
);
create index invitation_code_account on access.invitation_code (account_id, id);
select meta.classify('access.invitation', 'S3 · sign-in · 90 days');
select meta.classify('access.invitation_code', 'S3 · sign-in · 90 days');
select access.protect('access.invitation_code');

create policy administrators_make on access.invitation_code for insert to oneroof_app
  with check (made_by = (select access.me()) and (select access.is_administrator())
              and access.may_invite(account_id));
grant insert (account_id, code_hash, made_by) on access.invitation_code to oneroof_app;

-- Whose link it is decides, not what a statement says.
create function access.say_who_opens() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.by_two := new.made_by is not null and access.administers(new.made_by);
  return new;
end $$;
create trigger opens_by_two before insert on access.invitation
  for each row execute function access.say_who_opens();

-- What administrators give by two is not opened by a link that a lead made alone before.
create function access.ask_for_the_code() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.invitation set by_two = true
    where account_id = new.account_id and made_by is not null and used_at is null and not by_two;
  return null;
end $$;
create trigger opened_by_two after update of outcome on access.proposal
  for each row when (new.outcome = 'carried-out' and new.kind = 'grant')
  execute function access.ask_for_the_code();

-- Who made the newest link and the newest code of an account: whoever made one makes not the other.
create function access.invitation_makers(account uuid)
returns table (link_by uuid, link_by_two boolean, code_by uuid) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select l.made_by, coalesce(l.by_two, false), c.made_by
  from (select 1) one
  left join lateral (select i.made_by, i.by_two from access.invitation i
                     where i.account_id = account order by i.made_at desc, i.expires_at desc limit 1) l on true
  left join lateral (select k.made_by from access.invitation_code k
                     where k.account_id = account order by k.id desc limit 1) c on true
  where access.may_invite(account)
$$;

drop function access.begin_by_invitation(text, bytea);
drop function access.invitation_open(text);

-- `link` is the token of the address, `code` what was typed beside it ('' where none is asked for).
-- Null when the link was used, has ended or was never made, or when the code is not its own.
create function access.begin_by_invitation(link text, code text, half_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  invited uuid;
begin
  update access.invitation i set used_at = now()
    where i.token_hash = sha256(convert_to(link, 'UTF8')) and i.used_at is null
      and i.expires_at > now() and access.may_sign_in(i.account_id)
      and (not i.by_two or (
        select c.code_hash = sha256(convert_to(code, 'UTF8')) and c.made_by is distinct from i.made_by
        from access.invitation_code c where c.account_id = i.account_id order by c.id desc limit 1))
    returning i.account_id into invited;
  if invited is null then return null; end if;
  perform access.open_half(invited, half_hash, 'invitation', 'password');
  return invited;
end $$;

-- How a link opens: looking at it uses nothing up. Null when it opens nothing.
create function access.invitation_way(link text) returns text language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select case when i.by_two then 'with-code' else 'alone' end from access.invitation i
  where i.token_hash = sha256(convert_to(link, 'UTF8')) and i.used_at is null
    and i.expires_at > now() and access.may_sign_in(i.account_id)
$$;

revoke execute on function access.say_who_opens(), access.ask_for_the_code(),
  access.invitation_makers(uuid), access.begin_by_invitation(text, text, bytea),
  access.invitation_way(text) from public;
grant execute on function access.invitation_makers(uuid),
  access.begin_by_invitation(text, text, bytea), access.invitation_way(text) to oneroof_app;

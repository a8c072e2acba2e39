-- Links that lead to a second factor: an invitation opens a half session, which owes a password and
-- an enrolment. The link alone opens nothing else, and counts once.

-- `link` is the token of the address. Null when it was used, has ended or was never made.
create function access.begin_by_invitation(link text, half_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  invited uuid;
begin
  update access.invitation i set used_at = now()
    where i.token_hash = sha256(convert_to(link, 'UTF8')) and i.used_at is null
      and i.expires_at > now() and access.may_sign_in(i.account_id)
    returning i.account_id into invited;
  if invited is null then return null; end if;
  perform access.open_half(invited, half_hash, 'invitation', 'password');
  return invited;
end $$;

-- Whether a link would still count: looking at it uses nothing up.
create function access.invitation_open(link text) returns boolean language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.invitation i
    where i.token_hash = sha256(convert_to(link, 'UTF8')) and i.used_at is null
      and i.expires_at > now() and access.may_sign_in(i.account_id));
end $$;

-- The password that a half session owes. A second factor comes next: the one that the account has,
-- or its enrolment.
create function access.set_half_password(token text, new_recipe text, new_verifier bytea)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare half access.half_session := access.find_half(token);
begin
  if half.id is null or half.needs <> 'password' then return false; end if;
  insert into access.password (account_id, recipe, verifier)
    values (half.account_id, new_recipe, new_verifier)
    on conflict (account_id) do update
    set recipe = new_recipe, verifier = new_verifier, changed_at = now();
  update access.session set revoked_at = now()
    where account_id = half.account_id and revoked_at is null;
  update access.half_session
    set needs = case when access.has_second_factor(half.account_id) then 'second-factor' else 'enrolment' end
    where id = half.id;
  perform access.note_key(half.account_id, 'password-set');
  return true;
end $$;

revoke execute on function access.begin_by_invitation(text, bytea), access.invitation_open(text),
  access.set_half_password(text, text, bytea) from public;
grant execute on function access.begin_by_invitation(text, bytea), access.invitation_open(text),
  access.set_half_password(text, text, bytea) to oneroof_app;

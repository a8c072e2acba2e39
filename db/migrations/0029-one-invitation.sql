-- A new link of an invitation takes the place of the old one, whoever makes it.
create function access.end_older_invitations() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.invitation set expires_at = least(expires_at, now())
    where account_id = new.account_id and token_hash <> new.token_hash and used_at is null;
  return null;
end $$;
create trigger one_at_a_time after insert on access.invitation
  for each row execute function access.end_older_invitations();
revoke execute on function access.end_older_invitations() from public;

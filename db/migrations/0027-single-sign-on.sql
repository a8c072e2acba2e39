-- Single sign-on (OpenID Connect) in place of the password: somebody at an issuer is an account that
-- was linked beforehand, by its owner, while signed in in full. The second factor stays ours.

create table access.sign_on_identity (
  issuer     text not null check (char_length(issuer) between 8 and 300),
  subject    text not null check (char_length(subject) between 1 and 255),
  account_id uuid not null references access.account,
  linked_at  timestamptz not null default now(),
  primary key (issuer, subject),
  unique (account_id, issuer)
);
select meta.classify('access.sign_on_identity', 'S3 · sign-in · until unlinked');
select access.protect('access.sign_on_identity');

-- The web has checked the issuer's token. What is owed next; null when nobody is linked.
create function access.begin_by_sign_on(key text, from_issuer text, who text, half_hash bytea)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  linked uuid;
  owed text;
begin
  if not access.is_witness(key) then return null; end if;
  select i.account_id into linked from access.sign_on_identity i
    where i.issuer = from_issuer and i.subject = who and access.may_sign_in(i.account_id);
  if linked is null then return null; end if;
  owed := case when access.has_second_factor(linked) then 'second-factor' else 'enrolment' end;
  perform access.open_half(linked, half_hash, 'single-sign-on', owed);
  return owed;
end $$;

-- False when the last proof is too old, or somebody else is linked to that identity.
create function access.link_my_sign_on(key text, from_issuer text, who text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.me() is null or not access.is_fresh() or not access.is_witness(key) then
    return false;
  end if;
  insert into access.sign_on_identity (issuer, subject, account_id)
    values (from_issuer, who, access.me()) on conflict do nothing;
  if found then perform access.note_key(access.me(), 'sign-on-linked'); end if;
  return found;
end $$;

create function access.unlink_my_sign_on() returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.sign_on_identity where account_id = access.me();
  if found then perform access.note_key(access.me(), 'sign-on-unlinked'); end if;
end $$;

create function access.have_sign_on() returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.sign_on_identity where account_id = access.me())
$$;

revoke execute on function access.begin_by_sign_on(text, text, text, bytea),
  access.link_my_sign_on(text, text, text), access.unlink_my_sign_on(), access.have_sign_on()
  from public;
grant execute on function access.begin_by_sign_on(text, text, text, bytea),
  access.link_my_sign_on(text, text, text), access.unlink_my_sign_on(), access.have_sign_on()
  to oneroof_app;

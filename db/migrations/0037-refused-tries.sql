-- Security events that belong to nobody's case file: tries to get in that were refused, counted by the
-- minute. Whom and from where stands as a keyed hash of the web process (its key is not in the
-- database), so that the log names nobody, and yet answers "was there an attack on this name?".

create table log.refusal (
  minute  timestamptz not null,
  kind    text not null check (kind ~ '^[a-z-]{3,40}$'),
  subject bytea not null check (octet_length(subject) = 16),
  network bytea not null check (octet_length(network) = 16),
  tries   integer not null check (tries > 0),
  primary key (minute, kind, subject, network)
);
select meta.classify('log.refusal', 'S1 · refused tries to get in, by keyed hashes · 90 days');
select access.protect('log.refusal');

-- Adds what the web process counted since the last time, and forgets what is too old.
create function log.note_refusals(counted jsonb) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  delete from log.refusal where minute < meta.now() - interval '90 days';
  insert into log.refusal as r (minute, kind, subject, network, tries)
    select date_trunc('minute', c.at), c.kind, decode(c.subject, 'hex'), decode(c.network, 'hex'),
           sum(c.tries)::integer
    from jsonb_to_recordset(counted) as c (at timestamptz, kind text, subject text, network text,
                                           tries integer)
    group by 1, 2, 3, 4
    on conflict (minute, kind, subject, network) do update set tries = r.tries + excluded.tries
$$;

-- Its owner is there: the time of idleness begins anew, up to the end that stands from the start.
-- Answers whose session it is, by which the web process counts requests (ACC-52).
drop function access.touch(text);
create function access.touch(token text) returns uuid language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set expires_at = least(ends_at, now() + idle)
  where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null
    and expires_at > now() and idle is not null;
  select account_id from access.session
  where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null and expires_at > now()
$$;

-- The same without a sign that she is there: for what a page fetches by itself.
create function access.account_behind(token text) returns uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select account_id from access.session
  where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null and expires_at > now()
$$;

-- Whether a command of the asking account had this body, for a keyed hash made with the key before
-- the present one: an act that is repeated over a change of keys is still the same act.
create function log.had_body(command uuid, mac bytea) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from log.command c
                 where c.account_id = access.me() and c.id = command and c.body_mac = mac)
$$;

revoke execute on function log.note_refusals(jsonb), access.touch(text), access.account_behind(text),
  log.had_body(uuid, bytea) from public;
grant execute on function log.note_refusals(jsonb), access.touch(text), access.account_behind(text),
  log.had_body(uuid, bytea) to oneroof_app;

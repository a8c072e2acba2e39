-- Partners without accounts: a shelter, an association, a municipality's office. What is referred to one
-- leaves the house as a signed package behind a link that opens once, with a code that is told another way.
-- Delivered and opened are facts of their own: only the partner's own word makes a referral accepted.
--
-- The link is a door, no session. Whoever has the code, too, gets a session of half an hour, of the account
-- that stands for the partner: a device, so it reaches no content anywhere; the functions here tell it of the
-- one package, and write in the read log whatever of it they hand out.

create table directory.partner (
  unit_id    text primary key references access.unit,
  email      text not null check (email ~ '^[^\s@<>,]+@[^\s@<>,]+$' and char_length(email) <= 254),
  phone      text check (phone ~ '^\+?[0-9 ]{5,24}$'),
  language   text not null,
  account_id uuid unique references access.account  -- made when its first package is opened
);
select meta.classify('directory.partner', 'S1 · where packages for a partner go · while the unit exists');
comment on table directory.partner is 'GDPR 6(1)(e) · Reaching offices without accounts';
select rights.on_erasure('directory.partner', 'kept: about colleagues alone');
select access.protect('directory.partner');
grant select (unit_id, email, phone, language) on directory.partner to oneroof_app;
create policy staff on directory.partner for select to oneroof_app
  using ((select access.is_staff()) and not (select access.fenced()));

create schema partners;
grant usage on schema partners to oneroof_app, oneroof_jobs, oneroof_stats;

-- One link. `ended`: another took its place, too many wrong codes, or its referral is over. What was signed
-- can be proved for as long as this row is there, also when its content is gone.
create table partners.package (
  id           uuid primary key,
  referral_id  uuid not null references referrals.referral,
  person_id    uuid not null references people.person,
  consent_id   uuid not null references casefiles.consent,
  from_unit_id text not null references access.unit,
  home_unit_id text not null references access.unit,
  to_unit_id   text not null references directory.partner,
  made_by      uuid not null references access.account,
  language     text not null,
  sections     text[] not null check (cardinality(sections) >= 1),
  digest       bytea not null check (octet_length(digest) = 32),
  signed_with  text not null check (signed_with ~ '^[A-Za-z0-9._:/-]{1,200}$'),  -- which key: a name, no secret
  signature    bytea not null check (octet_length(signature) = 64),
  link_hash    bytea unique check (octet_length(link_hash) = 32),
  code_hash    bytea check (octet_length(code_hash) = 32),
  wrong_codes  smallint not null default 0 check (wrong_codes between 0 and 5),
  made_at      timestamptz not null,
  ends_at      timestamptz not null,
  mail         text check (mail in ('delivered', 'failed')),
  mail_at      timestamptz,
  opened_at    timestamptz,
  opened_by    uuid,  -- the session that may look again for half an hour
  received_at  timestamptz,
  ended_at     timestamptz,
  ended        text check (ended in ('replaced', 'locked', 'over')),
  check ((link_hash is null) = (code_hash is null)),
  check ((mail is null) = (mail_at is null)),
  check ((opened_at is null) = (opened_by is null)),
  check (received_at is null or opened_at is not null),
  check ((ended_at is null) = (ended is null))
);
-- PAR-6: another link ends the one before.
create unique index package_live on partners.package (referral_id) where ended_at is null;
create index package_person on partners.package (person_id);
create index package_mail on partners.package (made_at) where mail is null;
create index package_waiting on partners.package (id) where ended_at is null;

-- What was signed, sealed with a key of its own; gone as soon as nobody may open it any more.
create table partners.content (
  package_id   uuid primary key references partners.package,
  person_id    uuid not null references people.person,
  wrapped_with text not null check (wrapped_with ~ '^[A-Za-z0-9._:/-]{1,200}$'),
  wrapped      bytea not null,
  sealed       bytea not null
);
create index content_person on partners.content (person_id);
alter table partners.content alter column sealed set storage external;

-- Who came in by link and code: a session for half an hour.
create table partners.visit (
  session_id uuid primary key references access.session on delete cascade,
  package_id uuid not null references partners.package,
  person_id  uuid not null references people.person,
  begun_at   timestamptz not null,
  ends_at    timestamptz not null,
  check (ends_at = begun_at + interval '30 minutes')
);
create index visit_package on partners.visit (package_id);
create index visit_person on partners.visit (person_id);

select meta.classify('partners.package', 'S2 · what became of a package for a partner · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years",
    "to_unit_id": "S4 · with whom she has to do · last visit + 5 years",
    "from_unit_id": "S1 · who sent it · last visit + 5 years",
    "made_by": "S1 · who sent it · last visit + 5 years",
    "digest": "S4 · proves what was sent · last visit + 5 years",
    "signature": "S4 · proves what was sent · last visit + 5 years",
    "link_hash": "S3 · proves a link · last visit + 5 years",
    "code_hash": "S3 · proves a code · last visit + 5 years",
    "opened_by": "S3 · sign-in by a link · last visit + 5 years"}');
select meta.classify('partners.content', 'S4 · what a partner is to read, sealed · until it was read');
select meta.classify('partners.visit', 'S3 · sign-in by a link · last visit + 5 years',
  '{"person_id": "S4 · that the person is known · last visit + 5 years"}');
comment on table partners.package is 'GDPR 6(1)(e) · Referring to offices without accounts';
comment on table partners.content is 'GDPR 6(1)(e) · Referring to offices without accounts';
comment on table partners.visit is 'GDPR 6(1)(e) · Referring to offices without accounts';
select rights.on_erasure(t, 'erased with person_id'), access.protect(t), access.fence(t, 'closed'),
       access.bar(t), access.keep_unwritten(t)
  from unnest(array['partners.package', 'partners.content', 'partners.visit']::regclass[]) t;

-- Read by whoever sent it and where she is at home. Of content and visits there is nothing to read.
grant select on partners.package to oneroof_app;
create policy reach on partners.package for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[])
         or home_unit_id = any ((select access.units())::text[]));

-- Nothing but a referral goes to a partner: it carries no case, and nobody of it is named.
create function directory.is_partner(unit text) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from directory.partner p where p.unit_id = unit)
$$;
create policy partner_by_package on referrals.referral as restrictive for insert to oneroof_app
  with check (kind = 'referral' and to_account_id is null or not directory.is_partner(to_unit_id));

-- ── the life of a link ──────────────────────────────────────────────────────────────────────────

-- PAR-5: while its referral is open and what allows it counts; and fourteen days, until it was opened.
create function partners.is_live(p partners.package) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.ended_at is null and p.ends_at > meta.now()
    and (p.opened_at is not null or p.made_at > meta.now() - interval '14 days')
    and exists (select from referrals.referral r
                where r.id = p.referral_id and r.state in ('requested', 'accepted'))
    and exists (select from casefiles.consent c where c.id = p.consent_id
                and c.until >= (meta.now() at time zone 'Europe/Lisbon')::date
                and not exists (select from casefiles.consent_end e where e.consent_id = c.id))
    and not access.is_held(p.consent_id)
$$;

-- Ends links, and destroys what they led to.
create function partners.finish(which uuid[], how text) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update partners.package p set ended_at = meta.now(), ended = how where p.id = any (which) and p.ended_at is null;
  delete from partners.content c where c.package_id = any (which);
$$;

-- Keeps a package that was signed and sealed, for whoever sent its referral; the one before it ends.
create function partners.keep(row_id uuid, of_referral uuid, said_in text, fingerprint bytea, key text,
  proof bytea, key_outside text, key_wrapped bytea, bytes bytea) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare e referrals.envelope; kept partners.package;
begin
  select v.* into e from referrals.envelope v join referrals.referral r on r.id = v.referral_id
    where v.referral_id = of_referral and v.kind = 'referral' and r.state in ('requested', 'accepted')
      and v.from_unit_id = any (access.units()) and directory.is_partner(v.to_unit_id)
      and not access.fenced() and access.is_staff();
  if not found then raise exception 'no package to send' using errcode = 'insufficient_privilege'; end if;
  perform partners.finish(array(select p.id from partners.package p
                                where p.referral_id = of_referral and p.ended_at is null), 'replaced');
  insert into partners.package (id, referral_id, person_id, consent_id, from_unit_id, home_unit_id, to_unit_id,
      made_by, language, sections, digest, signed_with, signature, made_at, ends_at)
    values (row_id, of_referral, e.person_id, e.consent_id, e.from_unit_id, e.home_unit_id, e.to_unit_id,
      access.me(), said_in, e.sections, fingerprint, key, proof, meta.now(), e.until)
    returning * into kept;
  if not partners.is_live(kept) then
    raise exception 'nothing allows it' using errcode = 'insufficient_privilege';
  end if;
  insert into partners.content (package_id, person_id, wrapped_with, wrapped, sealed)
    values (row_id, e.person_id, key_outside, key_wrapped, bytes);
end $$;

-- From now on link and code lead somewhere. Drawn again, nothing changes. For the one account that made it (a
-- colleague sends another), and the worker, which puts the link into a letter.
create function partners.draw(which uuid, link bytea, code bytea) returns boolean language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare p partners.package;
begin
  select * into p from partners.package x where x.id = which
    and (access.is_process('worker')
         or x.made_by = access.me() and x.from_unit_id = any (access.units()) and not access.fenced()
            and access.is_staff())
    for no key update;
  if not found or not partners.is_live(p) then return false; end if;
  if p.link_hash is null then
    update partners.package x set link_hash = link, code_hash = code where x.id = which;
  end if;
  return true;
end $$;

-- ── who comes by a link ─────────────────────────────────────────────────────────────────────────

-- What the door says: from whom, for whom. Nothing of her; nothing at all of a link that is dead.
create function partners.door(link bytea) returns table (from_unit_id text, to_unit_id text, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.from_unit_id, p.to_unit_id, p.language from partners.package p
  where p.link_hash = link and partners.is_live(p)
$$;

-- Link and code become a session. PAR-4: five wrong codes end the link. Null: it leads nowhere.
create function partners.come_in(link bytea, codes bytea[], token bytea) returns text language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare p partners.package; who uuid; opened uuid;
begin
  select * into p from partners.package x where x.link_hash = link for update;
  if not found or not partners.is_live(p) then return null; end if;
  if not p.code_hash = any (codes) then
    update partners.package x set wrong_codes = x.wrong_codes + 1 where x.id = p.id;
    if p.wrong_codes >= 4 then perform partners.finish(array[p.id], 'locked'); end if;
    return 'wrong';
  end if;
  select d.account_id into who from directory.partner d where d.unit_id = p.to_unit_id for update;
  if who is null then
    insert into access.account (kind, name) values ('device', 'Packages · ' || p.to_unit_id)
      returning id into who;
    insert into access.membership (account_id, unit_id, role) values (who, p.to_unit_id, 'device');
    update directory.partner d set account_id = who where d.unit_id = p.to_unit_id;
  end if;
  insert into access.session (account_id, token_hash, kind, method, label, expires_at, ends_at)
    values (who, token, 'token', 'issued', 'package', now() + interval '30 minutes', now() + interval '30 minutes')
    returning id into opened;
  insert into partners.visit (session_id, package_id, person_id, begun_at, ends_at)
    values (opened, p.id, p.person_id, meta.now(), meta.now() + interval '30 minutes');
  return 'in';
end $$;

-- The package of the session that asks, while its link lives; null for everybody else.
create function partners.own() returns uuid language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from partners.visit v join partners.package p on p.id = v.package_id
  where v.session_id = access.session_id() and v.ends_at > meta.now() and partners.is_live(p)
$$;
-- PAR-2: it opens once, and for half an hour again to the session that opened it, or took over unread.
create function partners.shows(p partners.package) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(p.opened_by = access.session_id() and p.opened_at > meta.now() - interval '30 minutes', false)
    and exists (select from partners.content c where c.package_id = p.id)
$$;
-- How it stands, for its page: nothing of her.
create function partners.stand() returns table (
  id uuid, referral_id uuid, from_unit_id text, to_unit_id text, language text, state text, expires_on date,
  opened_at timestamptz, received_at timestamptz, shows boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, r.id, p.from_unit_id, p.to_unit_id, p.language, r.state, r.expires_on, p.opened_at,
         p.received_at, partners.shows(p)
  from partners.package p join referrals.referral r on r.id = p.referral_id where p.id = partners.own()
$$;
-- The same, held: the referral before the package, as whoever takes it back does.
create function partners.hold_own() returns table (
  id uuid, referral_id uuid, person_id uuid, from_unit_id text, home_unit_id text, to_unit_id text, state text,
  expires_on date, due_at timestamptz, chased integer, opened_at timestamptz, received_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid := partners.own();
begin
  perform from referrals.referral r where r.id = (select p.referral_id from partners.package p where p.id = held)
    for update;
  perform from partners.package p where p.id = held for update;
  return query
    select p.id, r.id, p.person_id, p.from_unit_id, p.home_unit_id, p.to_unit_id, r.state, r.expires_on,
           r.due_at, r.chased::integer, p.opened_at, p.received_at
    from partners.package p join referrals.referral r on r.id = p.referral_id where p.id = partners.own();
end $$;
create function partners.open() returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update partners.package p set opened_at = meta.now(), opened_by = access.session_id()
    where p.id = partners.own() and p.opened_at is null;
  if not found then raise exception 'no package to open' using errcode = 'insufficient_privilege'; end if;
end $$;
-- Two presses, or an answer that never came: what the session that opened it has not read goes to the next one
-- that proved link and code, within the same half hour. Locked before the log is asked: whoever reads locks it.
create function partners.take_over() returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from partners.package p where p.id = partners.own() for no key update;
  update partners.package p set opened_by = access.session_id()
    where p.id = partners.own() and p.opened_at > meta.now() - interval '30 minutes'
      and not exists (select from log.read r where r.session_id = p.opened_by and r.person_id = p.person_id);
end $$;
-- How the key of what was not opened yet is wrapped: it is tried before the one opening is used up.
create function partners.key_of_own() returns table (id uuid, person_id uuid, wrapped_with text, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.person_id, c.wrapped_with, c.wrapped
  from partners.package p join partners.content c on c.package_id = p.id
  where p.id = partners.own() and p.opened_at is null
$$;
create function partners.receive() returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update partners.package p set received_at = meta.now()
    where p.id = partners.own() and p.opened_at is not null and p.received_at is null;
  if not found then raise exception 'no package to receive' using errcode = 'insufficient_privilege'; end if;
end $$;
-- PAR-3: the partner's own word about its referral. What is over ends the link and its content.
create function partners.answer(becomes text, why text, due timestamptz) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare of_referral uuid := (select p.referral_id from partners.package p
                             where p.id = partners.own() and p.opened_at is not null);
begin
  update referrals.referral r
    set state = becomes, reason = why, due_at = due, chased = 0, changed_at = meta.now(), answered_by = access.me()
    where r.id = of_referral and case r.state when 'requested' then becomes in ('accepted', 'declined')
                                              when 'accepted' then becomes in ('done', 'not-possible') end;
  if not found then raise exception 'no package to answer' using errcode = 'insufficient_privilege'; end if;
  perform referrals.close_envelope(of_referral);
end $$;

-- Hands the sealed content to the session that may see it, and writes that it is read: in one act, so that
-- without the log there is nothing.
create function partners.read(where_shown text) returns table (
  id uuid, person_id uuid, to_unit_id text, wrapped_with text, wrapped bytea, sealed bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare p partners.package;
begin
  perform from partners.package x where x.id = partners.own() for no key update;
  select * into p from partners.package x where x.id = partners.own() and partners.shows(x);
  if not found then return; end if;
  -- A device stands for no unit; who read is the partner.
  insert into log.read (session_id, person_id, purpose, screen, "window", account_id, unit_ids, read_at, sections,
                        basis)
    select access.session_id(), p.person_id, 'package', where_shown,
      date_bin('10 minutes', meta.now(), '2000-01-01'), access.me(), array[p.to_unit_id], meta.now(),
      array(select distinct case s when 'identity' then 'name' when 'documents' then 'papers' else s end
            from unnest(p.sections) s order by 1),
      (select c.basis from casefiles.consent c where c.id = p.consent_id)
    on conflict do nothing;
  return query select p.id, p.person_id, p.to_unit_id, c.wrapped_with, c.wrapped, c.sealed
    from partners.content c where c.package_id = p.id;
end $$;

-- ── with its referral ───────────────────────────────────────────────────────────────────────────

-- As before (0320), and the links of what is over are dead, their content gone.
create or replace function referrals.shut(which uuid[]) returns void language sql
security definer set search_path = pg_catalog, pg_temp as $$
  update referrals.envelope set opened = false where referral_id = any (which) and opened;
  update access."grant" g
    set valid = tstzrange(lower(g.valid), greatest(meta.now(), lower(g.valid) + interval '1 microsecond'))
    where g.because_id = any (which) and (upper_inf(g.valid) or upper(g.valid) > meta.now());
  select partners.finish(array(select p.id from partners.package p
                               where p.referral_id = any (which) and p.ended_at is null), 'over');
$$;

-- The worker destroys what nobody may open any more, and sees none of it.
create function partners.forget() returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not access.is_process('worker') then return 0; end if;
  delete from partners.content c using partners.package p
    where p.id = c.package_id
      and (not partners.is_live(p) or p.opened_at <= meta.now() - interval '30 minutes');
  get diagnostics gone = row_count;
  return gone;
end $$;

-- ── by mail ─────────────────────────────────────────────────────────────────────────────────────

alter table messages.message drop constraint message_kind_check, drop constraint message_whose;
alter table messages.message
  add constraint message_kind_check check (kind in ('appointment-booked', 'appointment-moved',
    'appointment-cancelled', 'appointment-reminder', 'call-back-promised', 'ticket-link', 'package')),
  -- The paper of a kiosk names nobody; the letter to a partner is not hers.
  add constraint message_whose check (case kind when 'package' then person_id is null
    when 'ticket-link' then true else person_id is not null end);
create index message_package on messages.message (about_id) where kind = 'package';

-- Of a letter to a partner: where it goes, in which language, and whether its link still leads anywhere.
create function messages.package_of(of_event uuid) returns table (
  package_id uuid, email text, language text, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  return query select p.id, d.email, p.language, partners.is_live(p)
    from messages.message m join partners.package p on p.id = m.about_id
    join directory.partner d on d.unit_id = p.to_unit_id
    where m.event_id = of_event and m.kind = 'package';
end $$;

-- Whether its link was drawn already, and as which.
create function partners.link_of(which uuid) returns table (link_hash bytea) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then return; end if;
  return query select p.link_hash from partners.package p where p.id = which;
end $$;

-- Packages of whose letter something is known now: a mail server took it, or it can't go out.
create function partners.mail_news() returns table (id uuid, came_out text) language plpgsql stable
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then return; end if;
  return query
    select x.package_id, x.news from (
      select p.id as package_id, p.made_at,
        case when bool_or(a.outcome = 'sent') then 'delivered'
             -- Waiting for the hours of a house uses up no try.
             when bool_or(a.outcome = 'skipped'
                          or a.outcome = 'failed' and a.number = l.number and l.tries >= 5) then 'failed'
        end as news
      from partners.package p
      join messages.message m on m.about_id = p.id and m.kind = 'package'
      join messages.attempt a on a.event_id = m.event_id and a.kind = m.kind
      cross join lateral messages.last_of(m.event_id, m.kind) l
      where p.mail is null and p.made_at > meta.now() - interval '40 days'
      group by p.id) x
    where x.news is not null order by x.made_at limit 100;
end $$;
create function partners.hold_mail(which uuid) returns table (
  id uuid, from_unit_id text, to_unit_id text, mail text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then return; end if;
  return query select p.id, p.from_unit_id, p.to_unit_id, p.mail from partners.package p
    where p.id = which for no key update;
end $$;
create function partners.note_mail(which uuid, came_out text) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update partners.package p set mail = came_out, mail_at = meta.now()
    where p.id = which and p.mail is null and access.is_process('worker');
  if not found then raise exception 'no letter to note' using errcode = 'insufficient_privilege'; end if;
end $$;

-- ── counted apart ───────────────────────────────────────────────────────────────────────────────

create table statistics.package (
  event_id     uuid primary key,
  day          date not null,
  from_unit_id text not null,
  to_unit_id   text not null,
  step         text not null check (step in ('sent', 'delivered', 'failed', 'opened', 'received'))
);
create index package_day on statistics.package (from_unit_id, day);
select meta.classify('statistics.package', 'S1 · counting · for ever');
comment on table statistics.package is 'GDPR 6(1)(e) · Counting what became of packages';
select rights.on_erasure('statistics.package', 'kept: names nobody whom it was for');
select access.protect('statistics.package');
grant insert, select on statistics.package to oneroof_app;
grant insert, select on statistics.package to oneroof_jobs;
grant select on statistics.package to oneroof_stats;
-- As which partner somebody came by a link, also when that has just ended; null: she did not.
create function partners.visitor() returns text language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select p.to_unit_id from partners.visit v join partners.package p on p.id = v.package_id
  where v.session_id = access.session_id() and v.ends_at > meta.now()
$$;
create policy appends on statistics.package for insert to oneroof_app
  with check ((select access.is_staff()) or to_unit_id = (select partners.visitor())
    or (select access.is_process('worker')));
create policy worker_appends on statistics.package for insert to oneroof_jobs
  with check ((select access.is_process('worker')));
create policy own_units on statistics.package for select to oneroof_app
  using (from_unit_id = any ((select access.units())::text[]));
create policy counts on statistics.package for select to oneroof_stats
  using ((select access.is_process('statistics')));
-- A partner's answer is counted as any other.
create policy partner_appends on statistics.referral for insert to oneroof_app
  with check (to_unit_id = (select partners.visitor()));

revoke execute on all functions in schema partners from public;
revoke execute on function directory.is_partner(text), messages.package_of(uuid) from public;
grant execute on function directory.is_partner(text), partners.keep(uuid, uuid, text, bytea, text, bytea, text,
  bytea, bytea), partners.draw(uuid, bytea, bytea), partners.door(bytea), partners.come_in(bytea, bytea[], bytea),
  partners.own(), partners.stand(), partners.hold_own(), partners.open(), partners.take_over(), partners.key_of_own(), partners.receive(),
  partners.answer(text, text, timestamptz), partners.read(text), partners.visitor(),
  partners.hold_mail(uuid), partners.note_mail(uuid, text) to oneroof_app;
grant execute on function messages.package_of(uuid), partners.draw(uuid, bytea, bytea), partners.forget(),
  partners.link_of(uuid), partners.mail_news(), partners.hold_mail(uuid), partners.note_mail(uuid, text) to oneroof_jobs;

-- Messages to people: an outbox, written by a projection in the transaction of the act that promises
-- something, and what became of each, written by the worker. Rows are only ever appended. No text and no
-- address is kept: both are made at the moment of sending, from what is true then.

create schema messages;
grant usage on schema messages to oneroof_app, oneroof_jobs, oneroof_stats;

create table messages.message (
  event_id  uuid not null,
  kind      text not null check (kind in ('appointment-booked', 'appointment-moved',
              'appointment-cancelled', 'appointment-reminder', 'call-back-promised')),
  person_id uuid not null,
  unit_id   text not null,
  centre_id text,
  office_id text,
  about_id  uuid not null,  -- the booking or follow-up
  starts_at timestamptz,    -- the time that was promised when it was written
  due_on    date,
  due_at    timestamptz not null,
  primary key (event_id, kind)
);
create index message_due on messages.message (due_at);

-- What became of it: taken by a worker, then sent, failed (and tried again) or skipped for a reason.
create table messages.attempt (
  event_id uuid not null,
  kind     text not null,
  number   smallint not null check (number between 1 and 9),
  outcome  text not null check (outcome in ('taken', 'sent', 'failed', 'skipped')),
  reason   text check (reason ~ '^[a-z-]{2,40}$'),
  channel  text not null default 'email' check (channel in ('email')),
  at       timestamptz not null,
  primary key (event_id, kind, number, outcome),
  foreign key (event_id, kind) references messages.message
);

select meta.classify('messages.message', 'S1 · that a message is due · 1 year',
  '{"person_id": "S4 · that the person is known · 1 year"}');
select meta.classify('messages.attempt', 'S1 · what became of a message · 1 year');
select access.protect('messages.message');
select access.protect('messages.attempt');

-- Nobody but the worker reads it; whoever acts appends, an office behind the fence for its own bookings.
create policy enforcement on messages.message as restrictive
  to oneroof_app, oneroof_jobs, oneroof_stats
  using (not (select access.fenced()))
  with check (not (select access.fenced()) or unit_id = any ((select access.units())::text[]));
grant insert on messages.message to oneroof_app;
create policy appends on messages.message for insert to oneroof_app
  with check ((select access.units()) <> '{}');

-- Takes messages that are due, with all that decides whether and where they go. Each is handed out
-- once: a worker that dies with one loses it for ten minutes, and it is tried again.
create function messages.take_due(most integer) returns table (
  event_id uuid, kind text, number smallint, language text, email text, contact_rule text,
  centre_name text, zone text, office_name jsonb, starts_at timestamptz, ends_at timestamptz,
  due_on date, still_so boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare m record; n smallint;
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  for m in
    select x.*, l.number as last, l.outcome, l.at
    from messages.message x
    left join lateral (
      select a.number, a.outcome, a.at from messages.attempt a
      where a.event_id = x.event_id and a.kind = x.kind
      order by a.number desc, a.outcome = 'taken' limit 1) l on true
    left join directory.centre z on z.id = x.centre_id
    where x.due_at <= meta.now()
      -- MSG-3: at night nothing is even taken.
      and (meta.now() at time zone coalesce(z.zone, 'UTC'))::time between '08:00' and '20:59:59'
      and (l.number is null
           or (l.outcome = 'taken' and l.at < meta.now() - interval '10 minutes' and l.number < 5)
           or (l.outcome = 'failed' and l.number < 5
               and l.at < meta.now() - interval '1 minute' * power(5, l.number - 1)))
    order by x.due_at limit most
    for update of x skip locked
  loop
    n := coalesce(m.last, 0) + 1;
    insert into messages.attempt (event_id, kind, number, outcome, at)
      values (m.event_id, m.kind, n, 'taken', meta.now());
    event_id := m.event_id; kind := m.kind; number := n;
    starts_at := m.starts_at; ends_at := null; due_on := m.due_on;
    select p.language into language from people.person p where p.id = m.person_id;
    email := null; contact_rule := null;
    if to_regclass('people.contact') is not null then
      execute 'select c.email, c.rule from people.contact c where c.person_id = $1'
        into email, contact_rule using m.person_id;
    end if;
    select cn.name, c.zone into centre_name, zone from directory.centre c
      join directory.centre_name cn on cn.centre_id = c.id and cn.valid @> meta.now()::date
      where c.id = m.centre_id;
    select o.short_name into office_name from directory.office o where o.id = m.office_id;
    still_so := true;
    if m.kind like 'appointment-%' then
      select a.ends_at, case when m.kind = 'appointment-cancelled' then a.state = 'cancelled'
          else a.state = 'booked' and a.starts_at = m.starts_at and a.starts_at > meta.now() end
        into ends_at, still_so from appointments.appointment a where a.id = m.about_id;
    else
      select t.state = 'open' into still_so from followups.task t where t.id = m.about_id;
    end if;
    still_so := coalesce(still_so, false);
    return next;
  end loop;
end $$;

create function messages.note_attempt(of_event uuid, of_kind text, of_number smallint,
  came_out text, why text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_process('worker') then
    raise exception 'only the worker' using errcode = 'insufficient_privilege';
  end if;
  insert into messages.attempt (event_id, kind, number, outcome, reason, at)
    values (of_event, of_kind, of_number, came_out, why, meta.now())
    on conflict do nothing;
end $$;

-- How many messages of each kind stand where: for coordinators and managers of a house, without anybody.
create function messages.counts(of_centre text) returns table (kind text, state text, how_many integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from access.membership s join access.account a on a.id = s.account_id
    where s.account_id = access.me() and s.valid @> now() and a.kind = 'person'
      and (s.role in ('network-manager', 'administrator')
           or (s.role = 'centre-coordinator' and (s.centre_id is null or s.centre_id = of_centre))))
    or access.fenced()
  then return; end if;
  return query
    select m.kind, coalesce((select case a.outcome when 'taken' then 'waiting' else a.outcome end
        from messages.attempt a where a.event_id = m.event_id and a.kind = m.kind
        order by a.number desc, a.outcome = 'taken' limit 1), 'waiting'), count(*)::integer
    from messages.message m where m.centre_id = of_centre group by 1, 2 order by 1, 2;
end $$;

-- The outbox of a demonstration, whose people are invented: which message, for when, in which
-- language. Empty in a network of real people, whoever asks.
create function messages.demonstration(of_centre text) returns table (
  event_id uuid, kind text, due_at timestamptz, starts_at timestamptz, due_on date, language text,
  office_name jsonb, state text, reason text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from meta.setting s where s.name = 'network' and s.value = '"demonstration"')
    or not exists (select from access.membership s
      where s.account_id = access.me() and s.valid @> now()
        and (s.role in ('network-manager', 'administrator')
             or (s.role = 'centre-coordinator' and (s.centre_id is null or s.centre_id = of_centre))))
    or access.fenced()
  then return; end if;
  return query
    select m.event_id, m.kind, m.due_at, m.starts_at, m.due_on, p.language, o.short_name,
      case l.outcome when 'taken' then 'waiting' else coalesce(l.outcome, 'waiting') end, l.reason
    from messages.message m join people.person p on p.id = m.person_id
    left join directory.office o on o.id = m.office_id
    left join lateral (
      select a.outcome, a.reason from messages.attempt a
      where a.event_id = m.event_id and a.kind = m.kind
      order by a.number desc, a.outcome = 'taken' limit 1) l on true
    where m.centre_id = of_centre order by m.due_at desc limit 50;
end $$;

revoke execute on all functions in schema messages from public;
grant execute on function messages.take_due(integer),
  messages.note_attempt(uuid, text, smallint, text, text) to oneroof_jobs;
grant execute on function messages.counts(text), messages.demonstration(text) to oneroof_app;

-- A kiosk gives tickets by itself: a language and needs, no name. It stays a device that reaches no
-- content; what it may write is one reception at its own house, and what it may read back is the
-- paper of a ticket that it gave a moment ago.

-- Which kiosk gave the ticket.
alter table visits.visit add column kiosk_account uuid references access.account;
comment on column visits.visit.kiosk_account is 'S1 · a trip to a centre · 5 years';

-- The house of the kiosk that asks; null for everybody else.
create function visits.kiosk_centre() returns text language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select d.centre_id from access.device d
  where d.account_id = access.me() and d.kind = 'kiosk' and d.revoked_at is null
$$;

-- What each office of that house has in hand today, in counts.
create function visits.kiosk_load(of_day date) returns table (
  office_id text, service_id text, waiting integer, serving integer, issued integer, desks integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, s.service_id,
         count(s.id) filter (where s.state in ('ahead', 'waiting', 'parked'))::integer,
         count(s.id) filter (where s.state in ('called', 'serving'))::integer,
         count(s.id)::integer,
         (select count(*)::integer from visits.desk_session d
          where d.office_id = o.id and d.closed_at is null)
  from directory.office o left join visits.stop s on s.office_id = o.id and s.day = of_day
  where o.centre_id = visits.kiosk_centre()
  group by o.id, s.service_id
$$;

-- Writes what the rule of a reception decided. Nobody who is known, no name, no priority: whoever
-- needs one talks to a person.
create function visits.receive_at_kiosk(decided jsonb, file_number text, at timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v jsonb := decided -> 'visit';
  centre text := visits.kiosk_centre();
  host text;
begin
  select o.unit_id into host from directory.office o
    where o.centre_id = centre and o.kind in ('welcome', 'local') and o.closed_on is null
    order by o.kind = 'welcome' desc, o.position limit 1;
  if centre is null or v ->> 'centreId' <> centre or v ->> 'hostUnitId' is distinct from host then
    raise exception 'not a kiosk of this house' using errcode = 'insufficient_privilege';
  end if;
  insert into people.person (id, unit_id, name, language, registered_at)
    values ((v ->> 'personId')::uuid, host, null, v ->> 'language', at);
  insert into casefiles.case_file (person_id, unit_id, opened_at, number)
    values ((v ->> 'personId')::uuid, host, at, file_number);
  insert into visits.visit (id, person_id, centre_id, host_unit_id, day, number, code, language,
                            priority, state, arrived_at, kiosk_account)
    values ((v ->> 'id')::uuid, (v ->> 'personId')::uuid, centre, host, (v ->> 'day')::date,
            (v ->> 'number')::integer, v ->> 'code', v ->> 'language', 0, 'open', at, access.me());
  insert into casefiles.need (id, person_id, unit_id, visit_id, subject_id, state, found_at, changed_at)
    select (n ->> 'id')::uuid, (v ->> 'personId')::uuid, host, (v ->> 'id')::uuid, n ->> 'subjectId',
           'open', at, at
    from jsonb_array_elements(decided -> 'needs') n;
  insert into visits.stop (id, visit_id, person_id, centre_id, office_id, unit_id, host_unit_id,
                           need_id, subject_id, service_id, number, language, priority, rank,
                           after_needs, state, day, queued_at)
    select (s ->> 'id')::uuid, (v ->> 'id')::uuid, (v ->> 'personId')::uuid, centre, o.id, o.unit_id,
           host, (s ->> 'needId')::uuid, s ->> 'subjectId', s ->> 'serviceId',
           (v ->> 'number')::integer, v ->> 'language', 0, (s ->> 'rank')::smallint,
           (select coalesce(array_agg(a::uuid), '{}') from jsonb_array_elements_text(s -> 'afterNeeds') a),
           s ->> 'state', (v ->> 'day')::date,
           case when s ->> 'state' = 'waiting' then at end
    from jsonb_array_elements(decided -> 'stops') s
    join directory.office o on o.id = s ->> 'officeId' and o.centre_id = centre
    where s ->> 'state' in ('waiting', 'ahead');
  insert into visits.period (visit_id, person_id, centre_id, host_unit_id, kind, during)
    values ((v ->> 'id')::uuid, (v ->> 'personId')::uuid, centre, host, 'waiting',
            tstzrange(at, null));
end $$;
-- It is counted as any other arrival.
create policy kiosk_appends on statistics.arrival for insert to oneroof_app
  with check (centre_id = (select visits.kiosk_centre()));

-- The paper of a ticket that this kiosk gave, for five minutes.
create function visits.kiosk_ticket(of_visit uuid) returns table (
  id uuid, number integer, code text, language text, day date, arrived_at timestamptz, stops jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.number, v.code, v.language, v.day, v.arrived_at,
         (select jsonb_agg(jsonb_build_object('officeId', s.office_id, 'serviceId', s.service_id,
                                              'state', s.state) order by s.rank, s.id)
          from visits.stop s where s.visit_id = v.id)
  from visits.visit v
  where v.id = of_visit and v.kiosk_account = access.me() and v.state = 'open'
    and v.arrived_at > meta.now() - interval '5 minutes' and visits.kiosk_centre() is not null
$$;

-- Where it prints.
create function visits.kiosk_printer() returns table (host text, port integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select host(d.host), d.port from access.device d
  where d.kind = 'ticket-printer' and d.revoked_at is null and d.centre_id = visits.kiosk_centre()
  order by d.enrolled_at desc, d.id desc limit 1
$$;

-- As in 0075, and for the kiosk that gave the ticket.
create or replace function visits.keep_ticket_link(of_visit uuid, hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v record;
  phones uuid;
  opened uuid;
  ends timestamptz;
begin
  if access.fenced() or exists (select from visits.ticket_link l where l.token_hash = hash) then
    return;
  end if;
  select vi.id, vi.person_id, vi.host_unit_id, vi.centre_id, vi.day, c.zone into v
    from visits.visit vi join directory.centre c on c.id = vi.centre_id
    where vi.id = of_visit and vi.state = 'open'
      and (vi.host_unit_id = any (access.units())
           or vi.kiosk_account = access.me() and vi.centre_id = visits.kiosk_centre())
    for no key update of vi;
  if not found then return; end if;
  ends := (v.day + 1)::timestamp at time zone v.zone;
  if ends <= meta.now() then return; end if;
  select p.account_id into phones from visits.phone p where p.centre_id = v.centre_id;
  if not found then
    perform pg_advisory_xact_lock(hashtextextended('phones ' || v.centre_id, 75));
    select p.account_id into phones from visits.phone p where p.centre_id = v.centre_id;
    if not found then
      insert into access.account (kind, name) values ('device', 'Phones · ' || v.centre_id)
        returning id into phones;
      insert into access.membership (account_id, unit_id, centre_id, role)
        values (phones, v.host_unit_id, v.centre_id, 'device');
      insert into visits.phone (centre_id, account_id) values (v.centre_id, phones);
    end if;
  end if;
  insert into access.session (account_id, token_hash, kind, method, label, expires_at, ends_at)
    values (phones, hash, 'token', 'issued', 'ticket', now() + (ends - meta.now()),
            now() + (ends - meta.now()))
    on conflict (token_hash) do nothing returning id into opened;
  if opened is null then return; end if;
  insert into visits.ticket_link (session_id, token_hash, visit_id, person_id, host_unit_id, made_at,
                                  expires_at)
    values (opened, hash, v.id, v.person_id, v.host_unit_id, meta.now(), ends);
end $$;

revoke execute on function visits.kiosk_centre(), visits.kiosk_load(date),
  visits.receive_at_kiosk(jsonb, text, timestamptz), visits.kiosk_ticket(uuid), visits.kiosk_printer()
  from public;
grant execute on function visits.kiosk_centre(), visits.kiosk_load(date),
  visits.receive_at_kiosk(jsonb, text, timestamptz), visits.kiosk_ticket(uuid), visits.kiosk_printer()
  to oneroof_app;

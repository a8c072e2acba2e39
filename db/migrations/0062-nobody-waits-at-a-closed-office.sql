-- An office is closed when nobody waits for it any more, and from then on nobody is sent there; the
-- same for a desk and whoever sits at it. Who closes takes the row for itself; who is sent, or sits
-- down, shares it: so one of the two sees the other.

-- VIS-91: nobody is sent to an office that is closed.
create function visits.refuse_closed_office() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from directory.office o where o.id = new.office_id for key share;
  if exists (select from directory.office o where o.id = new.office_id and o.closed_on is not null) then
    raise exception 'the office is closed' using errcode = 'check_violation',
      constraint = 'stop_office_open';
  end if;
  return new;
end $$;
create trigger office_open before insert on visits.stop
  for each row execute function visits.refuse_closed_office();

-- VIS-93: nobody opens a desk that was taken away.
create function visits.refuse_closed_desk() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from directory.office o where o.id = new.office_id for key share;
  perform from directory.desk d where d.id = new.desk_id for key share;
  if exists (select from directory.desk d join directory.office o on o.id = d.office_id
             where d.id = new.desk_id and (d.closed_on is not null or o.closed_on is not null)) then
    raise exception 'the desk is closed' using errcode = 'check_violation',
      constraint = 'session_desk_open';
  end if;
  return new;
end $$;
create trigger desk_still_there before insert on visits.desk_session
  for each row execute function visits.refuse_closed_desk();

-- VIS-90, VIS-92: whatever way a closing comes by (a command, its day, an undo), nobody is left behind.
create function visits.refuse_closing_on_people() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'office' then
    if exists (select from visits.stop s join visits.visit v on v.id = s.visit_id
               where s.office_id = new.id and v.state = 'open'
                 and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked'))
       or exists (select from visits.desk_session d
                  where d.office_id = new.id and d.closed_at is null) then
      raise exception 'somebody is there' using errcode = 'check_violation',
        constraint = 'office_nobody_there';
    end if;
  elsif exists (select from visits.desk_session d
                where d.desk_id = new.id and d.closed_at is null) then
    raise exception 'somebody sits there' using errcode = 'check_violation',
      constraint = 'desk_nobody_there';
  end if;
  return new;
end $$;
create trigger nobody_there before update of closed_on on directory.office
  for each row when (new.closed_on is not null and old.closed_on is null)
  execute function visits.refuse_closing_on_people();
create trigger nobody_there before update of closed_on on directory.desk
  for each row when (new.closed_on is not null and old.closed_on is null)
  execute function visits.refuse_closing_on_people();

-- Who and what holds an office open: people of today on their way to it or in it, and its open desks.
-- Takes the office for whoever may change the house, until the end of the transaction; nothing for
-- others.
create function visits.hold_office(of_office text) returns table (people integer, open_desks text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not directory.may_change((select o.centre_id from directory.office o where o.id = of_office)) then
    return;
  end if;
  perform from directory.office o where o.id = of_office for update;
  perform from directory.desk d where d.office_id = of_office order by d.id for update;
  return query select
    (select count(*)::integer from visits.stop s join visits.visit v on v.id = s.visit_id
     where s.office_id = of_office and v.state = 'open'
       and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked')),
    (select coalesce(array_agg(d.desk_id order by d.desk_id), '{}') from visits.desk_session d
     where d.office_id = of_office and d.closed_at is null);
end $$;

-- The same for each office of a house, to be told beforehand whom a change touches; takes nothing.
create function visits.touched(of_centre text) returns table (
  office_id text, people integer, open_desks integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id,
    (select count(*)::integer from visits.stop s join visits.visit v on v.id = s.visit_id
     where s.office_id = o.id and v.state = 'open'
       and s.state in ('ahead', 'waiting', 'called', 'serving', 'parked')),
    (select count(*)::integer from visits.desk_session d
     where d.office_id = o.id and d.closed_at is null)
  from directory.office o
  where o.centre_id = of_centre and directory.may_change(of_centre)
$$;

revoke execute on function visits.refuse_closed_office(), visits.refuse_closed_desk(),
  visits.refuse_closing_on_people(),
  visits.hold_office(text), visits.touched(text) from public;
grant execute on function visits.hold_office(text), visits.touched(text) to oneroof_app;

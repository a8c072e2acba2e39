-- What several columns of an act say together is checked as before, but no longer by CHECKs of a table:
-- their text is read again at every statement (0032), and two on an act and two on its count cost the
-- server a tenth of all that an act costs.

-- An act: by a trigger, which a connection reads once. Names and codes of the refusals stay.
alter table attendances.attendance
  drop constraint outcome_explained,
  drop constraint attendance_of_visit;

create function attendances.refuse_unclear() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Solved; or what is missing, why not, or the next step (which has a date); or forwarded. And an act
  -- belongs to a visit, its stop and its person; or it is an answer at the door, solved and about
  -- something. As in a CHECK, what is unknown is no reason to refuse.
  if (new.outcome = 'solved'
      or new.detail is not null and (new.next_on is not null or new.outcome <> 'in-progress')
      or new.forwarded_to is not null and new.outcome = 'in-progress') is false
    or ((new.visit_id is null) = (new.stop_id is null)
      and (new.visit_id is null or new.person_id is not null)
      and (new.visit_id is not null or (new.outcome = 'solved' and new.subject_id is not null))) is false
  then
    raise exception 'an act that does not explain itself' using errcode = 'check_violation',
      schema = tg_table_schema, table = tg_table_name, constraint = case
        when (new.visit_id is null) = (new.stop_id is null)
          and (new.visit_id is null or new.person_id is not null)
          and (new.visit_id is not null or (new.outcome = 'solved' and new.subject_id is not null))
        then 'outcome_explained' else 'attendance_of_visit' end;
  end if;
  return new;
end $$;
create trigger refuse_unclear before insert or update on attendances.attendance
  for each row execute function attendances.refuse_unclear();
revoke execute on function attendances.refuse_unclear() from public;

-- Its count: the sign by a domain, and that what is taken back names the act that it corrects by a
-- restrictive policy. The table forces row security, so that the policy binds its owner too.
create domain statistics.sign as smallint constraint sign_known check (value in (1, -1));
alter table statistics.act
  drop constraint act_sign_check,
  drop constraint act_check,
  alter column sign drop default,
  alter column sign type statistics.sign,
  alter column sign set default 1;
create policy taken_back_for_an_act on statistics.act as restrictive for insert
  with check (sign = 1 or corrects is not null);
create policy taken_back_for_an_act_still on statistics.act as restrictive for update
  using (true) with check (sign = 1 or corrects is not null);

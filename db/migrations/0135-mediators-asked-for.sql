-- Whoever looks after a house sees which desks ask for a mediator and in which language, so that one can be
-- sent: the desk and the time, and nothing about who sits there.
create function interpretation.asked_in(p_centre text)
returns table (desk_id text, office_id text, language text, asked_at timestamptz, coming boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (p_centre = any (rosters.planned()) or '*' = any (rosters.planned())) then return; end if;
  return query
    select r.desk_id::text, r.office_id::text, r.language::text, r.asked_at, r.mediator_id is not null
    from interpretation.request r
    where r.centre_id = p_centre and r.ended_at is null
    order by r.asked_at, r.id;
end $$;
revoke execute on function interpretation.asked_in(text) from public;
grant execute on function interpretation.asked_in(text) to oneroof_app;

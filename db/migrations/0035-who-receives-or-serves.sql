-- The second lock by role (ACC-10): of the units that an account belongs to, only those in which it
-- receives or serves open rows about people. A guard, researcher, interpreter, lead or manager of a
-- unit gets none from the database itself, whatever the application asks; what they count and look
-- after comes from functions that prove their role and answer numbers (0011-counts.sql). Behind the
-- fence only a desk does. Colleagues and rosters are read by `access.is_staff`, as before.

-- Whether a role receives or serves at a unit with this link to enforcement; the roles are WELCOME and
-- DESK of src/modules/access/decide.ts. Inlined where it is called.
create function access.reaches_people(role text, link text) returns boolean language sql immutable
parallel safe as $$
  select role in ('unit-officer', 'support-technician', 'mediator', 'local-technician',
                  'reception-mediator')
      or (role = 'centre-coordinator' and link <> 'direct')
$$;
revoke execute on function access.reaches_people(text, text) from public;

create or replace function access.look_up(token text, out actor jsonb, out standing text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  select jsonb_build_object(
           'accountId', a.id, 'sessionId', s.id, 'name', a.name, 'kind', a.kind,
           'sessionKind', s.kind, 'language', a.language, 'speaks', a.speaks,
           'memberships', coalesce(m.all_of_them, '[]')),
         a.id::text || s.id::text || case when m.fenced then 't' else 'f' end
           || coalesce(m.units::text, '{}')
    into actor, standing
    from access.session s
    join access.account a on a.id = s.account_id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('unitId', m.unit_id, 'centreId', m.centre_id,
               'role', m.role, 'link', u.enforcement_link)) as all_of_them,
             array_agg(m.unit_id)
               filter (where access.reaches_people(m.role, u.enforcement_link)) as units,
             bool_or(u.enforcement_link = 'direct') as fenced
      from access.membership m
      join access.unit u on u.id = m.unit_id
      -- Written so that the small index on account_id is used, not the wide one of the exclusion.
      where m.account_id = a.id and (m.valid @> now()) is true) m
    where s.token_hash = sha256(convert_to(token, 'UTF8'))
      and s.revoked_at is null and s.expires_at > now() and a.disabled_at is null;
end $$;

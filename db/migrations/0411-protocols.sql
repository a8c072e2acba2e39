-- Protocols: what is done when somebody is hurt or exploited, as data of every network (data/protocols.json,
-- helplines.json, neutral-questions.json). What was done by one is a leaf of the compartment with a *form*: its
-- content is sealed as any text is, so that it is read, taken back, sealed anew and erased as one.

create table compartments.protocol (
  id      text not null check (id ~ '^[a-z0-9-]{2,40}$'),
  kind_id text not null references compartments.kind,
  country text not null check (country ~ '^[A-Z]{2}$'),
  from_on date not null,  -- as it is from this day on
  body    jsonb not null,
  sort    smallint not null,
  primary key (id, from_on)
);
create table compartments.helpline (
  id   text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  body jsonb not null,
  sort smallint not null
);
-- A question that may be asked in front of anybody, with a picture.
create table compartments.question (
  id   text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  icon text not null,
  text jsonb not null check (text ? 'pt'),
  sort smallint not null
);
select meta.classify(t, 'S0 · public catalogue · while it exists')
  from unnest(array['compartments.protocol', 'compartments.helpline', 'compartments.question']::regclass[]) t;
comment on table compartments.protocol is 'nobody · What is done for whoever is in danger, in which steps · kept: it is about nobody';
comment on table compartments.helpline is 'nobody · Whom to call for whoever is in danger · kept: it is about nobody';
comment on table compartments.question is 'nobody · What may be asked in front of anybody · kept: it is about nobody';
grant select on compartments.protocol, compartments.helpline, compartments.question to oneroof_app;

alter table compartments.leaf add column form text not null default 'note'
  check (form in ('note', 'step', 'danger', 'call')),
  add constraint form_is_written_once check (form = 'note' or first_id = id);
select meta.classify('compartments.leaf', 'S5 · to protect her · last visit + 5 years');

-- As in 0310; a form is not put right but taken back and written again.
create or replace function compartments.write_leaf(row_id uuid, of_first uuid, which uuid, version integer, text_sealed bytea)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into compartments.leaf (id, first_id, compartment_id, person_id, written_by, written_at,
      key_version, sealed)
    select row_id, of_first, c.id, c.person_id, access.me(), meta.now(), k.version, text_sealed
    from compartments.compartment c join compartments.data_key k on k.compartment_id = c.id
    where c.id = which and c.id = any (compartments.mine()) and k.version = write_leaf.version
      and (of_first = row_id or exists (select from compartments.leaf l where l.id = of_first
             and l.first_id = l.id and l.compartment_id = c.id and l.taken_back_at is null and l.form = 'note'));
  if not found then raise exception 'nothing to write in' using errcode = 'insufficient_privilege'; end if;
end $$;
create function compartments.write_form(row_id uuid, which uuid, version integer, text_sealed bytea, of_form text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into compartments.leaf (id, first_id, compartment_id, person_id, written_by, written_at,
      key_version, sealed, form)
    select row_id, row_id, c.id, c.person_id, access.me(), meta.now(), k.version, text_sealed, of_form
    from compartments.compartment c join compartments.data_key k on k.compartment_id = c.id
    where c.id = which and c.id = any (compartments.mine()) and k.version = write_form.version;
  if not found then raise exception 'nothing to write in' using errcode = 'insufficient_privilege'; end if;
end $$;
revoke execute on function compartments.write_form(uuid, uuid, integer, bytea, text) from public;
grant execute on function compartments.write_form(uuid, uuid, integer, bytea, text) to oneroof_app;

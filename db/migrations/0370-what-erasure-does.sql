-- What becomes of each table when a person is erased: the third part of the table's own comment, after legal
-- basis and purpose, in words that `rights.plan` reads and `docs/register-of-processing.md` shows.
--
--   erased with person_id, other_id                   rows that name her go
--   erased with visit_id of visits.visit.id           rows that hang on hers go
--   erased with id when left by people.household_member.household_id
--                                                     a row goes with the last that hangs on it
--   kept without person_id; cleared: code='0000', x   rows stay under a number that is nobody's; other columns are
--                                                     emptied, or say this where they said something
--   kept by id of conferences.file.conference_id when left; cleared: question='—'
--                                                     rows that hang on hers stay, and are emptied so once
--                                                     nobody else's row hangs there
--   rewritten: …                                      the logs, by 0372
--   kept: …                                           nothing of hers is in it, and why
--
-- A new table about people says it by one line, `select rights.on_erasure('files.file', 'erased with
-- person_id')`, or test/security/protection.test.ts fails.

create schema rights;
grant usage on schema rights to oneroof_app, oneroof_jobs, oneroof_stats;

-- What is said of one table, or of all: nothing where it is not one of the sentences above.
create function rights.plan() returns table (
  target regclass, fate text, cols text[], of_table regclass, of_col text, when_left boolean, cleared text[])
language sql stable set search_path = pg_catalog, pg_temp as $$
  select c.oid::regclass,
    case when said like 'rewritten: _%' then 'rewritten' when said like 'kept: _%' then 'untouched'
         when with_ is not null then 'erased' when without is not null or by_ is not null then 'kept' end,
    regexp_split_to_array(coalesce(with_[1], without[1], by_[1]), ', '),
    to_regclass(coalesce(with_[3], by_[2])), coalesce(with_[4], by_[3]),
    coalesce(with_[2] = 'when left by', by_[4] is not null, false),
    coalesce(regexp_split_to_array(coalesce(without[3], by_[5]), ', '), '{}')
  from pg_class c
  cross join lateral (values (split_part(obj_description(c.oid, 'pg_class'), ' · ', 3))) s (said)
  cross join lateral (values (
    regexp_match(said, '^erased with ([a-z_]+(?:, [a-z_]+)*)(?: (of|when left by) ([a-z_]+\.[a-z_]+)\.([a-z_]+))?$'),
    regexp_match(said, '^kept without ([a-z_]+(?:, [a-z_]+)*)(; cleared: (.+))?$'),
    regexp_match(said, '^kept by ([a-z_]+) of ([a-z_]+\.[a-z_]+)\.([a-z_]+)( when left)?; cleared: (.+)$'))) p (with_, without, by_)
  where c.relkind in ('r', 'p') and said <> ''
$$;

create function rights.on_erasure(target regclass, becomes text) returns void language plpgsql as $$
declare
  said text := obj_description(target, 'pg_class');
  points record;
begin
  execute format('comment on table %s is %L', target,
    split_part(said, ' · ', 1) || ' · ' || split_part(said, ' · ', 2) || ' · ' || becomes);
  if not exists (select from rights.plan() p where p.target = on_erasure.target and p.fate is not null) then
    raise exception 'on_erasure of %: this is no sentence that is understood: %', target, becomes;
  end if;
  -- Rows that are hers by two columns get their other number table by table, within one transaction.
  for points in select conrelid::regclass as child, conname from pg_constraint
                where conrelid = target and contype = 'f' and cardinality(conkey) > 1 and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', points.child, points.conname);
  end loop;
end $$;

revoke execute on function rights.plan(), rights.on_erasure(regclass, text) from public;

select rights.on_erasure(name::regclass, becomes) from (values
  ('people.person', 'erased with id'),
  ('people.household', 'erased with id when left by people.household_member.household_id'),
  ('people.merge', 'erased with one_id, other_id'),
  ('people.pair', 'erased with one_id, other_id'),
  -- Two files of one person are counted as one, also when nobody knows any more whose they were.
  ('people.same_person', 'kept without person_id, other_id, survivor_id'),
  ('access.held', 'erased with person_id, against_person_id'),
  ('appointments.booking', 'erased with appointment_id of appointments.appointment.id'),
  ('messages.link_address', 'erased with visit_id of visits.visit.id'),
  ('messages.message', 'kept without person_id'),
  ('referrals.referral', 'erased with id of referrals.envelope.referral_id'),
  ('conferences.conference', 'kept by id of conferences.file.conference_id when left; cleared: question=''—'''),
  ('conferences.record', 'kept by conference_id of conferences.file.conference_id when left; cleared: body=''—'''),
  ('visits.visit', 'kept without person_id; cleared: code=''0000'''),
  ('visits.stop', 'kept without person_id; cleared: need_id, appointment_id, booked_for, after_needs=''{}'''),
  ('visits.period', 'kept without person_id'),
  ('attendances.attendance', 'kept without person_id; cleared: detail=''—'''),
  ('attendances.correction', 'kept without person_id; cleared: detail=''—'', reason=''—'''),
  ('statistics.act', 'kept without person_id'),
  ('statistics.arrival', 'kept without person_id'),
  ('statistics.departure', 'kept without person_id'),
  -- That colleagues opened or took out a file is answered for five years; why is her story.
  ('access.glass', 'kept without person_id; cleared: words=''erased with the person'', review_words=''—'''),
  ('casefiles.export', 'kept without person_id; cleared: words=''erased with the person'''),
  ('log.read', 'rewritten: that somebody read stays, of whom does not'),
  ('log.event', 'rewritten: that it happened stays, to whom does not'),
  ('log.command', 'rewritten: that it was asked for stays, for whom does not')
) as said (name, becomes);

-- All others that name one person.
select rights.on_erasure(c.oid, 'erased with person_id')
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
where c.relkind = 'r' and obj_description(c.oid) like 'GDPR%' and split_part(obj_description(c.oid), ' · ', 3) = '';

-- And those about colleagues, or about acts that name nobody.
select rights.on_erasure(c.oid, case n.nspname
    when 'access' then 'kept: about colleagues alone' when 'rosters' then 'kept: about colleagues alone'
    when 'content' then 'kept: about colleagues alone' when 'directory' then 'kept: about colleagues alone'
    when 'compartments' then 'kept: about colleagues alone' when 'log' then 'kept: hashes and counts alone'
    else 'kept: names nobody whom it was for' end)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and obj_description(c.oid) like 'GDPR%' and split_part(obj_description(c.oid), ' · ', 3) = '';

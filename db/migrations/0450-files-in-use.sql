-- A file is in use as long as anybody has had to do with it (0390), by whatever: a number that was put right, a
-- paper that was noted, what she agreed to and what still runs, and a household of which somebody comes.

create or replace function rights.is_over(persons uuid[], before date) returns boolean language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
  select not (
    exists (select from people.person p where p.id = any (persons) and p.registered_at >= before)
    or exists (select from casefiles.case_file f where f.person_id = any (persons) and f.opened_at >= before)
    or exists (select from visits.visit v where v.person_id = any (persons) and (v.day >= before or v.state = 'open'))
    or exists (select from attendances.attendance a where a.person_id = any (persons) and a.day >= before)
    or exists (select from appointments.appointment a where a.person_id = any (persons) and a.starts_at >= before)
    or exists (select from followups.task t where t.person_id = any (persons) and (t.changed_at >= before or t.ended_at is null))
    or exists (select from casefiles.need n where n.person_id = any (persons) and n.changed_at >= before)
    or exists (select from casefiles.note n where n.person_id = any (persons) and n.written_at >= before)
    or exists (select from casefiles.consent c where c.person_id = any (persons) and (c.given_at >= before or c.until >= before))
    or exists (select from casefiles.document d where d.person_id = any (persons) and d.noted_at >= before)
    or exists (select from casefiles.export e where e.person_id = any (persons) and e.asked_at >= before)
    or exists (select from referrals.envelope e join referrals.referral r on r.id = e.referral_id
               where e.person_id = any (persons) and (r.changed_at >= before
                 or r.state in ('requested', 'accepted') and r.expires_on >= before))
    or exists (select from people.contact c where c.person_id = any (persons) and c.changed_at >= before)
    or exists (select from history.person_field h where h.person_id = any (persons) and h.until >= before)
    or exists (select from visits.expected x where x.person_id = any (persons) and x.until >= before)
    or exists (select from compartments.compartment c where c.person_id = any (persons) and c.opened_at >= before)
    or exists (select from access.glass g where g.person_id = any (persons) and g.opened_at >= before)
    -- A child's file is in use while one of her household comes, though the child has no ticket of its own.
    or exists (select from people.household_member m where m.person_id = any (persons) and m.since >= before)
    or exists (select from people.household_member own
               join people.household_member m on m.household_id = own.household_id and m.left_at is null
               join visits.visit v on v.person_id = m.person_id and (v.day >= before or v.state = 'open')
               where own.person_id = any (persons) and own.left_at is null)
    or exists (select from conferences.file f join conferences.conference c on c.id = f.conference_id
               where f.person_id = any (persons) and c.ends_at >= before)
    or exists (select from compartments.leaf l where l.person_id = any (persons) and l.written_at >= before)
    or exists (select from files.file f where f.person_id = any (persons) and f.added_at >= before)
    or exists (select from rights.claim c where c.person_id = any (persons) and (c.asked_on >= before or c.state in ('open', 'reviewed', 'approved')))
  )
$$;

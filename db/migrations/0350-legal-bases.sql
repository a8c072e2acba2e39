-- What each table is for, and on what legal basis people's data stand there: the other half of what the
-- comments of columns say (class, what it tells, how long it is kept). `docs/register-of-processing.md` is
-- made from both. A country that adopts the product lets its data-protection officer confirm the bases.
do $$ declare one record; begin
for one in select * from (values
  ('nobody', 'The public directory: houses, offices, services, hours', $tables$directory.centre directory.centre_alias directory.centre_name directory.cost_option directory.desk
    directory.document directory.holiday directory.hours_exception directory.institution directory.institution_alias
    directory.institution_name directory.office directory.office_service directory.opening_hours directory.priority_ground
    directory.service directory.service_document directory.service_precedence directory.service_subject directory.subject
    directory.unit_name access.unit content.room$tables$),
  ('nobody', 'Figures that name nobody', $tables$statistics.daily statistics.published_figure statistics.published_source feedback.solved planning.night$tables$),
  ('nobody', 'The running of the product itself', $tables$meta.setting log.reader access.spent_challenge access.witness$tables$),
  ('GDPR 6(1)(e)', 'Who of the staff may work here, as what, and where', $tables$access.account access.membership access.standing access.proposal access.reconciliation
    access.protection_duty access.station access.station_person$tables$),
  ('GDPR 6(1)(c)', 'Proving who is at the keyboard (GDPR 32)', $tables$access.authenticator access.authenticator_offer access.device access.device_offer access.first_code
    access.half_session access.invitation access.invitation_code access.key_note access.passkey
    access.password access.pin access.recovery access.recovery_code access.session
    access.sign_on_identity$tables$),
  ('GDPR 6(1)(e)', 'Who may see which file, and for how long', $tables$access."grant" access.presentation access.held$tables$),
  ('GDPR 6(1)(e)', 'That a person is spared a colleague whom she does not want', $tables$access.exclusion$tables$),
  ('GDPR 6(1)(d)', 'Opening a file in an emergency, and looking at it afterwards', $tables$access.glass access.glass_notice$tables$),
  ('GDPR 6(1)(e)', 'Finding the right person, and keeping one file of one person', $tables$people.person people.identity people.contact people.name_key people.household
    people.household_member people.merge people.same_person people.pair history.person_field$tables$),
  ('GDPR 6(1)(e)', 'The case file: what she came for, what was said, what is next', $tables$casefiles.case_file casefiles.need casefiles.note casefiles.document followups.task$tables$),
  ('GDPR 6(1)(c)', 'What she has agreed to, so that it can be shown (GDPR 7)', $tables$casefiles.consent casefiles.consent_end$tables$),
  ('GDPR 6(1)(e)', 'A file that is printed or taken out, with its reason', $tables$casefiles.export casefiles.export_document$tables$),
  ('GDPR 6(1)(a)', 'Handing over to another unit what she has agreed to', $tables$referrals.referral referrals.envelope$tables$),
  ('GDPR 6(1)(a)', 'Several units at one table about one file', $tables$conferences.conference conferences.file conferences.invited conferences.record conferences.seat$tables$),
  ('GDPR 6(1)(e)', 'The visit: tickets, queues, desks, and the way out', $tables$visits.visit visits.stop visits.period visits.paper visits.expected
    visits.handover visits.sent_back visits.summary_link visits.ticket_link visits.certificate
    visits.phone$tables$),
  ('GDPR 6(1)(d), 9(2)(c)', 'Protecting whoever may be in danger', $tables$visits.protection visits.protection_reader$tables$),
  ('GDPR 6(1)(c), 9(2)(g)', 'Notes of the few who protect her, sealed for all others', $tables$compartments.compartment compartments.member
    compartments.data_key compartments.leaf$tables$),
  ('GDPR 6(1)(e)', 'Who of the staff is trained for protected notes', $tables$compartments.training$tables$),
  ('nobody', 'Which kinds of protected notes there are', $tables$compartments.topic compartments.kind$tables$),
  ('GDPR 6(1)(e)', 'Which desk was open, who sat there, who asked for help', $tables$visits.desk_session visits.desk_break visits.desk_lent visits.closed_queue visits.alarm
    interpretation.request$tables$),
  ('GDPR 6(1)(e)', 'Bookings at a stated time', $tables$appointments.appointment appointments.booking$tables$),
  ('GDPR 6(1)(e)', 'What was done, and that it is counted once', $tables$attendances.attendance attendances.correction attendances.signed_month$tables$),
  ('GDPR 6(1)(e)', 'Messages that she asked for', $tables$messages.message messages.attempt messages.link_address$tables$),
  ('GDPR 6(1)(e)', 'Rosters of the staff', $tables$rosters.shift rosters.absence rosters.change$tables$),
  ('GDPR 6(1)(e)', 'Counting acts, visits and persons', $tables$statistics.act statistics.arrival statistics.departure statistics.chosen_call statistics.missed_booking
    statistics.referral planning.learned_duration$tables$),
  ('GDPR 6(1)(e)', 'Was everything solved? Asked once', $tables$feedback.asked$tables$),
  ('GDPR 6(1)(e)', 'Words on the walls and changes of the directory, with who wrote them', $tables$content.wall_text directory.change$tables$),
  ('GDPR 6(1)(c)', 'Showing what was done and who read what (GDPR 5(2), 30, 32)', $tables$log.chain log.command log.event log.head log.link
    log.read log.refusal$tables$)
) as given (basis, purpose, tables)
  cross join lateral regexp_split_to_table(given.tables, '\s+') as name
loop
  execute format('comment on table %s is %L', one.name, one.basis || ' · ' || one.purpose);
end loop; end $$;

-- How long a text may be is counted as a reader counts, and checked where it is typed
-- (base/fold.ts): a family of emoji, or a letter with its vowel signs, is one character there and
-- up to sixteen here. What the tables check is only that nobody passed by that way in.
alter table people.person
  drop constraint person_name_check,
  add constraint person_name_check check (char_length(name) between 1 and 120 * 16);
alter table casefiles.note
  drop constraint note_body_check,
  add constraint note_body_check check (char_length(body) between 1 and 4000 * 16);
alter table attendances.attendance
  drop constraint attendance_detail_check,
  add constraint attendance_detail_check check (char_length(detail) between 1 and 500 * 16);

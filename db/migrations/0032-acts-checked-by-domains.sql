-- What an act may hold is checked as before, by domains instead of one CHECK for each column: a CHECK
-- of a table is read from its stored text again at every statement (a seventh of what an act cost the
-- server), a domain's once in a connection. One CHECK is left for what several columns say together.

create domain attendances.mode as text
  constraint mode_known check (value in ('support', 'information', 'referral', 'advice', 'mediation'));
create domain attendances.outcome as text
  constraint outcome_known
  check (value in ('solved', 'in-progress', 'something-missing', 'not-possible'));
create domain attendances.interpreter as text
  constraint interpreter_known check (value in ('none', 'mediator', 'telephone'));
create domain attendances.detail as text
  constraint detail_length check (char_length(value) between 1 and 500 * 16);
create domain attendances.minutes as smallint
  constraint minutes_of_a_day check (value between 0 and 720);

alter table attendances.attendance
  drop constraint attendance_mode_check,
  drop constraint attendance_outcome_check,
  drop constraint attendance_interpreter_check,
  drop constraint attendance_detail_check,
  drop constraint attendance_minutes_check,
  drop constraint attendance_check,
  drop constraint attendance_check1,
  alter column interpreter drop default,
  alter column mode type attendances.mode,
  alter column outcome type attendances.outcome,
  alter column interpreter type attendances.interpreter,
  alter column detail type attendances.detail,
  alter column minutes type attendances.minutes,
  alter column interpreter set default 'none',
  -- Solved; or what is missing, why not, or the next step (which has a date); or forwarded.
  add constraint outcome_explained check (
    outcome = 'solved'
    or detail is not null and (next_on is not null or outcome <> 'in-progress')
    or forwarded_to is not null and outcome = 'in-progress');

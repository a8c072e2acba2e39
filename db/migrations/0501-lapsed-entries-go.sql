-- An entry in the register of minors that lapsed opens no door any more, and until now it stood there until ninety
-- days after she was of age: of a child who was entered at two and moved away at three, for fifteen years. Now it goes
-- ninety days after it lapsed, as one that was ended does. That she is of age is no end of its own: no entry holds on
-- that day (MIN-3).
select rights.on_retention('minors.entry', 'minor-register after ended_on, valid_until');
select meta.classify('minors.entry', 'S5 · so that a child is seen by a doctor and goes to school · until ended or lapsed + 90 days');
drop index minors.entry_over;
create index entry_over on minors.entry (least(valid_until, ended_on));

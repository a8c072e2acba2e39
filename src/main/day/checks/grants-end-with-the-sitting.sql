-- Who may see a person because she serves her may do so while she serves her, and no longer: each
-- such grant lies within a sitting of its stop.
select g.id || ' for stop ' || g.because_id from access."grant" g
where g.purpose = 'serve' and not exists (
  select from visits.period p join visits.stop s on s.id = p.stop_id
  where p.stop_id = g.because_id and p.kind = 'serving' and p.person_id = g.person_id
    and s.unit_id = g.unit_id
    and lower(g.valid) >= lower(p.during) - interval '1 ms'
    and (upper_inf(p.during) or upper(g.valid) <= upper(p.during) + interval '1 ms'))

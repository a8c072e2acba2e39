-- Nobody was served by somebody who was not entitled to see her: each sitting has its grant.
select p.stop_id || ' ' || p.during from visits.period p
where p.kind = 'serving' and not exists (
  select from access."grant" g where g.because_id = p.stop_id
    and lower(g.valid) <= lower(p.during) + interval '1 ms')

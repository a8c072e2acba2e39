-- A guardian as a record of a compartment, and steps of a protocol that are done by an act which happens there.

alter table compartments.leaf drop constraint leaf_form_check,
  add constraint leaf_form_check check (form in ('note', 'step', 'danger', 'call', 'count', 'guardian'));

-- Which act does a step is data (`doneBy`, data/protocols.json); a network that has its protocols already is told here.
update compartments.protocol p set body = jsonb_set(p.body, '{steps}', (
  select jsonb_agg(case when d.act is null then s.step else s.step || jsonb_build_object('doneBy', d.act) end order by s.n)
  from jsonb_array_elements(p.body->'steps') with ordinality s (step, n)
  left join (values ('violence', 'danger', 'danger'), ('fgm', 'count', 'count'),
    ('unaccompanied-minor', 'guardian', 'guardian')) d (protocol, step_id, act)
    on d.protocol = p.id and d.step_id = s.step->>'id'))
where p.id in ('violence', 'fgm', 'unaccompanied-minor');

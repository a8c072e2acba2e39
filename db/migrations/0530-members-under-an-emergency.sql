-- Who broke the glass of a file to which protected notes are open to her as a member writes in them as before: it is
-- her membership that opens these, and an emergency takes nothing of it away (0118). New ones are still not opened
-- under an emergency, and to whoever is no member nothing answers otherwise than before.
do $$
declare
  t record;
  how text;
begin
  for t in select * from (values ('compartment', 'id'), ('member', 'compartment_id'), ('data_key', 'compartment_id'),
                                 ('leaf', 'compartment_id')) t (name, col) loop
    how := format('((person_id = any ((select access.read_only())::uuid[])) is not true
      or %I = any ((select compartments.mine())::uuid[]) or access.refuse_to_write())', t.col);
    execute format('alter policy read_only_insert on compartments.%I with check %s', t.name, how);
    execute format('alter policy read_only_update on compartments.%I using %s with check %s', t.name, how, how);
  end loop;
end $$;

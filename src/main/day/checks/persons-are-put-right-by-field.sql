-- What was put right of a person names its fields, each one known, and changed something.
select e.id::text from log.event e
where e.kind = 'person.corrected' and (
  coalesce(e.data ->> 'fields', '') = '' or exists (
    select from unnest(string_to_array(e.data ->> 'fields', ' ')) as f (field)
    where field not in ('name', 'fullName', 'originalName', 'born', 'nationality', 'language',
                        'phone', 'email', 'rule'))
  or not exists (select from people.person p where p.id = e.person_id))

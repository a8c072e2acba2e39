-- Two files that may be one person, and what somebody said of them. A pair is found behind the log by
-- the worker or brought by whoever has both in front of her; a human answers it, never a machine.

create table people.pair (
  one_id     uuid not null references people.person,
  other_id   uuid not null references people.person,
  unit_id    text not null references access.unit,  -- where both are at home
  -- `probable` found by comparing · `not-same`, `unsure` as somebody said · `review` somebody said that
  -- they are one, and somebody else must look first.
  state      text not null check (state in ('probable', 'not-same', 'unsure', 'review')),
  account_id uuid references access.account,  -- who said so; null: nobody yet
  -- Of what was compared when that was said: another one, and it is asked anew.
  compared   text check (char_length(compared) <= 64),
  weight     smallint not null default 0,
  evidence   text[] not null default '{}' check (cardinality(evidence) <= 20),
  changed_at timestamptz not null,
  primary key (one_id, other_id),
  constraint pair_of_two check (one_id < other_id),
  check ((account_id is null) = (state = 'probable'))
);
create index pair_other on people.pair (other_id);
create index pair_open on people.pair (unit_id, weight desc) where state in ('probable', 'review');
select meta.classify('people.pair', 'S4 · which files may be one person · last visit + 5 years',
  '{"unit_id": "S1 · where both are at home · last visit + 5 years",
    "account_id": "S1 · who answered · last visit + 5 years"}');
select access.protect('people.pair');
select access.fence('people.pair', 'closed');
grant select, insert, update (state, account_id, compared, changed_at) on people.pair to oneroof_app;
create policy reach on people.pair for select to oneroof_app
  using (unit_id = any ((select access.units())::text[]));
create policy says on people.pair for insert to oneroof_app
  with check (unit_id = any ((select access.units())::text[]) and account_id = (select access.me())
    and (select count(*) from people.person p
         where p.id in (one_id, other_id) and p.unit_id = pair.unit_id) = 2);
create policy answers on people.pair for update to oneroof_app
  using (unit_id = any ((select access.units())::text[]))
  with check (unit_id = any ((select access.units())::text[]) and account_id = (select access.me()));

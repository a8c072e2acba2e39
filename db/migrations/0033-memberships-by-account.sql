-- Every transaction looks up the memberships of one account. The planner took the wide GiST index of
-- the exclusion for it, which costs several times what the small index on account_id does; over the
-- account's text it stays what it is for, and is no way to find an account.
alter table access.membership
  drop constraint membership_account_id_unit_id_coalesce_role_valid_excl,
  add constraint membership_account_id_unit_id_coalesce_role_valid_excl
    exclude using gist ((account_id::text) with =, unit_id with =, (coalesce(centre_id, '')) with =,
                        role with =, valid with &&);

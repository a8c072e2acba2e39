// The account that stands for the phones of a house comes with its first paper; in the cast it is there
// before anybody asks, so that drawing a paper changes nothing that is looked at.
export const PHONES = `
  with phones as (
    insert into access.account (kind, name)
    select 'device', id from directory.centre returning id, name
  ), members as (
    insert into access.membership (account_id, unit_id, centre_id, role)
    select id, 'aima-network', name, 'device' from phones
  )
  insert into visits.phone (centre_id, account_id) select name, id from phones`;

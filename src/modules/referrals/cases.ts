// The cases that a unit carries: what was accepted, by a transfer or by a colleague who was named. For whoever
// hands several on at once. Who only came to the door is no case.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';

/** How many cases are handed over at once. */
export const CASES_AT_ONCE = 100;

export interface CaseLine {
  readonly personId: string;
  readonly personName: string | null;
  readonly fileNumber: string | null;
  readonly language: string;
  /** The colleague who is named for it; null where the case is the unit's. */
  readonly carrier: string | null;
  readonly expiresOn: Temporal.PlainDate;
  /** Whether the unit may name a colleague: it has her as a whole. */
  readonly has: boolean;
  /** Whether the unit may hand the case to another unit. */
  readonly carries: boolean;
  /** Somebody was asked already and has not answered: who, or which unit. */
  readonly askedName: string | null;
  readonly askedUnitId: string | null;
  /** The entry of the ledger by which it may go to the other unit. */
  readonly consentId: string | null;
}

/** Colleagues who are named for cases of a unit, those who left, too; with how many. */
export function listCarriers(
  tx: Transaction,
  unitId: string,
): Promise<{ readonly accountId: string; readonly name: string; readonly count: number }[]> {
  return tx.text(
    `select a.id as "accountId", a.name, count(*)::integer as count
     from referrals.referral r
     join referrals.envelope e on e.referral_id = r.id and e.opened and e.until > meta.now()
     join people.person p on p.id = e.person_id
     join access.account a on a.id = r.to_account_id
     where r.to_unit_id = $1 and r.state = 'accepted' and r.kind in ('transfer', 'assignment')
     group by a.id, a.name order by a.name, a.id`,
    [unitId],
  );
}

/**
 * The cases of a unit that the asking account sees, by who carries them; the first `CASES_AT_ONCE`.
 * @param accountId only those for which this colleague is named
 * @param toUnitId the unit to which they would go, to find what allows it
 */
export function listCases(
  tx: Transaction,
  {
    unitId,
    accountId,
    toUnitId,
  }: {
    readonly unitId: string;
    readonly accountId?: string | undefined;
    readonly toUnitId?: string | undefined;
  },
): Promise<CaseLine[]> {
  return tx.all(sql<CaseLine>`
    with live as (
      select distinct on (e.person_id) e.person_id, r.to_account_id, r.expires_on
      from referrals.referral r
      join referrals.envelope e on e.referral_id = r.id and e.opened and e.until > meta.now()
      where r.to_unit_id = ${unitId} and r.state = 'accepted' and r.kind in ('transfer', 'assignment')
      order by e.person_id, r.kind = 'assignment' desc),
    shown as (
      select l.*, p.name, p.language, a.name as carrier
      from live l join people.person p on p.id = l.person_id
      left join access.account a on a.id = l.to_account_id
      where ${accountId ?? null}::uuid is null or l.to_account_id = ${accountId ?? null}
      order by a.name, p.name, p.id limit ${CASES_AT_ONCE})
    select s.person_id as "personId", s.name as "personName",
      f.number as "fileNumber", s.language, s.carrier,
      s.expires_on as "expiresOn",
      referrals.held_by(s.person_id, ${unitId}) is not null as has,
      referrals.carries(s.person_id, ${unitId}) as carries,
      asked.name as "askedName", asked.to_unit_id as "askedUnitId", agreed.id as "consentId"
    from shown s
    left join casefiles.case_file f on f.person_id = s.person_id
    left join lateral (
      select r.to_unit_id, a.name from referrals.envelope e
      join referrals.referral r on r.id = e.referral_id
      left join access.account a on a.id = r.to_account_id
      where e.person_id = s.person_id and r.from_unit_id = ${unitId} and r.state = 'requested'
        and r.kind in ('transfer', 'assignment')
      order by r.made_at desc limit 1) asked on true
    left join lateral (
      select c.id from casefiles.consent c
      where c.person_id = s.person_id and c.unit_id = ${unitId}
        and c.recipient_unit_id = ${toUnitId ?? null}
        and c.until >= (meta.now() at time zone 'Europe/Lisbon')::date
        and not exists (select from casefiles.consent_end e where e.consent_id = c.id)
        and not access.is_held(c.id)
      order by c.given_at desc, c.id desc limit 1) agreed on true
    order by s.carrier, s.name, s.person_id`);
}

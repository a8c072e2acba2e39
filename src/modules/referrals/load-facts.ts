// Reads and locks what the rules of a referral must know. What is not there and what may not be seen
// give the same problem.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, reachesPeople } from '../access/decide.ts';
import type { DueReferral, Referral } from './facts.ts';

const columns = sql`
  r.id, r.from_unit_id as "fromUnitId", r.home_unit_id as "homeUnitId", r.to_unit_id as "toUnitId",
  r.to_account_id as "toAccountId", r.stand_in_id as "standInId", r.state,
  r.expires_on as "expiresOn", r.due_at as "dueAt", r.chased`;

/** Locks one referral, with its person where whoever asks knows her. */
export async function lockReferral(
  tx: Transaction,
  referralId: string,
  actor: Actor,
): Promise<Referral | Problem> {
  if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
  const [found, envelope] = await Promise.all([
    tx.first(sql<Omit<Referral, 'personId'>>`
      select ${columns} from referrals.referral r where r.id = ${referralId} for update`),
    tx.first(sql<{ personId: string }>`
      select person_id as "personId" from referrals.envelope where referral_id = ${referralId}`),
  ]);
  return found ? { ...found, personId: envelope?.personId } : problem('not-found');
}

/** Locks what rests on an agreement and is not over, in the order of ids. */
export function lockResting(tx: Transaction, consentId: string): Promise<Referral[]> {
  return tx.all(sql<Referral>`
    select ${columns}, e.person_id as "personId"
    from referrals.referral r join referrals.envelope e on e.referral_id = r.id
    where e.consent_id = ${consentId} and r.state in ('requested', 'accepted')
    order by r.id for update of r`);
}

/** Locks one referral for the worker, who sees no person. */
export function lockDue(tx: Transaction, referralId: string): Promise<DueReferral | undefined> {
  return tx.first(sql<DueReferral>`
    select id, from_unit_id as "fromUnitId", to_unit_id as "toUnitId", state, due_at as "dueAt", chased
    from referrals.hold_due(${referralId})`);
}

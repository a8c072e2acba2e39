// Reads and locks what the rules of a referral must know. What is not there and what may not be seen
// give the same problem.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, reachesPeople } from '../access/decide.ts';
import type { DueReferral, HeldReferral, Referral, TiedReferral } from './facts.ts';

const columns = sql`
  r.id, r.kind, r.from_unit_id as "fromUnitId", r.home_unit_id as "homeUnitId", r.to_unit_id as "toUnitId",
  r.to_account_id as "toAccountId", r.stand_in_id as "standInId", r.state,
  r.expires_on as "expiresOn", r.due_at as "dueAt", r.chased`;

/** Locks one hand-over, with its person where whoever asks knows her, and what ends with it. */
export async function lockReferral(
  tx: Transaction,
  referralId: string,
  actor: Actor,
): Promise<HeldReferral | Problem> {
  if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
  const [found, envelope, resting] = await Promise.all([
    tx.first(sql<Omit<Referral, 'personId'>>`
      select ${columns} from referrals.referral r where r.id = ${referralId} for update`),
    tx.first(sql<{ personId: string }>`
      select person_id as "personId" from referrals.envelope where referral_id = ${referralId}`),
    holdResting(tx, referralId),
  ]);
  return found ? { ...found, personId: envelope?.personId, resting } : problem('not-found');
}

/** Locks what rests on one and is not over. */
function holdResting(tx: Transaction, referralId: string): Promise<TiedReferral[]> {
  return tx.all(sql<TiedReferral>`
    select id, kind, from_unit_id as "fromUnitId", to_unit_id as "toUnitId", state
    from referrals.hold_resting(${referralId})`);
}

/**
 * Locks what an acceptance takes the place of, and says whether its sender carries the case still.
 * `still` is true where nothing is carried: a referral, a request.
 */
export async function holdReplaced(
  tx: Transaction,
  referralId: string,
): Promise<{ readonly still: boolean; readonly replaced: readonly TiedReferral[] }> {
  const row = await tx.first(sql<{ still: boolean; replaced: TiedReferral[] | null }>`
    select still, replaced from referrals.hold_replaced(${referralId})`);
  return { still: row?.still ?? false, replaced: row?.replaced ?? [] };
}

/** Locks what rests on an agreement and is not over, in the order of ids, each with what rests on it. */
export async function lockResting(tx: Transaction, consentId: string): Promise<HeldReferral[]> {
  const found = await tx.all(sql<Referral>`
    select ${columns}, e.person_id as "personId"
    from referrals.referral r join referrals.envelope e on e.referral_id = r.id
    where e.consent_id = ${consentId} and r.state in ('requested', 'accepted')
    order by r.id for update of r`);
  return Promise.all(
    found.map(async (one) => ({ ...one, resting: await holdResting(tx, one.id) })),
  );
}

/** Locks one referral for the worker, who sees no person. */
export function lockDue(tx: Transaction, referralId: string): Promise<DueReferral | undefined> {
  return tx.first(sql<DueReferral>`
    select id, kind, from_unit_id as "fromUnitId", to_unit_id as "toUnitId", state, due_at as "dueAt", chased
    from referrals.hold_due(${referralId})`);
}

/**
 * By what one of some units has a person: the first that has her, with what that rests on and until when;
 * both null where she is at home. Undefined where none has her as a whole.
 */
export async function findHolding(
  tx: Transaction,
  personId: string,
  unitIds: readonly string[],
): Promise<
  | {
      readonly unitId: string;
      readonly restsOn: string | null;
      readonly endsOn: Temporal.PlainDate | null;
    }
  | undefined
> {
  return tx.first(sql`
    select u.id as "unitId", u.by[1] as "restsOn", r.expires_on as "endsOn"
    from (select id, referrals.held_by(${personId}, id) as by
          from unnest(${[...unitIds]}::text[]) with ordinality t (id, at) order by at) u
    left join referrals.referral r on r.id = u.by[1]
    where u.by is not null limit 1`);
}

// Writes to the ledger of who may see whom, which modules to the right make inside their own
// transactions.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';

/** A reason for which one account of a unit may see a person from now on. */
export interface NewGrant {
  readonly unitId: string;
  readonly accountId: string;
  readonly personId: string;
  /** What it came from: the stop, referral or consent whose end ends it. */
  readonly becauseId: string;
  readonly purpose: string;
  readonly sections: readonly string[];
}

/** Gives a grant that lasts until `endGrants` is called for what it came from. */
export function giveGrant(tx: Transaction, grant: NewGrant, now: Temporal.Instant): void {
  tx.write(
    build.insertInto('access.grant').values({
      id: newId(),
      unit_id: grant.unitId,
      account_id: grant.accountId,
      person_id: grant.personId,
      sections: [...grant.sections],
      purpose: grant.purpose,
      valid: sql`tstzrange(${now.toString()}::timestamptz, null)`,
      because_id: grant.becauseId,
    }),
  );
}

/** Ends what `giveGrant` gave for this reason. */
export function endGrants(tx: Transaction, becauseId: string, now: Temporal.Instant): void {
  tx.write(
    build
      .updateTable('access.grant')
      .set({
        valid: sql`tstzrange(lower(valid), greatest(${now.toString()}::timestamptz, lower(valid) + interval '1 microsecond'))`,
      })
      .where('because_id', '=', becauseId)
      .where(sql<boolean>`upper_inf(valid)`),
    'any',
  );
}

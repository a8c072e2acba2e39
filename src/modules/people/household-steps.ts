// Writes about households that modules to the right make inside their own transactions.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { HouseholdChange } from './household-rules.ts';

/** Writes down who belongs together from now on, and who no longer does. */
export function changeHousehold(
  tx: Transaction,
  { unitId, ended, takenBack, begun }: HouseholdChange,
  now: Temporal.Instant,
): void {
  if (ended)
    tx.write(sql`select people.end_membership(${ended.householdId}, ${[...ended.personIds]}::uuid[],
      ${ended.because}, ${now.toString()}, ${ended.leavingId ?? null})`);
  if (takenBack) tx.write(sql`select people.take_back_leaving(${takenBack})`);
  if (!begun) return;
  if (begun.isNew)
    tx.write(
      build
        .insertInto('people.household')
        .values({ id: begun.householdId, unit_id: unitId, formed_at: now }),
    );
  if (begun.members.length === 0) return;
  tx.write(
    build.insertInto('people.household_member').values(
      begun.members.map(({ personId, role }) => ({
        household_id: begun.householdId,
        person_id: personId,
        unit_id: unitId,
        role,
        since: now,
      })),
    ),
    begun.members.length,
  );
}

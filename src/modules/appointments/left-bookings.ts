// Bookings for which nobody came and nobody said so, when a house ends its day. Whoever ends it reaches
// no person by it: functions of the database prove her role (db/migrations/0201).
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { ToldBooking } from './events.ts';

/** Locks the bookings of a house that began before an instant and were left; ids in order. */
export async function holdLeft(
  tx: Transaction,
  centreId: string,
  before: Temporal.Instant,
): Promise<ToldBooking[]> {
  const rows = await tx.text<Omit<ToldBooking, 'centreId'>>(
    `select id, person_id as "personId", office_id as "officeId", unit_id as "unitId",
            service_id as "serviceId", starts_at as "startsAt"
     from appointments.hold_left($1, $2)`,
    [centreId, before.toString()],
  );
  return rows.map((row) => ({ ...row, centreId }));
}

/** They were missed. */
export function missLeft(
  tx: Transaction,
  centreId: string,
  ids: readonly string[],
  now: Temporal.Instant,
): void {
  if (ids.length === 0) return;
  tx.write(
    sql`select appointments.miss_left(${centreId}, ${[...ids]}::uuid[], ${now.toString()}::timestamptz)`,
    'any',
  );
}

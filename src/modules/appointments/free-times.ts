// What of a house is promised already, as any colleague may know it: resource units and times,
// nothing about anyone.
import { civilDay } from '#base/dates.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Taken } from './rules.ts';

/**
 * Stretches that are promised in a house on a day; holds that have run out count no more.
 * @param options.except a booking that is about to give its place back
 */
export async function listTaken(
  tx: Transaction,
  centreId: string,
  zone: string,
  date: Temporal.PlainDate,
  now: Temporal.Instant,
  options: { readonly except?: string } = {},
): Promise<Taken[]> {
  const { from, until } = civilDay(date, zone);
  return await tx.text<{ resource: string; from: Temporal.Instant; until: Temporal.Instant }>(
    `select resource, lower(during) as "from", upper(during) as until from appointments.booking
     where centre_id = $1 and released_at is null and during && tstzrange($2, $3)
       and (held_until is null or held_until > $4) and appointment_id is distinct from $5::uuid`,
    [centreId, from.toString(), until.toString(), now.toString(), options.except ?? null],
  );
}

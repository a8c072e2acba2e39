// The queue of an office in the order in which it will be called, for the desk that calls and for
// its screen. The database names no person and no other office here (db/migrations/0065).
import type { Transaction } from '#platform/db/transaction.ts';
import type { Candidate } from '../planning/rules/order.ts';
import type { PeriodKind } from './schema.ts';

/** Somebody who waits at an office, and what her time goes to now. */
export interface Standing extends Candidate {
  /** Anything but `waiting`: her place is kept, and she is not called. */
  readonly doing: PeriodKind;
  readonly serviceId: string;
  /** The same for all of a queue: calls with priority since the last one in her turn. */
  readonly priorityRun: number;
}

/** Who waits at an office of the asking account. */
export function listStandings(tx: Transaction, officeId: string): Promise<Standing[]> {
  return tx.text<Standing>(
    `select stop_id as "stopId", number, language, service_id as "serviceId", priority, queued, arrived, served,
            stops_left as "stopsLeft", booked, leave_by as "leaveBy", doing, priority_run as "priorityRun"
     from visits.queue($1)`,
    [officeId],
  );
}

/** Minutes since 1970, as the order counts them. */
export function minutesOf(instant: Temporal.Instant): number {
  return instant.epochMilliseconds / 60_000;
}

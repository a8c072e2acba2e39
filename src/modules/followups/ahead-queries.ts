// What is ahead of her when she leaves: bookings that stand, and what she agreed to do herself. Functions
// of the database tell how much of it the asking account, or her phone, is told (db/migrations/0146).
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';

/** A time at which an office expects her. */
export interface AheadBooking {
  readonly officeId: string;
  readonly serviceId: string;
  readonly startsAt: Temporal.Instant;
}

/** What she does herself, as it was typed. */
export interface AheadTask {
  readonly dueOn: Temporal.PlainDate;
  readonly title: string;
}

export interface Ahead {
  readonly bookings: readonly AheadBooking[];
  readonly tasks: readonly AheadTask[];
}

/** What is ahead of whoever was here at a visit, the nearest first. Note the reading. */
export async function findAhead(tx: Transaction, visitId: string): Promise<Ahead> {
  const rows = await tx.all(sql<
    ({ readonly kind: 'booking' } & AheadBooking) | ({ readonly kind: 'task' } & AheadTask)
  >`
    select kind, office_id as "officeId", service_id as "serviceId", starts_at as "startsAt",
           due_on as "dueOn", title
    from followups.ahead(${visitId})`);
  return {
    bookings: rows.filter((row) => row.kind === 'booking'),
    tasks: rows.filter((row) => row.kind === 'task'),
  };
}

/** The bookings behind the link of a summary; none when the link has ended. */
export async function findAheadByLink(tx: Transaction, link: string): Promise<Ahead> {
  const bookings = await tx.text<AheadBooking>(
    `select office_id as "officeId", service_id as "serviceId", starts_at as "startsAt"
     from followups.ahead_by_link($1)`,
    [link],
  );
  return { bookings, tasks: [] };
}

// What a kiosk may know of its house: counts, and the paper that it gave a moment ago
// (db/migrations/0076). It reads no row about anybody.
import type { Transaction } from '#platform/db/transaction.ts';
import type { StopState } from './schema.ts';

/** What an office has in hand for one service, in counts. */
export interface KioskLoad {
  readonly officeId: string;
  readonly serviceId: string | null;
  readonly waiting: number;
  readonly serving: number;
  readonly issued: number;
  readonly desks: number;
}

/** The house in counts, on a day; empty for whoever is no kiosk. */
export function listKioskLoad(tx: Transaction, day: Temporal.PlainDate): Promise<KioskLoad[]> {
  return tx.text<KioskLoad>(
    `select office_id as "officeId", service_id as "serviceId", waiting, serving, issued, desks
     from visits.kiosk_load($1)`,
    [day],
  );
}

/** The paper of a ticket that this kiosk gave in the last minutes. */
export interface KioskTicket {
  readonly id: string;
  readonly number: number;
  readonly code: string;
  readonly language: string;
  readonly day: Temporal.PlainDate;
  readonly arrivedAt: Temporal.Instant;
  readonly stops: readonly {
    readonly officeId: string;
    readonly serviceId: string;
    readonly state: StopState;
  }[];
}

export async function findKioskTicket(
  tx: Transaction,
  visitId: string,
): Promise<KioskTicket | undefined> {
  const [ticket] = await tx.text<KioskTicket>(
    `select id, number, code, language, day, arrived_at as "arrivedAt", stops
     from visits.kiosk_ticket($1)`,
    [visitId],
  );
  return ticket;
}

/** Where this kiosk prints. */
export async function findKioskPrinter(
  tx: Transaction,
): Promise<{ readonly host: string; readonly port: number } | undefined> {
  const [printer] = await tx.text<{ host: string; port: number }>(
    'select host, port from visits.kiosk_printer()',
  );
  return printer;
}

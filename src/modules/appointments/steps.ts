// Writes to bookings that modules to the right make inside their own transactions.
import { build, inWords, type Transaction } from '#platform/db/transaction.ts';

/** A booking has come true: it is a stop of this trip now. Its place stays kept for its time. */
export function markArrived(
  tx: Transaction,
  arrived: { readonly appointmentId: string; readonly visitId: string },
  now: Temporal.Instant,
): void {
  tx.write(
    build
      .updateTable('appointments.appointment')
      .set({ state: 'arrived', visit_id: arrived.visitId, changed_at: now })
      .where('id', '=', arrived.appointmentId)
      .where('state', 'in', inWords(['booked', 'missed'])),
  );
}

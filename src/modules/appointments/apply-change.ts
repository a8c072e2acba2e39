// Writes what a command about bookings decided. A place is given back before another is taken, since
// the constraint looks at each row as it comes.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { BookingChange } from './facts.ts';

export function applyBooking(tx: Transaction, change: BookingChange, now: Temporal.Instant): void {
  const { book, update, release, keep } = change;
  if (release) {
    tx.write(
      build
        .updateTable('appointments.booking')
        .set({ released_at: now })
        .where('appointment_id', '=', release.appointmentId)
        .where('released_at', 'is', null),
      'any',
    );
  }
  if (update) {
    tx.write(
      build
        .updateTable('appointments.appointment')
        .set({
          ...(update.startsAt && { starts_at: update.startsAt }),
          ...(update.endsAt && { ends_at: update.endsAt }),
          ...(update.cancelledFor && { state: 'cancelled', cancelled_for: update.cancelledFor }),
          ...(update.missed && { state: 'missed' }),
          changed_at: now,
        })
        .where('id', '=', update.id),
    );
  }
  if (book) insertAppointment(tx, book, now);
  if (keep) {
    tx.write(
      build.insertInto('appointments.booking').values({
        id: keep.id,
        resource: keep.resource,
        during: sql`tstzrange(${keep.startsAt.toString()}::timestamptz, ${keep.endsAt.toString()}::timestamptz)`,
        purpose: 'appointment',
        channel: 'staff',
        centre_id: keep.centreId,
        office_id: keep.officeId,
        unit_id: keep.unitId,
        appointment_id: keep.appointmentId,
      }),
    );
  }
}

function insertAppointment(
  tx: Transaction,
  book: NonNullable<BookingChange['book']>,
  now: Temporal.Instant,
): void {
  tx.write(
    build.insertInto('appointments.appointment').values({
      id: book.id,
      number: book.number,
      person_id: book.personId,
      centre_id: book.centreId,
      office_id: book.officeId,
      unit_id: book.unitId,
      host_unit_id: book.hostUnitId,
      service_id: book.serviceId,
      subject_id: book.subjectId,
      need_id: book.needId,
      language: book.language,
      state: book.state,
      starts_at: book.startsAt,
      ends_at: book.endsAt,
      made_by: book.madeBy,
      made_by_unit_id: book.madeByUnitId,
      because_visit_id: book.becauseVisitId ?? null,
      made_at: now,
      changed_at: now,
    }),
  );
}

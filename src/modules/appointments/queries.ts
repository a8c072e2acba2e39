// What screens ask about bookings. Row security finds those of one's own office, of the house for
// those who receive people there, and of whoever is being served. Whoever shows a person notes it.
import { civilDay } from '#base/dates.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { anyFileOf } from '../people/one-person.ts';
import type { AppointmentState } from './schema.ts';

/** A booking as its office may know it before she comes: as a ticket, nothing about anyone. */
export interface BookingLine {
  readonly appointmentId: string;
  readonly number: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly language: string;
  readonly state: AppointmentState;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Who or what is kept for it: `desk:<id>`, `account:<id>`; null when it was given back. */
  readonly resource: string | null;
}

/** A booking with the person, for those who may see her. */
export interface OwnBooking extends BookingLine {
  readonly personId: string;
  readonly needId: string | null;
  readonly unitId: string;
  readonly hostUnitId: string;
  readonly madeByUnitId: string;
  readonly visitId: string | null;
}

const LINE = [
  'a.id as appointmentId',
  'a.number',
  'a.centre_id as centreId',
  'a.office_id as officeId',
  'a.service_id as serviceId',
  'a.subject_id as subjectId',
  'a.language',
  'a.state',
  'a.starts_at as startsAt',
  'a.ends_at as endsAt',
  'b.resource',
] as const;

function selectBookings() {
  return build
    .selectFrom('appointments.appointment as a')
    .leftJoin('appointments.booking as b', (join) =>
      join.onRef('b.appointment_id', '=', 'a.id').on('b.released_at', 'is', null),
    )
    .select(LINE)
    .$narrowType<{ state: AppointmentState }>();
}

function selectOwnBookings() {
  return selectBookings().select([
    'a.person_id as personId',
    'a.need_id as needId',
    'a.unit_id as unitId',
    'a.host_unit_id as hostUnitId',
    'a.made_by_unit_id as madeByUnitId',
    'a.visit_id as visitId',
  ]);
}

/** The bookings of an office on a day, in order: numbers, times, services and languages. */
export function listOfficeBookings(
  tx: Transaction,
  office: { readonly id: string; readonly zone: string },
  date: Temporal.PlainDate,
): Promise<BookingLine[]> {
  const { from, until } = civilDay(date, office.zone);
  return tx.all(
    selectBookings()
      .where('a.office_id', '=', office.id)
      .where('a.starts_at', '>=', from)
      .where('a.starts_at', '<', until)
      .orderBy('a.starts_at')
      .orderBy('a.number'),
  );
}

/** The bookings of a person, the next first; cancelled ones only when asked for. */
export function listBookingsOf(
  tx: Transaction,
  personId: string,
  options: { readonly since?: Temporal.Instant; readonly cancelled?: boolean } = {},
): Promise<OwnBooking[]> {
  let query = selectOwnBookings()
    .where('a.person_id', '=', anyFileOf(personId))
    .orderBy('a.starts_at');
  if (options.since) query = query.where('a.ends_at', '>', options.since);
  if (!options.cancelled) query = query.where('a.state', '!=', 'cancelled');
  return tx.all(query);
}

/** One booking by its id; undefined when it does not exist or may not be seen. */
export function findBooking(
  tx: Transaction,
  appointmentId: string,
): Promise<OwnBooking | undefined> {
  return tx.first(selectOwnBookings().where('a.id', '=', appointmentId));
}

// What happens to a booking, as the log keeps it: times, codes and ids.
import type { NewEvent, Plain } from '#platform/event-log/events.ts';
import type { Appointment } from './facts.ts';
import { reminderOf } from './rules.ts';

type Kind =
  | 'appointment.booked'
  | 'appointment.moved'
  | 'appointment.cancelled'
  | 'appointment.missed'
  | 'appointment.arrived';

/** What of a booking its events tell. */
export type ToldBooking = Pick<
  Appointment,
  'id' | 'personId' | 'centreId' | 'officeId' | 'unitId' | 'serviceId' | 'startsAt'
>;

/** An event about a booking. */
export function appointmentEvent(
  kind: Kind,
  appointment: ToldBooking,
  data: Readonly<Record<string, Plain>> = {},
): NewEvent {
  const { id, personId, centreId, officeId, unitId, serviceId, startsAt } = appointment;
  return {
    kind,
    personId,
    centreId,
    officeId,
    unitId,
    data: { appointmentId: id, serviceId, startsAt: startsAt.toString(), ...data },
  };
}

/** She did not come on this day of the house; counted. */
export function missedEvent(appointment: ToldBooking, day: Temporal.PlainDate): NewEvent {
  return appointmentEvent('appointment.missed', appointment, { day: day.toString() });
}

/** For whom a reminder is to be written: when, or nothing. */
export function reminderData(
  startsAt: Temporal.Instant,
  zone: string,
  now: Temporal.Instant,
): Readonly<Record<string, Plain>> {
  const remindAt = reminderOf(startsAt, zone, now);
  return remindAt ? { remindAt: remindAt.toString() } : {};
}

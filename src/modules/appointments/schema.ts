// Words of a booking: its states, what a command may be given, the number that she says at the door.
import { z } from 'zod';
import { idField, languageField, slugField } from '#base/fields.ts';
import { LETTERS } from '../casefiles/schema.ts';

/**
 * A booking in words. It is *booked* until she comes on its day, when it has *arrived* and is a stop
 * of her trip; or it is *cancelled*, which gives its place back. Who did not come has *missed* it: said by
 * the office or the house, or by the end of the day; who comes later on the same day has arrived.
 */
export const APPOINTMENT_STATES = ['booked', 'missed', 'arrived', 'cancelled'] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

/** Why a booking was cancelled. */
export const CANCEL_REASONS = ['she-asked', 'centre', 'mistake'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** How long after its time a booking may be said to be missed. */
export const MISSED_AFTER_MINUTES = 10;

/** How many days ahead may be booked. */
export const DAYS_AHEAD = 90;

/** Bookings begin at quarters of an hour. */
export const STEP_MINUTES = 15;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const bookInput = z.strictObject({
  personId: idField(),
  officeId: slugField(),
  serviceId: slugField(),
  /** The day, `YYYY-MM-DD`, and the time, `HH:MM`, on the clock of the centre. */
  on: z.iso.date(),
  at: time,
  /** What she speaks; her own language when left out. */
  language: languageField().optional(),
  /** The need that it is for. */
  needId: idField().optional(),
  /** The trip in which it was promised. */
  visitId: idField().optional(),
});
export const moveInput = z.strictObject({ appointmentId: idField(), on: z.iso.date(), at: time });
export const cancelInput = z.strictObject({
  appointmentId: idField(),
  because: z.enum(CANCEL_REASONS),
});
export const arriveInput = z.strictObject({ appointmentId: idField() });

/** A booking's number such as `7QK293`, from six random bytes: no number tells how many there are. */
export function bookingNumber(random: Uint8Array): string {
  return Array.from(random.slice(0, 6), (byte) => LETTERS[byte % 32]).join('');
}

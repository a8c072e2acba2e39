// Words of a message: its kinds, and what is known of one at the moment of sending.
import { z } from 'zod';
import { idField } from '#base/fields.ts';
import type { Names } from '../directory/schema.ts';
import type { ContactFacts } from '../people/contact-rules.ts';

export const MESSAGE_KINDS = [
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'appointment-reminder',
  'call-back-promised',
  'ticket-link',
  'package',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message that she was told in person. */
export const tellInput = z.strictObject({ eventId: idField(), kind: z.enum(MESSAGE_KINDS) });

/** A message that is due, with all that decides whether and where it goes. */
export interface DueMessage {
  readonly eventId: string;
  readonly kind: MessageKind;
  /** Which try this is, from 1. */
  readonly number: number;
  readonly language: string | null;
  readonly email: string | null;
  /** Of a ticket's link alone, and never together with an e-mail address. */
  readonly phone: string | null;
  /** How she may be reached, as each of her files says it; none when nobody asked her. */
  readonly contacts: readonly ContactFacts[];
  readonly centreName: string | null;
  readonly zone: string | null;
  readonly officeName: Names | null;
  readonly startsAt: Temporal.Instant | null;
  readonly endsAt: Temporal.Instant | null;
  readonly dueOn: Temporal.PlainDate | null;
  /** Of a ticket's link: its visit, and the code of the paper by which the link is made. */
  readonly visitId: string | null;
  readonly code: string | null;
  /** Of a letter to a partner: its package. */
  readonly packageId: string | null;
  /** What it says is still true: the booking stands at that time, the call-back is still owed, the ticket is good. */
  readonly stillSo: boolean;
}

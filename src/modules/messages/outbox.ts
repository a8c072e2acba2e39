// From an event to the messages that it promises: rows of the outbox, written in the transaction of the
// act. Pure.
import type { RecordedEvent } from '#platform/event-log/events.ts';
import type { MessageKind } from './schema.ts';

export interface OutboxRow {
  readonly event_id: string;
  readonly kind: MessageKind;
  /** Nobody, of a ticket's link, which goes to the address that was said, and of a letter to a partner. */
  readonly person_id: string | null;
  readonly unit_id: string;
  readonly centre_id: string | null;
  readonly office_id: string | null;
  readonly about_id: string;
  readonly starts_at: Temporal.Instant | null;
  readonly due_on: Temporal.PlainDate | null;
  readonly due_at: Temporal.Instant;
}

const AT_ONCE: Readonly<Record<string, MessageKind>> = {
  'appointment.booked': 'appointment-booked',
  'appointment.moved': 'appointment-moved',
  'appointment.cancelled': 'appointment-cancelled',
  'call-back.promised': 'call-back-promised',
  'ticket.link-asked': 'ticket-link',
  'package.sent': 'package',
};

/** The messages that follow from an event; none for most. */
// MSG-5: what was booked, moved, cancelled or promised is told at once, and a booking once more on
// the evening before; a reminder is a row with a due time
export function messagesOf(event: RecordedEvent): OutboxRow[] {
  const { data = {}, personId, unitId } = event;
  const kind = AT_ONCE[event.kind];
  const about = data['appointmentId'] ?? data['taskId'] ?? data['linkAskedId'] ?? data['packageId'];
  if (!kind || !unitId || typeof about !== 'string') return [];
  if (!personId && kind !== 'ticket-link') return [];
  // A letter to a partner is not hers: nothing of it leads to her.
  const instant = (key: string) =>
    typeof data[key] === 'string' ? Temporal.Instant.from(data[key]) : null;
  const row: OutboxRow = {
    event_id: event.id,
    kind,
    person_id: kind === 'package' ? null : (personId ?? null),
    unit_id: unitId,
    centre_id: event.centreId ?? null,
    office_id: event.officeId ?? null,
    about_id: about,
    starts_at: instant('startsAt'),
    due_on: typeof data['dueOn'] === 'string' ? Temporal.PlainDate.from(data['dueOn']) : null,
    due_at: event.occurredAt,
  };
  const remindAt = instant('remindAt');
  return remindAt ? [row, { ...row, kind: 'appointment-reminder', due_at: remindAt }] : [row];
}

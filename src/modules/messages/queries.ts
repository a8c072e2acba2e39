// What those who look after a house ask about its messages: counts, and in a demonstration what was
// written to invented people.
import type { Transaction } from '#platform/db/transaction.ts';
import type { ContactReason } from '../people/contact-rules.ts';
import type { Names } from '../directory/schema.ts';
import type { MessageKind } from './schema.ts';

export type MessageState = 'waiting' | 'sent' | 'failed' | 'skipped' | 'held' | 'told';

export interface MessageCount {
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly howMany: number;
}

/** How many messages of a house stand where; none for whoever may not ask. */
export function countMessages(tx: Transaction, centreId: string): Promise<MessageCount[]> {
  return tx.text<MessageCount>(
    'select kind, state, how_many as "howMany" from messages.counts($1)',
    [centreId],
  );
}

/** A message of the demonstration. */
export interface DemonstrationMessage {
  readonly eventId: string;
  readonly kind: MessageKind;
  readonly dueAt: Temporal.Instant;
  readonly startsAt: Temporal.Instant | null;
  readonly dueOn: Temporal.PlainDate | null;
  readonly language: string;
  readonly officeName: Names | null;
  readonly state: MessageState;
  readonly reason: string | null;
}

/** The outbox of a demonstration's house, the latest first; empty in a network of real people. */
export function listDemonstrationMessages(
  tx: Transaction,
  centreId: string,
): Promise<DemonstrationMessage[]> {
  return tx.text<DemonstrationMessage>(
    `select event_id as "eventId", kind, due_at as "dueAt", starts_at as "startsAt",
       due_on as "dueOn", language, office_name as "officeName", state, reason
     from messages.demonstration($1)`,
    [centreId],
  );
}

/** A message that no machine gives her before it is too late. */
export interface ToTell {
  readonly eventId: string;
  readonly kind: MessageKind;
  readonly personId: string;
  /** As whoever sees the list may know it. */
  readonly name: string | null;
  readonly unitId: string;
  readonly centreId: string | null;
  readonly startsAt: Temporal.Instant | null;
  readonly dueOn: Temporal.PlainDate | null;
  /** Null where how she may be reached is not open to whoever sees the list. */
  readonly reason: ContactReason | null;
}

// The row security of people.person leaves out whom the asking account may not know of.
const TO_TELL = `
  select t.event_id as "eventId", t.kind, t.person_id as "personId", p.name, t.unit_id as "unitId",
    t.centre_id as "centreId", t.starts_at as "startsAt", t.due_on as "dueOn", t.reason
  from messages.to_tell() t join people.person p on p.id = t.person_id`;

/**
 * What is to be told in person, the nearest first, 200 at most: of those whom the asking account may know of.
 * @param personId of her alone
 */
export function listToTell(tx: Transaction, personId?: string): Promise<ToTell[]> {
  return tx.text(
    `${TO_TELL} where $1::uuid is null or t.person_id = $1
     order by t.starts_at nulls last, t.due_on, t.event_id, t.kind limit 200`,
    [personId ?? null],
  );
}

/** One of them, locked; undefined: told already, no longer so, or not to be known of. */
export async function lockToTell(
  tx: Transaction,
  eventId: string,
  kind: MessageKind,
): Promise<ToTell | undefined> {
  await tx.text('select messages.hold_to_tell($1, $2)', [eventId, kind]);
  const [found] = await tx.text<ToTell>(`${TO_TELL} where t.event_id = $1 and t.kind = $2`, [
    eventId,
    kind,
  ]);
  return found;
}

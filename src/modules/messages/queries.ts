// What those who look after a house ask about its messages: counts, and in a demonstration what was
// written to invented people.
import type { Transaction } from '#platform/db/transaction.ts';
import type { Names } from '../directory/schema.ts';
import type { MessageKind } from './schema.ts';

export type MessageState = 'waiting' | 'sent' | 'failed' | 'skipped';

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

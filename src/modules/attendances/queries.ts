// What screens ask about acts. Row security shows each unit its own acts and nobody else's.
import { build, type Transaction } from '#platform/db/transaction.ts';

/** An act of the asking account's own unit. */
export interface OwnAct {
  readonly id: string;
  readonly visitId: string;
  readonly stopId: string;
  readonly officeId: string;
  readonly unitId: string;
  /** Who did it. */
  readonly author: string;
  readonly serviceId: string;
  readonly mode: string;
  readonly outcome: string;
  /** The next step, what is missing, or why it was not possible. */
  readonly detail: string | null;
  readonly nextOn: Temporal.PlainDate | null;
  /** The office to which she was sent on. */
  readonly forwardedTo: string | null;
  readonly minutes: number;
  readonly occurredAt: Temporal.Instant;
}

/** What the asking account's units did for a person, the newest first. */
export function listOwnActs(tx: Transaction, personId: string, most = 50): Promise<OwnAct[]> {
  return tx.all(
    build
      .selectFrom('attendances.attendance as t')
      .innerJoin('access.account as a', 'a.id', 't.account_id')
      .select([
        't.id',
        't.visit_id as visitId',
        't.stop_id as stopId',
        't.office_id as officeId',
        't.unit_id as unitId',
        'a.name as author',
        't.service_id as serviceId',
        't.mode',
        't.outcome',
        't.detail',
        't.next_on as nextOn',
        't.forwarded_to as forwardedTo',
        't.minutes',
        't.occurred_at as occurredAt',
      ])
      .where('t.person_id', '=', personId)
      .orderBy('t.occurred_at', 'desc')
      .orderBy('t.id', 'desc')
      .limit(most),
  );
}

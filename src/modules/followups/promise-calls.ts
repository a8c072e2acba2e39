// Writes the calls that a house promises when its day ends; whoever ends it reaches no person by it.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';

/** A call about what somebody came for and nobody has begun. */
export interface Call {
  readonly id: string;
  readonly visitId: string;
  readonly needId: string | null;
  readonly title: string;
  readonly dueOn: Temporal.PlainDate;
}

export function promiseCalls(
  tx: Transaction,
  centreId: string,
  calls: readonly Call[],
  now: Temporal.Instant,
): void {
  const rows = calls.map((call) => ({
    id: call.id,
    visit_id: call.visitId,
    need_id: call.needId,
    title: call.title,
    due_on: call.dueOn,
  }));
  tx.write(
    sql`select followups.promise_calls(${centreId}, ${JSON.stringify(rows)}::jsonb, ${now})`,
    'any',
  );
}

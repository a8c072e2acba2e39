// Queues that are closed for now, with what is said there.
// VIS-130: nobody more is sent to a queue that is closed for now. Who waits there already stays and is
// served, and who was booked there comes. It opens again by the same hand.
import { problem, type Problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Names } from '../directory/schema.ts';

export interface ClosedQueue {
  readonly officeId: string;
  readonly message: Names;
  readonly closedAt: Temporal.Instant;
}

/** The queues of a house that are closed now; needs no session, since the wall says it. */
export function listClosedQueues(tx: Transaction, centreId: string): Promise<ClosedQueue[]> {
  return tx.text<ClosedQueue>(
    `select office_id as "officeId", message, closed_at as "closedAt"
     from visits.closed_queues($1)`,
    [centreId],
  );
}

/** What the database says when somebody is sent there all the same. */
export const QUEUE_REFUSALS: Readonly<Record<string, Problem>> = {
  stop_office_open: problem('conflict', 'office-closed'),
  stop_queue_open: problem('conflict', 'queue-closed'),
};

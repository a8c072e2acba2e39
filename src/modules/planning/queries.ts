// What the nights have learned, for whoever foretells. Row security shows it to whoever works here.
import type { Transaction } from '#platform/db/transaction.ts';
import type { LearnedDuration } from './rules/learned.ts';

/** Everything that was learned of sittings; nothing before the first night. */
export function listLearned(tx: Transaction): Promise<LearnedDuration[]> {
  return tx.text<LearnedDuration>(
    `select service_id as "serviceId", kind, of, sittings as count, minutes as "meanMinutes"
     from planning.learned_duration`,
  );
}

/** The same for a forecast that no colleague asks for: a phone's. Counts and means of nobody. */
export function readLearned(tx: Transaction): Promise<LearnedDuration[]> {
  return tx.text<LearnedDuration>(
    `select service_id as "serviceId", kind, of, sittings as count, minutes as "meanMinutes"
     from planning.read_learned()`,
  );
}

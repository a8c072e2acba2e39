// What screens and commands ask about trainings. Each account sees her own; whoever coordinates a house
// those of its people; administrators and data-protection officers, who give them, all (0310).
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Names } from '../directory/schema.ts';

/** A training of somebody. */
export interface Training {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly topicId: string;
  /** Both days count. */
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** It was taken away before its last day. */
  readonly ended: boolean;
}

/** Those that the asking account may know of, by name and topic, the latest first. */
export function listTrainings(tx: Transaction): Promise<Training[]> {
  return tx.text(
    `select id, account_id as "accountId", name, topic_id as "topicId", from_on as "from",
       until_on as "until", ended from compartments.trainings()`,
  );
}

/** What there is to be trained in. */
export function listTopics(
  tx: Transaction,
): Promise<{ readonly id: string; readonly name: Names }[]> {
  return tx.text('select id, name from compartments.topic order by id');
}

/** Whom the asking account may give a training. */
export function listToTrain(
  tx: Transaction,
): Promise<{ readonly accountId: string; readonly name: string; readonly unitId: string }[]> {
  return tx.text(
    `select account_id as "accountId", name, unit_id as "unitId" from compartments.to_train()
     order by unit_id, name, account_id`,
  );
}

/** Locks one; for who gives them. */
export async function lockTraining(
  tx: Transaction,
  id: string,
): Promise<{ readonly id: string; readonly accountId: string; readonly ended: boolean } | Problem> {
  const [row] = await tx.text<{ id: string; accountId: string; ended: boolean }>(
    'select id, account_id as "accountId", ended from compartments.hold_training($1)',
    [id],
  );
  return row ?? problem('not-found');
}

// Who is told when somebody in a house may need protection, for those who name them.
import type { Transaction } from '#platform/db/transaction.ts';

export interface Duty {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly since: Temporal.Instant;
  /** Null: until it is ended. */
  readonly until: Temporal.Instant | null;
}

export interface Colleague {
  readonly accountId: string;
  readonly name: string;
}

/** Who is told in a house now or later; nobody for whoever does not name them. */
export function listDuties(tx: Transaction, centreId: string): Promise<Duty[]> {
  return tx.text<Duty>(
    `select id, account_id as "accountId", name, since, until from visits.duties($1)`,
    [centreId],
  );
}

/** Who may be told in a house: colleagues who work there and reach people. */
export function listDutyCandidates(tx: Transaction, centreId: string): Promise<Colleague[]> {
  return tx.text<Colleague>(
    `select account_id as "accountId", name from visits.duty_candidates($1)`,
    [centreId],
  );
}

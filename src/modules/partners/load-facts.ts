// Reads and locks the package of the session that asks: whoever came by its link, with its code.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { PackageStand } from './schema.ts';

export interface OwnPackage extends PackageStand {
  readonly personId: string;
  readonly homeUnitId: string;
  readonly dueAt: Temporal.Instant | null;
  readonly chased: number;
}

export async function holdOwnPackage(tx: Transaction): Promise<OwnPackage | Problem> {
  const [row] = await tx.text<OwnPackage>(
    `select id, referral_id as "referralId", person_id as "personId", from_unit_id as "fromUnitId",
       home_unit_id as "homeUnitId", to_unit_id as "toUnitId", state, expires_on as "expiresOn",
       due_at as "dueAt", chased, opened_at as "openedAt", received_at as "receivedAt"
     from partners.hold_own()`,
    [],
  );
  return row ?? problem('not-found');
}

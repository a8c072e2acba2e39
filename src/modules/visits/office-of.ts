// An office as the commands about its queue know it: whose it is, and whether its queue is closed now.
import type { Transaction } from '#platform/db/transaction.ts';

export interface OfficeOf {
  readonly officeId: string;
  readonly centreId: string;
  readonly unitId: string;
  /** Its queue is closed for now. */
  readonly closed: boolean;
}

/** The office, held against whoever closes or opens its queue at the same moment. */
export async function findOfficeOf(
  tx: Transaction,
  officeId: string,
): Promise<OfficeOf | undefined> {
  tx.text('select pg_advisory_xact_lock(hashtextextended($1, 70))', [officeId]).catch(() => {});
  const [office] = await tx.text<OfficeOf>(
    `select o.id as "officeId", o.centre_id as "centreId", o.unit_id as "unitId",
            exists (select from visits.closed_queues(o.centre_id) q where q.office_id = o.id) as closed
     from directory.office o where o.id = $1 and o.closed_on is null`,
    [officeId],
  );
  return office;
}

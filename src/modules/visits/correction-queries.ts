// What must be known to correct an act. The database finds it for whoever did it and for the
// coordinator of the house (ATT-10); for everybody else it does not exist.
import type { Transaction } from '#platform/db/transaction.ts';
import type { CorrectableAct } from './correction-rules.ts';

/**
 * An act to be corrected, or undefined: not there, or not one's own to correct.
 * @param serviceId what it shall be said to be of; asked whether the office offers it
 * @param locking two at once wait for each other
 */
export async function findCorrectable(
  tx: Transaction,
  attendanceId: string,
  { serviceId, locking = false }: { serviceId?: string | undefined; locking?: boolean } = {},
): Promise<CorrectableAct | undefined> {
  const [act] = await tx.text<CorrectableAct>(
    `select f.id, visit_id as "visitId", person_id as "personId", stop_id as "stopId",
       centre_id as "centreId", f.office_id as "officeId", unit_id as "unitId",
       host_unit_id as "hostUnitId", f.service_id as "serviceId", mode, outcome, detail,
       has_detail as "hasDetail", next_on as "nextOn", forwarded_to as "forwardedTo", language,
       interpreter, minutes, day, occurred_at as "occurredAt", rank, voided, signed, own, settles,
       need_here as "needHere", before_it as "beforeIt", visit_closed as "visitClosed", needs, solved,
       coalesce($3 = f.service_id, true) or exists (select from directory.office_service os
         where os.office_id = f.office_id and os.service_id = $3) as offered
     from visits.find_correctable($1, $2) f`,
    [attendanceId, locking, serviceId ?? null],
  );
  return act;
}

/** One correction of an act, for those who may correct it, oldest first. */
export interface ShownCorrection {
  readonly rank: number;
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly reason: string;
  readonly voided: boolean;
  readonly revision: boolean;
}

/** Corrections of an act that the asking account's units did. */
export function listCorrections(tx: Transaction, attendanceId: string): Promise<ShownCorrection[]> {
  return tx.text(
    `select c.rank, a.name as by, c.corrected_at as at, c.reason, c.voided, c.revision
     from attendances.correction c join access.account a on a.id = c.corrected_by
     where c.attendance_id = $1 order by c.rank`,
    [attendanceId],
  );
}

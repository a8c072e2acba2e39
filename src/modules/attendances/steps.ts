// Writes an act, inside the transaction of the module that served.
import { insertRow, type Transaction } from '#platform/db/transaction.ts';

/** One service given to one person at one stop. */
export interface NewAttendance {
  readonly id: string;
  readonly stop: {
    readonly id: string;
    readonly visitId: string;
    readonly personId: string;
    readonly centreId: string;
    readonly officeId: string;
    readonly unitId: string;
    readonly day: Temporal.PlainDate;
  };
  readonly accountId: string;
  readonly serviceId: string;
  readonly mode: string;
  readonly outcome: string;
  readonly detail?: string | undefined;
  readonly nextOn?: string | undefined;
  readonly forwardedTo?: string | undefined;
  readonly language: string;
  readonly interpreter: string;
  readonly minutes: number;
}

/** A question that was answered at the door. */
export interface NewAnswer {
  readonly id: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly day: Temporal.PlainDate;
  readonly accountId: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly language: string;
  readonly minutes: number;
}

/** Records an act of nobody in particular: it has no visit, no stop and no person. */
export function recordAnswer(tx: Transaction, act: NewAnswer, now: Temporal.Instant): void {
  tx.write(
    insertRow('attendances.attendance', {
      id: act.id,
      centre_id: act.centreId,
      office_id: act.officeId,
      unit_id: act.unitId,
      day: act.day,
      account_id: act.accountId,
      service_id: act.serviceId,
      subject_id: act.subjectId,
      mode: 'information',
      outcome: 'solved',
      language: act.language,
      minutes: act.minutes,
      occurred_at: now,
    }),
  );
}

/** Records an act. */
export function recordAttendance(tx: Transaction, act: NewAttendance, now: Temporal.Instant): void {
  const { stop } = act;
  tx.write(
    insertRow('attendances.attendance', {
      id: act.id,
      person_id: stop.personId,
      visit_id: stop.visitId,
      stop_id: stop.id,
      centre_id: stop.centreId,
      office_id: stop.officeId,
      unit_id: stop.unitId,
      day: stop.day,
      account_id: act.accountId,
      service_id: act.serviceId,
      mode: act.mode,
      outcome: act.outcome,
      detail: act.detail ?? null,
      next_on: act.nextOn ? Temporal.PlainDate.from(act.nextOn) : null,
      forwarded_to: act.forwardedTo ?? null,
      language: act.language,
      interpreter: act.interpreter,
      minutes: act.minutes,
      occurred_at: now,
    }),
  );
}

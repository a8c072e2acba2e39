// Writes of a desk's own rows, and the events that tell of them.
import { newId } from '#base/ids.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { DeskSession } from './rules/desk-rules.ts';

/** A session of a desk that begins. */
export interface NewSession {
  readonly id: string;
  readonly deskId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly accountId: string;
  readonly languages: readonly string[];
  readonly serviceIds: readonly string[] | null;
  readonly mediatorId: string | null;
  readonly at: Temporal.Instant;
}

/** Somebody sits down. */
export function insertSession(tx: Transaction, session: NewSession): void {
  tx.write(
    build.insertInto('visits.desk_session').values({
      id: session.id,
      desk_id: session.deskId,
      centre_id: session.centreId,
      office_id: session.officeId,
      unit_id: session.unitId,
      account_id: session.accountId,
      languages: [...session.languages],
      service_ids: session.serviceIds && [...session.serviceIds],
      mediator_id: session.mediatorId,
      opened_at: session.at,
    }),
  );
}

/** She gets up. */
export function closeSession(tx: Transaction, sessionId: string, at: Temporal.Instant): void {
  tx.write(
    build.updateTable('visits.desk_session').set({ closed_at: at }).where('id', '=', sessionId),
  );
}

/** The break of a desk begins. */
export function beginBreak(tx: Transaction, sessionId: string, at: Temporal.Instant): void {
  tx.write(
    build.updateTable('visits.desk_session').set({ paused_at: at }).where('id', '=', sessionId),
  );
}

/** Ends the break of a session, if it takes one, and keeps how long it was. */
export function endBreak(tx: Transaction, desk: DeskSession, at: Temporal.Instant): void {
  if (!desk.pausedAt) return;
  tx.write(
    build.updateTable('visits.desk_session').set({ paused_at: null }).where('id', '=', desk.id),
  );
  tx.write(
    build.insertInto('visits.desk_break').values({
      id: newId(),
      session_id: desk.id,
      desk_id: desk.deskId,
      centre_id: desk.centreId,
      unit_id: desk.unitId,
      account_id: desk.accountId,
      started_at: desk.pausedAt,
      ended_at: at,
    }),
  );
}

/** An event of a desk, with the ids that readers ask for. */
export function deskEvent(
  kind: string,
  desk: {
    readonly deskId: string;
    readonly centreId: string;
    readonly officeId: string;
    readonly unitId: string;
  },
): NewEvent {
  const { deskId, centreId, officeId, unitId } = desk;
  return { kind, centreId, officeId, unitId, data: { deskId } };
}

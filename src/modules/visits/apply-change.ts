// Writes what a rule of a visit decided. All statements go out together.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { endGrants, giveGrant } from '../access/steps.ts';
import { recordAttendance } from '../attendances/steps.ts';
import { settleNeed, writeNote } from '../casefiles/steps.ts';
import type { PeriodChange, Stop, StopUpdate, VisitChange } from './facts.ts';

/** Applies a change to the tables of now. */
export function applyVisitChange(
  tx: Transaction,
  change: VisitChange,
  now: Temporal.Instant,
  actor: Actor,
): void {
  for (const stop of change.stops ?? []) updateStop(tx, stop);
  if (change.newStop) insertStops(tx, [change.newStop]);
  if (change.period) changePeriod(tx, change.period);
  if (change.serving) {
    const { stop } = change.serving;
    giveGrant(
      tx,
      {
        unitId: stop.unitId,
        accountId: actor.accountId,
        personId: stop.personId,
        becauseId: stop.id,
        purpose: 'serve',
        sections: ['spine'],
      },
      now,
    );
  }
  if (change.act) recordAttendance(tx, change.act, now);
  if (change.need) settleNeed(tx, change.need, now);
  if (change.note) {
    const { id, stop, body } = change.note;
    writeNote(
      tx,
      {
        id,
        body,
        personId: stop.personId,
        visitId: stop.visitId,
        stopId: stop.id,
        unitId: stop.unitId,
        accountId: actor.accountId,
      },
      now,
    );
  }
  if (change.handover) {
    const { id, from, to, body } = change.handover;
    tx.write(
      build.insertInto('visits.handover').values({
        id,
        body,
        to_stop_id: to.id,
        person_id: to.personId,
        from_unit_id: from.unitId,
        to_unit_id: to.unitId,
        account_id: actor.accountId,
        written_at: now,
      }),
    );
  }
  if (change.back) {
    const { id, stop, why, note, at } = change.back;
    tx.write(
      build.insertInto('visits.sent_back').values({
        id,
        why,
        note: note ?? null,
        stop_id: stop.id,
        visit_id: stop.visitId,
        person_id: stop.personId,
        from_unit_id: stop.unitId,
        to_unit_id: stop.hostUnitId,
        account_id: actor.accountId,
        sent_at: at,
      }),
    );
  }
  if (change.closeVisit) {
    tx.write(
      build
        .updateTable('visits.visit')
        .set({ state: 'closed', closed_at: change.closeVisit.at })
        .where('id', '=', change.closeVisit.id),
    );
  }
  // Last, because what is written above may only be reached while she is served.
  if (change.served) endGrants(tx, change.served.stopId, now);
}

function updateStop(tx: Transaction, stop: StopUpdate): void {
  tx.write(
    build
      .updateTable('visits.stop')
      .set({
        state: stop.state,
        ...(stop.afterNeeds && { after_needs: [...stop.afterNeeds] }),
        ...(stop.misses !== undefined && { misses: stop.misses }),
        ...(stop.queuedAt && { queued_at: stop.queuedAt }),
        ...(stop.calledAt && { called_at: stop.calledAt }),
        ...(stop.servedAt && { served_at: stop.servedAt }),
        ...(stop.endedAt && { ended_at: stop.endedAt }),
        ...(stop.deskId !== undefined && { desk_id: stop.deskId }),
        ...(stop.accountId !== undefined && { account_id: stop.accountId }),
        ...(stop.outcome && { outcome: stop.outcome }),
      })
      .where('id', '=', stop.id),
  );
}

/** Inserts stops of one visit. */
export function insertStops(
  tx: Transaction,
  stops: readonly (Stop & {
    readonly fromStopId?: string;
    /** The booking that it was, and for which time. */
    readonly booked?: { readonly appointmentId: string; readonly at: Temporal.Instant };
  })[],
): void {
  tx.write(
    build.insertInto('visits.stop').values(
      stops.map((stop) => ({
        id: stop.id,
        visit_id: stop.visitId,
        person_id: stop.personId,
        centre_id: stop.centreId,
        office_id: stop.officeId,
        unit_id: stop.unitId,
        host_unit_id: stop.hostUnitId,
        need_id: stop.needId,
        subject_id: stop.subjectId,
        service_id: stop.serviceId,
        number: stop.number,
        language: stop.language,
        priority: stop.priority,
        rank: stop.rank,
        after_needs: [...stop.afterNeeds],
        state: stop.state,
        day: stop.day,
        queued_at: stop.queuedAt,
        from_stop_id: stop.fromStopId ?? null,
        appointment_id: stop.booked?.appointmentId ?? null,
        booked_for: stop.booked?.at ?? null,
      })),
    ),
    stops.length,
  );
}

/** Ends the open period and begins what follows, at the same instant. */
function changePeriod(tx: Transaction, change: PeriodChange): void {
  const { visitId, at, next } = change;
  // By a function: the open period may be of an office that the asking account can't see into.
  tx.write(
    sql`select visits.turn(${visitId}::uuid, ${at.toString()}::timestamptz, ${next?.kind ?? null}::text,
                           ${next?.stopId ?? null}::uuid, ${next?.deskId ?? null}::text)`,
    'any',
  );
}

/** Her time begins, with waiting. */
export function beginTime(
  tx: Transaction,
  visit: {
    readonly id: string;
    readonly personId: string;
    readonly centreId: string;
    readonly hostUnitId: string;
  },
  at: Temporal.Instant,
): void {
  tx.write(
    build.insertInto('visits.period').values({
      visit_id: visit.id,
      person_id: visit.personId,
      centre_id: visit.centreId,
      host_unit_id: visit.hostUnitId,
      kind: 'waiting',
      during: sql`tstzrange(${at.toString()}::timestamptz, null)`,
    }),
  );
}

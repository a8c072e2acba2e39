// appointment.arrive: whoever was booked stands at the door of the house. Her booking becomes a stop.
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { dayOf } from '#base/dates.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { lockAppointment } from '../../appointments/load-facts.ts';
import { arriveInput } from '../../appointments/schema.ts';
import { markArrived } from '../../appointments/steps.ts';
import { findNeeds } from '../../casefiles/steps.ts';
import { anyFileOf } from '../../people/one-person.ts';
import { applyVisitChange, beginTime, insertStops } from '../apply-change.ts';
import { type Arrival, type ArrivalFacts, type OpenTrip, planArrival } from '../booked-rules.ts';
import type { OpenPeriod } from '../facts.ts';
import { lockVisitRows } from '../load-facts.ts';

export const arriveAppointment = command({
  name: 'appointment.arrive',
  summary: 'Makes a booking of today a stop of the trip that the person is on, or of a new one.',
  input: arriveInput,
  async load(tx, input, actor, now): Promise<ArrivalFacts | Problem> {
    const appointment = await lockAppointment(tx, input.appointmentId, actor);
    if (isProblem(appointment)) return appointment;
    const [centre] = await tx.text<{ zone: string }>(
      'select zone from directory.centre where id = $1',
      [appointment.centreId],
    );
    const zone = centre?.zone ?? 'UTC';
    const day = dayOf(now, zone);
    const [trip, numbered] = await Promise.all([
      findOpenTrip(tx, appointment.personId),
      tx.text<{ number: number }>('select visits.next_number($1, $2) as number', [
        appointment.centreId,
        day,
      ]),
    ]);
    return {
      appointment,
      zone,
      day,
      trip,
      number: numbered[0]?.number ?? 1,
      code: String(randomInt(10_000)).padStart(4, '0'),
    };
  },
  may: (actor, { appointment: { hostUnitId, centreId } }) =>
    mayAct(actor, { roles: WELCOME, units: [hostUnitId], centreId }),
  decide: (facts, _input, _actor, now) => planArrival(facts, now),
  apply(tx, change: Arrival, now, actor) {
    const { appointment, visitId, reception, stop, period } = change;
    const booked = { appointmentId: appointment.id, at: appointment.startsAt };
    if (reception) {
      openVisit(tx, reception.visit, now);
      findNeeds(tx, reception.needs, now);
      insertStops(
        tx,
        reception.stops.map((one) => ({ ...one, booked })),
      );
      beginTime(tx, reception.visit, now);
    }
    if (stop) insertStops(tx, [{ ...stop, booked }]);
    if (period) applyVisitChange(tx, { period }, now, actor);
    markArrived(tx, { appointmentId: appointment.id, visitId }, now);
  },
  // One centre at a time (VIS-2), and one stop for a booking.
  refusals: {
    visit_one_open: problem('conflict', 'already-here'),
    stop_of_appointment: problem('conflict', 'already-arrived'),
  },
});

/** The trip that somebody is on now, wherever the asking account may see it. */
async function findOpenTrip(tx: Transaction, personId: string): Promise<OpenTrip | undefined> {
  const open = await tx.first(
    build
      .selectFrom('visits.visit')
      .select('id')
      .where('person_id', '=', anyFileOf(personId))
      .where('state', '=', 'open'),
  );
  if (!open) return undefined;
  const [rows, period] = await Promise.all([
    lockVisitRows(tx, open.id),
    tx.first(
      build
        .selectFrom('visits.period')
        .select(['kind', sql<Temporal.Instant>`lower(during)`.as('since')])
        .where('visit_id', '=', open.id)
        .where(sql<boolean>`upper_inf(during)`),
    ),
  ]);
  if (rows.visit?.state !== 'open' || !period) return undefined;
  return { visit: rows.visit, stops: rows.stops, period: period as OpenPeriod };
}

function openVisit(
  tx: Transaction,
  visit: NonNullable<Arrival['reception']>['visit'],
  now: Temporal.Instant,
): void {
  tx.write(
    build.insertInto('visits.visit').values({
      id: visit.id,
      person_id: visit.personId,
      centre_id: visit.centreId,
      host_unit_id: visit.hostUnitId,
      day: visit.day,
      number: visit.number,
      code: visit.code,
      language: visit.language,
      priority: visit.priority,
      state: 'open',
      arrived_at: now,
    }),
  );
}

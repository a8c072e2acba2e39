// What a booking comes to when she stands at the door, as a pure function: a trip of its own with one
// stop, or one more stop of the trip that she is on.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { refuseArrival } from '../appointments/states.ts';
import type { Appointment } from '../appointments/facts.ts';
import { appointmentEvent } from '../appointments/events.ts';
import { dayOf } from '#base/dates.ts';
import type { OpenPeriod, PeriodChange, Stop, Visit } from './facts.ts';
import { ORDINARY } from './precedence-rules.ts';
import { planReception, type Reception } from './reception-rules.ts';
import { momentAfter, stopEvent } from './rules.ts';

/** The trip that she is on already, with its stops and where her time goes. */
export interface OpenTrip {
  readonly visit: Visit;
  readonly stops: readonly Stop[];
  readonly period: OpenPeriod;
}

export interface ArrivalFacts {
  readonly appointment: Appointment;
  readonly zone: string;
  readonly day: Temporal.PlainDate;
  /** The number of the ticket, if a new one is issued. */
  readonly number: number;
  readonly code: string;
  readonly trip: OpenTrip | undefined;
}

export interface Arrival {
  readonly appointment: Appointment;
  readonly visitId: string;
  /** A trip of its own. */
  readonly reception?: Reception;
  /** One more stop of the trip that she is on. */
  readonly stop?: Stop;
  readonly period?: PeriodChange;
}

/**
 * APP-15: a booking comes true on its own day and in its own house: it becomes one stop, with its
 * time, of the trip that she is on, or of a new one.
 */
export function planArrival(
  facts: ArrivalFacts,
  now: Temporal.Instant,
): Decision<Arrival> | Problem {
  const { appointment, zone, day, trip } = facts;
  const refused = refuseArrival(appointment);
  if (refused) return refused;
  if (!dayOf(appointment.startsAt, zone).equals(day)) return problem('conflict', 'not-today');
  if (trip && trip.visit.centreId !== appointment.centreId)
    return problem('conflict', 'already-here');
  return trip ? joinTrip(facts, trip, now) : beginTrip(facts, now);
}

function arrived({ appointment, day }: ArrivalFacts, visitId: string) {
  // Counted as missed before: that is taken back.
  const late = { late: true, day: day.toString() };
  const event = appointmentEvent(
    'appointment.arrived',
    appointment,
    appointment.state === 'missed' ? late : undefined,
  );
  return { ...event, visitId };
}

/** APP-14: an arrival finds no new need where the booking was made for one. */
function beginTrip(facts: ArrivalFacts, now: Temporal.Instant): Decision<Arrival> | Problem {
  const { appointment } = facts;
  const { centreId, hostUnitId, personId, subjectId, officeId, unitId, serviceId } = appointment;
  const planned = planReception(
    {
      centreId,
      hostUnitId,
      personId,
      day: facts.day,
      number: facts.number,
      priority: ORDINARY,
      precedence: [],
      code: facts.code,
      answers: [{ subjectId, officeId, unitId, serviceId }],
    },
    { language: appointment.language, subjectIds: [subjectId] },
    now,
  );
  if ('problem' in planned) return planned;
  const { change } = planned;
  const known = appointment.needId;
  const reception = known
    ? { ...change, needs: [], stops: change.stops.map((stop) => ({ ...stop, needId: known })) }
    : change;
  return {
    change: { appointment, visitId: change.visit.id, reception },
    events: [...planned.events, arrived(facts, change.visit.id)],
    result: { ...planned.result, appointmentId: appointment.id },
  };
}

/** Her place in the queue is one more; she is called to it only when nothing else has her. */
function joinTrip(
  facts: ArrivalFacts,
  { visit, stops, period }: OpenTrip,
  now: Temporal.Instant,
): Decision<Arrival> {
  const { appointment } = facts;
  const { officeId, unitId, subjectId, serviceId, needId } = appointment;
  const at = momentAfter(period, now);
  const stop: Stop = {
    id: newId(),
    visitId: visit.id,
    personId: visit.personId,
    centreId: visit.centreId,
    officeId,
    unitId,
    hostUnitId: visit.hostUnitId,
    needId,
    subjectId,
    serviceId,
    number: visit.number,
    language: visit.language,
    priority: visit.priority,
    rank: Math.max(0, ...stops.map(({ rank }) => rank)) + 1,
    afterNeeds: [],
    state: 'waiting',
    misses: 0,
    day: visit.day,
    queuedAt: at,
    servedAt: null,
    deskId: null,
    accountId: null,
  };
  const next = { kind: 'waiting', stopId: null, deskId: null } as const;
  return {
    change: {
      appointment,
      visitId: visit.id,
      stop,
      // Whoever was away from the house is back in it.
      ...(period.kind === 'parked' && { period: { visitId: visit.id, at, next } }),
    },
    events: [stopEvent('stop.queued', stop), arrived(facts, visit.id)],
    result: {
      visitId: visit.id,
      personId: visit.personId,
      number: visit.number,
      appointmentId: appointment.id,
    },
  };
}

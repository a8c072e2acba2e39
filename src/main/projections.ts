// What follows from an event in the same transaction: rows that are only ever appended. Pure: an
// event in, statements out.
import { messagesOf } from '#modules/messages/outbox.ts';
import { build, insertRow } from '#platform/db/transaction.ts';
import type { RecordedEvent } from '#platform/event-log/events.ts';
import type { Projection } from '#platform/run-command/runner.ts';

/** What was asked for a sitting ends with it. */
function endOfSitting(event: RecordedEvent) {
  return [
    build
      .updateTable('interpretation.request')
      .set({ ended_at: event.occurredAt })
      .where('stop_id', '=', text(event, 'stopId'))
      .where('ended_at', 'is', null),
  ];
}

export const PROJECTIONS: Readonly<Record<string, Projection>> = {
  'visit.opened': (event) => [
    insertRow('statistics.arrival', {
      ...about(event),
      language: text(event, 'language'),
      needs: count(event, 'needs'),
    }),
  ],
  'attendance.recorded': (event) => [
    insertRow('statistics.act', {
      ...about(event),
      // A question that was answered at the door belongs to no visit and to nobody.
      visit_id: event.visitId ?? null,
      person_id: event.personId ?? null,
      office_id: event.officeId ?? '',
      unit_id: event.unitId ?? '',
      service_id: text(event, 'serviceId'),
      mode: text(event, 'mode'),
      outcome: text(event, 'outcome'),
      language: text(event, 'language'),
      minutes: count(event, 'minutes'),
    }),
  ],
  'stop.finished': endOfSitting,
  'stop.forwarded': endOfSitting,
  'stop.parked': endOfSitting,
  'stop.sent-back': endOfSitting,
  'stop.missed': endOfSitting,
  'stop.chosen': (event) => [
    insertRow('statistics.chosen_call', {
      event_id: event.id,
      centre_id: event.centreId ?? '',
      office_id: event.officeId ?? '',
      unit_id: event.unitId ?? '',
      day: Temporal.PlainDate.from(text(event, 'day')),
      reason: text(event, 'reason'),
    }),
  ],
  'visit.closed': (event) => [
    insertRow('statistics.departure', {
      ...about(event),
      needs: count(event, 'needs'),
      solved: count(event, 'solved'),
    }),
  ],
  'referral.sent': (event) => referralCount(event, 'requested'),
  'referral.accepted': (event) => referralCount(event, 'accepted'),
  'referral.declined': (event) => referralCount(event, 'declined'),
  'referral.completed': (event) => referralCount(event, text(event, 'outcome')),
  'referral.withdrawn': (event) => referralCount(event, 'withdrawn'),
  'referral.passed-on': (event) => referralCount(event, 'passed-on'),
  'package.sent': (event) => [packageStep(event, 'sent'), ...outbox(event)],
  'package.delivered': (event) => [packageStep(event, 'delivered')],
  'package.failed': (event) => [packageStep(event, 'failed')],
  'package.opened': (event) => [packageStep(event, 'opened')],
  'package.received': (event) => [packageStep(event, 'received')],
  'attendance.corrected': corrected,
  'attendance.voided': corrected,
  'appointment.booked': outbox,
  'appointment.moved': outbox,
  'appointment.cancelled': outbox,
  'call-back.promised': outbox,
  'ticket.link-asked': outbox,
  'appointment.missed': (event) => [missed(event, 1)],
  // She came late on the same day: what was counted is taken back.
  'appointment.arrived': (event) => (event.data?.['late'] === true ? [missed(event, -1)] : []),
};

/** What became of a hand-over, each kind and each way counted apart; of nobody. */
function referralCount(event: RecordedEvent, state: string) {
  return [
    insertRow('statistics.referral', {
      event_id: event.id,
      kind: text(event, 'handover'),
      day: Temporal.PlainDate.from(text(event, 'day')),
      from_unit_id: event.unitId ?? '',
      to_unit_id: text(event, 'toUnitId'),
      state,
    }),
  ];
}

/** How far a package came, each step counted apart from what became of its referral; of nobody. */
function packageStep(event: RecordedEvent, step: string) {
  return insertRow('statistics.package', {
    event_id: event.id,
    day: Temporal.PlainDate.from(text(event, 'day')),
    from_unit_id: event.unitId ?? '',
    to_unit_id: text(event, 'toUnitId'),
    step,
  });
}

/** What was counted is taken back by a row of its own, and what is true now is counted beside it. */
function corrected(event: RecordedEvent) {
  const { needs, wasSolved, solved, was, now } = event.data ?? {};
  const act = (said: unknown, sign: 1 | -1) => {
    const facts = { ...event, data: said as RecordedEvent['data'] } as RecordedEvent;
    return insertRow('statistics.act', {
      ...about(event),
      visit_id: event.visitId ?? null,
      person_id: event.personId ?? null,
      office_id: event.officeId ?? '',
      unit_id: event.unitId ?? '',
      service_id: text(facts, 'serviceId'),
      mode: text(facts, 'mode'),
      outcome: text(facts, 'outcome'),
      language: text(facts, 'language'),
      minutes: count(facts, 'minutes'),
      sign,
      corrects: text(event, 'attendanceId'),
    });
  };
  const trip = (of: unknown, sign: 1 | -1) =>
    insertRow('statistics.departure', {
      ...about(event),
      needs: Number(needs),
      solved: Number(of),
      sign,
      revised: true,
    });
  return [
    act(was, -1),
    ...(now ? [act(now, 1)] : []),
    ...(needs === undefined ? [] : [trip(wasSolved, -1), trip(solved, 1)]),
  ];
}

/** Somebody did not come to her booking; of nobody. */
function missed(event: RecordedEvent, sign: 1 | -1) {
  return insertRow('statistics.missed_booking', {
    event_id: event.id,
    centre_id: event.centreId ?? '',
    office_id: event.officeId ?? '',
    unit_id: event.unitId ?? '',
    day: Temporal.PlainDate.from(text(event, 'day')),
    sign,
  });
}

/** What a person is to be told. */
function outbox(event: RecordedEvent) {
  return messagesOf(event).map((row) => insertRow('messages.message', { ...row }));
}

function about(event: RecordedEvent) {
  return {
    event_id: event.id,
    visit_id: event.visitId ?? '',
    person_id: event.personId ?? '',
    centre_id: event.centreId ?? '',
    host_unit_id: text(event, 'hostUnitId'),
    day: Temporal.PlainDate.from(text(event, 'day')),
  };
}

function text(event: RecordedEvent, key: string): string {
  const value = event.data?.[key];
  if (typeof value !== 'string') throw new Error(`${event.kind} has no ${key}`);
  return value;
}

function count(event: RecordedEvent, key: string): number {
  const value = event.data?.[key];
  if (typeof value !== 'number') throw new Error(`${event.kind} has no ${key}`);
  return value;
}

// What follows from an event in the same transaction: rows that are only ever appended. Pure: an
// event in, statements out.
import { insertRow } from '#platform/db/transaction.ts';
import type { RecordedEvent } from '#platform/event-log/events.ts';
import type { Projection } from '#platform/run-command/runner.ts';

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
      office_id: event.officeId ?? '',
      unit_id: event.unitId ?? '',
      service_id: text(event, 'serviceId'),
      mode: text(event, 'mode'),
      outcome: text(event, 'outcome'),
      language: text(event, 'language'),
      minutes: count(event, 'minutes'),
    }),
  ],
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
};

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

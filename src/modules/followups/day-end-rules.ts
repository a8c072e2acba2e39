// How a house's day ends. Pure.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import type { Problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import { missedEvent, type ToldBooking } from '../appointments/events.ts';
import { findNextOpening } from '../directory/rules/hours.ts';
import type { Centre } from '../directory/schema.ts';
import type { HeldDesk, HeldVisit, HouseChange } from '../visits/left-open-facts.ts';
import { closing, endedFor, refuseDayEnd, unseenOf } from '../visits/left-open-rules.ts';
import type { Call } from './promise-calls.ts';
import { taskEvent } from './rules.ts';

const TITLE_MAX = 200;

export interface DayFacts {
  readonly centre: Pick<Centre, 'id' | 'zone' | 'timetable'>;
  readonly today: Temporal.PlainDate;
  /** What a call is called, of what she came for. */
  readonly titleOf: (subjectIds: readonly string[]) => string;
  readonly visits: readonly HeldVisit[];
  readonly desks: readonly HeldDesk[];
  /** Bookings up to now for which nobody came, and nobody said so. */
  readonly bookings: readonly ToldBooking[];
}

/** What the end of a day writes. */
export interface DayChange extends HouseChange {
  readonly centreId: string;
  readonly calls: readonly Call[];
  /** Bookings that are missed. */
  readonly missed: readonly string[];
}

/** Everybody goes home: with a call promised to whoever was not seen, and no desk left open. */
// APP-20: a booking for which nobody came by the end of its day is missed, and counted as one
export function endDay(facts: DayFacts, now: Temporal.Instant): Decision<DayChange> | Problem {
  const { centre, today, visits, desks, bookings } = facts;
  const refused = refuseDayEnd(visits, today);
  if (refused) return refused;
  const centreId = centre.id;
  const opening = findNextOpening(centre.timetable, endOf(today, centre.zone));
  const dueOn = opening ? dayOf(opening.opens, centre.zone) : today.add({ days: 1 });
  const calls = visits.flatMap((visit) => callOf(visit, facts, dueOn));
  const counts = {
    visits: visits.length,
    calls: calls.length,
    desks: desks.length,
    missed: bookings.length,
  };
  return {
    change: {
      ...closing(visits, now),
      centreId,
      calls: calls.map(({ call }) => call),
      missed: bookings.map(({ id }) => id),
      desks: desks.map(({ id }) => ({ id, at: now })),
    },
    events: [
      ...calls.flatMap(({ events }) => events),
      ...visits.map((visit) => endedFor('day-over', centreId, visit)),
      ...desks.map(({ deskId, officeId, unitId }): NewEvent => {
        return { kind: 'desk.closed', centreId, officeId, unitId, data: { deskId } };
      }),
      ...bookings.map((booking) => missedEvent(booking, dayOf(booking.startsAt, centre.zone))),
      { kind: 'day.ended', centreId, data: { day: `${today}`, ...counts } },
    ],
    result: counts,
  };
}

function callOf(
  visit: HeldVisit,
  { centre, titleOf }: DayFacts,
  dueOn: Temporal.PlainDate,
): { readonly call: Call; readonly events: readonly NewEvent[] }[] {
  const unseen = unseenOf(visit);
  if (unseen.length === 0) return [];
  const title = titleOf([...new Set(unseen.map(({ subjectId }) => subjectId))]);
  const call: Call = {
    id: newId(),
    visitId: visit.visitId,
    needId: unseen.length === 1 ? (unseen[0]?.needId ?? null) : null,
    title: title.slice(0, TITLE_MAX),
    dueOn,
  };
  const task = {
    id: call.id,
    personId: visit.personId,
    kind: 'call-back' as const,
    unitId: visit.hostUnitId,
    centreId: centre.id,
    accountId: null,
    dueOn,
    state: 'open' as const,
  };
  const window = { from: null, to: null };
  return [
    {
      call,
      events: [
        taskEvent('task.added', task, { accountId: null }),
        taskEvent('call-back.promised', task, window),
      ],
    },
  ];
}

function endOf(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}

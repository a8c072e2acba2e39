// What was left open in a house, the one act that mends each, and how its day ends. Pure.
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Shift } from '../rosters/schema.ts';
import type { HeldDesk, HeldVisit, HouseChange, Standing } from './left-open-facts.ts';
import { elsewhere, momentAfter } from './rules.ts';

/** Minutes after which something has stood for too long. */
export const TOO_LONG = { called: 15, serving: 120, parked: 60 } as const;

/**
 * VIS-120: left open is a visit of an earlier day, and whoever is called for a quarter of an hour,
 * parked for an hour or served for two.
 */
export function isLeftOpen(
  { kind, since }: Pick<Standing, 'kind' | 'since'>,
  now: Temporal.Instant,
) {
  return kind === 'visit' || now.since(since).total('minutes') >= TOO_LONG[kind];
}

/**
 * VIS-121: a desk is left open when it was opened on an earlier day, or when its officer's shifts of
 * today are all over. Whoever has none today came without a roster, and is left alone.
 */
export function isDeskLeft(
  desk: Pick<HeldDesk, 'accountId' | 'openedAt'>,
  shifts: readonly Shift[],
  zone: string,
  now: Temporal.Instant,
): boolean {
  const local = now.toZonedDateTimeISO(zone);
  if (Temporal.PlainDate.compare(dayOf(desk.openedAt, zone), local.toPlainDate()) < 0) return true;
  const own = shifts.filter(
    ({ accountId, date }) => accountId === desk.accountId && date.equals(local.toPlainDate()),
  );
  return (
    own.length > 0 &&
    own.every(({ works }) => Temporal.PlainTime.compare(works.to, local.toPlainTime()) <= 0)
  );
}

/** VIS-122: what has not stood too long is the desk's own matter, and nobody else's to mend. */
export function refuseMend(leftOpen: boolean): Problem | undefined {
  return leftOpen ? undefined : problem('conflict', 'not-left-open');
}

/**
 * VIS-123: one act mends each. Who was called waits again at her place; who is served without an end
 * is parked until she says that she is here; who is parked for long, or was here on an earlier day,
 * has gone, and her visit closes.
 */
export function mend(kind: Standing['kind'], held: HeldVisit, now: Temporal.Instant): HouseChange {
  const stop = held.stops.find(({ state }) => state === kind);
  if (!stop || kind === 'visit' || kind === 'parked') return closing([held], now);
  const at = momentAfter({ since: held.since, kind: 'waiting' }, now);
  const called = kind === 'called';
  const next = called
    ? { kind: 'waiting' as const, stopId: null, deskId: null }
    : { kind: 'parked' as const, stopId: stop.id, deskId: null };
  return {
    ...NOTHING,
    stops: [{ id: stop.id, state: called ? 'waiting' : 'parked', at }],
    periods: [{ visitId: held.visitId, at, next }],
  };
}

const NOTHING: HouseChange = { stops: [], periods: [], close: [], desks: [] };

/** Ends these visits: what is left of them is withdrawn and their time stops. */
export function closing(visits: readonly HeldVisit[], now: Temporal.Instant): HouseChange {
  const ends = visits.map((visit) => ({
    visit,
    at: momentAfter({ since: visit.since, kind: 'waiting' }, now),
  }));
  return {
    stops: ends.flatMap(({ visit, at }) =>
      visit.stops.map(({ id }) => ({ id, state: 'withdrawn' as const, at })),
    ),
    periods: ends.map(({ visit, at }) => ({ visitId: visit.visitId, at, next: null })),
    close: ends.map(({ visit, at }) => ({ id: visit.visitId, at })),
    desks: [],
  };
}

/** A visit ended because of the house, not by its last stop. */
export function endedFor(
  reason: 'day-over' | 'left',
  centreId: string,
  visit: HeldVisit,
): NewEvent {
  const queues = visit.stops.filter(({ state }) => state !== 'ahead');
  return {
    kind: 'visit.closed',
    centreId,
    unitId: visit.hostUnitId,
    visitId: visit.visitId,
    personId: visit.personId,
    data: {
      reason,
      day: visit.day.toString(),
      hostUnitId: visit.hostUnitId,
      needs: visit.needs,
      solved: visit.solved,
      ...elsewhere([...new Set(queues.map(({ officeId }) => officeId))]),
    },
  };
}

/**
 * VIS-124: a day is not ended over anybody's head: while somebody is called or served, it goes on.
 * What is left from an earlier day ends whatever it was.
 */
export function refuseDayEnd(
  visits: readonly HeldVisit[],
  today: Temporal.PlainDate,
): Problem | undefined {
  const atDesks = visits.filter(
    ({ day, stops }) =>
      day.equals(today) && stops.some(({ state }) => state === 'called' || state === 'serving'),
  );
  return atDesks.length > 0
    ? problem('conflict', 'people-at-desks', { params: { count: atDesks.length } })
    : undefined;
}

/**
 * VIS-125: whoever goes home unseen is promised a call on the next day on which the house is open:
 * one call about all that she came for and nobody has begun. What was begun has a next step already.
 */
export function unseenOf(visit: HeldVisit): HeldVisit['stops'] {
  return visit.stops.filter(({ state, needId }) => needId !== null && state !== 'serving');
}

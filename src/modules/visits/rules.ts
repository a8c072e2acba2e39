// What may happen to a visit, as pure functions. The words of the states are in `schema.ts`.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type {
  Act,
  OpenPeriod,
  PeriodChange,
  Stop,
  StopFacts,
  StopUpdate,
  VisitFacts,
} from './facts.ts';
import { type ActInput, type PeriodKind, STOP_FOLLOWS, type StopState } from './schema.ts';

/** How far back somebody goes who was called and did not come. */
export const MISSED_BACK_MINUTES = 10;

/** VIS-4: a stop changes only along the arrows of its state machine. */
export function mayFollow(from: StopState, to: StopState): boolean {
  return STOP_FOLLOWS[from].includes(to);
}

/**
 * VIS-3: a person's periods neither overlap nor leave a gap: the next begins where the last ends,
 * and each lasts at least a microsecond, the database's smallest time.
 */
export function momentAfter(period: OpenPeriod, now: Temporal.Instant): Temporal.Instant {
  const earliest = period.since.add({ microseconds: 1 });
  return Temporal.Instant.compare(now, earliest) > 0 ? now : earliest;
}

/** The change of a visit's time from its open period to `kind` at this stop; waiting is in all queues. */
export function nextPeriod(
  facts: Pick<StopFacts, 'period'>,
  kind: PeriodKind,
  stop: Stop,
  deskId: string | null,
  now: Temporal.Instant,
): PeriodChange {
  return {
    visitId: stop.visitId,
    at: momentAfter(facts.period, now),
    next: { kind, stopId: kind === 'waiting' ? null : stop.id, deskId },
  };
}

/** An event about a stop, with the ids that readers ask for. */
export function stopEvent(kind: string, stop: Stop, data: NewEvent['data'] = {}): NewEvent {
  return {
    kind,
    centreId: stop.centreId,
    officeId: stop.officeId,
    unitId: stop.unitId,
    visitId: stop.visitId,
    personId: stop.personId,
    data: { stopId: stop.id, ...data },
  };
}

/**
 * VIS-101: only whoever waits is called. Who is called, on her way or served elsewhere keeps her
 * places in all other queues; so does who is parked, which means away from the whole house until she
 * is said to be back.
 */
export function whoIsFree<One extends { readonly doing: PeriodKind }>(
  queue: readonly One[],
): One[] {
  return queue.filter(({ doing }) => doing === 'waiting');
}

/** The other offices whose queues change because she comes or goes; nothing when there are none. */
export function elsewhere(offices: readonly string[]): NonNullable<NewEvent['data']> {
  return offices.length > 0 ? { elsewhere: offices } : {};
}

/** A stop may be moved on only from this state; otherwise somebody else was faster. */
export function refuseUnless(stop: Stop, state: StopState): Problem | undefined {
  return stop.state === state ? undefined : problem('conflict', 'already-moved-on');
}

/**
 * VIS-6: an office with a direct enforcement link works only from the paper that she shows.
 * VIS-16: after five wrong codes no code is right any more until reception prints the paper anew,
 * so that nobody finds a person by trying all ten thousand.
 */
export function refuseUnpresented(facts: StopFacts): Problem | undefined {
  if (facts.fenced && facts.locked)
    return problem('conflict', 'paper-locked', { fields: { code: 'paper-locked' } });
  return facts.fenced && !facts.presented
    ? problem('invalid', 'not-presented', { fields: { code: 'not-presented' } })
    : undefined;
}

const DETAIL_MISSING = {
  solved: 'required',
  'in-progress': 'next-step-required',
  'something-missing': 'missing-required',
  'not-possible': 'reason-required',
} as const;

/**
 * VIS-12: an act says what follows: in progress has a next step and its date (today or later),
 * something missing says what, not possible says why.
 */
export function refuseAct(
  input: ActInput,
  forwarded: boolean,
  today: Temporal.PlainDate,
): Problem | undefined {
  const fields: Record<string, string> = {};
  if (
    input.outcome !== 'solved' &&
    !input.detail &&
    !(forwarded && input.outcome === 'in-progress')
  ) {
    fields['detail'] = DETAIL_MISSING[input.outcome];
  }
  if (input.outcome === 'in-progress' && !forwarded && !input.nextOn) fields['nextOn'] = 'required';
  if (input.nextOn && Temporal.PlainDate.compare(input.nextOn, today) < 0)
    fields['nextOn'] = 'date-in-past';
  return Object.keys(fields).length > 0 ? problem('invalid', 'invalid', { fields }) : undefined;
}

/** VIS-17: an act is of a service that its office offers, or of the one that she came for. */
export function refuseService(facts: Pick<StopFacts, 'offered'>): Problem | undefined {
  return facts.offered === false
    ? problem('invalid', 'invalid', { fields: { serviceId: 'service-not-here' } })
    : undefined;
}

/**
 * VIS-69: what the next desk is told goes neither to nor from a unit with a direct enforcement link.
 */
export function refuseHandover(
  handover: string | undefined,
  fromFenced: boolean,
  toFenced: boolean,
): Problem | undefined {
  return handover !== undefined && (fromFenced || toFenced)
    ? problem('invalid', 'invalid', { fields: { handover: 'no-note-there' } })
    : undefined;
}

/**
 * The act at a stop as it will be written. VIS-23: minutes are counted by the clock unless they are
 * given, from the last act of the sitting or, for the first, from the start of serving.
 */
export function actAt(
  { stop, lastActAt }: Pick<StopFacts, 'stop' | 'lastActAt'>,
  input: ActInput,
  accountId: string,
  now: Temporal.Instant,
  forwardedTo?: string,
): Act {
  return {
    id: newId(),
    stop,
    accountId,
    serviceId: input.serviceId ?? stop.serviceId,
    mode: input.mode,
    outcome: input.outcome,
    detail: input.detail,
    nextOn: input.nextOn,
    forwardedTo,
    language: input.language ?? stop.language,
    interpreter: input.interpreter,
    minutes: input.minutes ?? minutesSince(later(stop.servedAt, lastActAt), now),
  };
}

function later(
  served: Temporal.Instant | null,
  acted: Temporal.Instant | undefined,
): Temporal.Instant | null {
  return served && acted && Temporal.Instant.compare(acted, served) > 0 ? acted : served;
}

/** Whole minutes from `start` to `now`, rounded, at most twelve hours. */
export function minutesSince(start: Temporal.Instant | null, now: Temporal.Instant): number {
  if (!start) return 0;
  return Math.min(720, Math.max(0, Math.round(now.since(start).total('minutes'))));
}

/** The event that counts an act. */
export function actEvent(act: Act): NewEvent {
  return stopEvent('attendance.recorded', act.stop, {
    attendanceId: act.id,
    serviceId: act.serviceId,
    mode: act.mode,
    outcome: act.outcome,
    language: act.language,
    interpreter: act.interpreter,
    minutes: act.minutes,
    hostUnitId: act.stop.hostUnitId,
    day: act.stop.day.toString(),
  });
}

/**
 * VIS-5: a stop waits in its queue from the screening on, unless something must be seen to before
 * it: then it waits as soon as that has ended, at whatever office it ended, with the time that it had
 * waited before. Of `stops`, those that are still ahead and wait now; when nothing else goes on, nothing
 * holds back the first of them.
 */
export function nowWaiting(stops: readonly Stop[]): Stop[] {
  const ahead = stops.filter((stop) => stop.state === 'ahead').toSorted((a, b) => a.rank - b.rank);
  const open = stops.filter((stop) => stop.state !== 'done' && stop.state !== 'withdrawn');
  const unmet = new Set(open.map((stop) => stop.needId));
  const free = ahead.filter((stop) => !stop.afterNeeds.some((needId) => unmet.has(needId)));
  return free.length > 0 || open.length > ahead.length ? free : ahead.slice(0, 1);
}

/** What follows when this stop ends and no forwarded one takes its place. */
export interface AfterStop {
  readonly stops: readonly StopUpdate[];
  readonly period: PeriodChange;
  readonly closed: boolean;
}

/**
 * VIS-11: a visit closes when its last stop ends. While she stands in a queue her time goes on as
 * waiting; while something is parked and nothing waits, as parked.
 */
export function afterStop(
  facts: Pick<VisitFacts, 'stops' | 'period'>,
  ended: Stop,
  now: Temporal.Instant,
): AfterStop {
  const others = facts.stops.filter((stop) => stop.id !== ended.id);
  const at = momentAfter(facts.period, now);
  const stops = nowWaiting(others).map(({ id, queuedAt }) => ({
    id,
    state: 'waiting' as const,
    queuedAt: queuedAt ?? at,
  }));
  const parked = others.find((stop) => stop.state === 'parked');
  if (stops.length > 0 || others.some((stop) => stop.state === 'waiting'))
    return { stops, period: nextPeriod(facts, 'waiting', ended, null, now), closed: false };
  if (parked)
    return { stops, period: nextPeriod(facts, 'parked', parked, null, now), closed: false };
  return { stops, period: { visitId: ended.visitId, at, next: null }, closed: true };
}

/**
 * VIS-9: solved in one trip means that every need found at the visit ended solved on that day.
 * `settled` is the need that the present act settles.
 */
export function countSolved(
  needs: VisitFacts['needs'],
  settled: { readonly id: string; readonly state: string } | undefined,
): { readonly needs: number; readonly solved: number } {
  const solved = needs.filter(
    (need) => (need.id === settled?.id ? settled.state : need.state) === 'solved',
  );
  return { needs: needs.length, solved: solved.length };
}

/** The event that closes a visit, with what its needs came to and the queues that it leaves. */
export function visitClosed(
  facts: Pick<VisitFacts, 'visit' | 'needs'>,
  reason: 'done' | 'left' | 'sent-on',
  settled?: { readonly id: string; readonly state: string },
  offices: readonly string[] = [],
): NewEvent {
  const { visit } = facts;
  return {
    kind: 'visit.closed',
    centreId: visit.centreId,
    unitId: visit.hostUnitId,
    visitId: visit.id,
    personId: visit.personId,
    data: {
      reason,
      day: visit.day.toString(),
      hostUnitId: visit.hostUnitId,
      ...countSolved(facts.needs, settled),
      ...elsewhere(offices),
    },
  };
}

// What a ticket's page says, from what the paper may know: numbers and words, no markup.
import { atCivilTime, dayOf, timeOf } from '#base/dates.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import type { OwnTicket } from '#modules/visits/own-ticket.ts';
import { inTime } from '#modules/planning/rules/in-time.ts';
import type { Outlook, OwnQueue, WaitRange } from '#modules/visits/outlook-rules.ts';
import { isAway, reachedBefore } from '#modules/visits/ticket-rules.ts';
import type { RouteStep } from '#platform/ui/timeline.tsx';
import { formatTime, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import { deskRange } from '../desk-range.ts';

export interface SaidTicket {
  readonly number: number;
  readonly place: string;
  readonly updated: string;
  /** The desk that calls her now. */
  readonly call: string | undefined;
  /** What holds her instead of waiting: at a desk, away. */
  readonly state: string | undefined;
  /** The queue that will be first. */
  readonly first: { readonly ahead: string; readonly wait: WaitRange | undefined } | undefined;
  /** When she will be free, as a range of the clock. */
  readonly free: string | undefined;
  /** Whether that is before the hour at which she said that she must leave. */
  readonly leaving: { readonly text: string; readonly sure: boolean } | undefined;
  readonly closing: { readonly text: string; readonly sure: boolean } | undefined;
  readonly steps: readonly RouteStep[];
  /** She may ask for ten minutes, so many times. */
  readonly delaysLeft: number;
}

/** Within so many minutes before closing the page says when that is. */
const CLOSING_SOON = 120;
/** Most often she may ask for time. */
const DELAYS = 2;

/** `ticket` is of `centre`, still open, and `w` is her language; nothing is foretold of who is gone. */
export function sayTicket(
  ticket: OwnTicket,
  outlook: Outlook | undefined,
  centre: Centre,
  directory: Directory,
  w: Words,
  now: Temporal.Instant,
): SaidTicket {
  const time = (at: Temporal.Instant) => formatTime(w.language, timeOf(at, centre.zone));
  const queues = outlook?.queues ?? [];
  const away = isAway(ticket.awayUntil, now);
  const waits = ticket.doing === 'waiting' && !away;
  const called = ticket.doing === 'called' || ticket.doing === 'way';
  // While she is away nobody can tell: the time begins when she is back.
  const free = away || ticket.doing === 'parked' ? undefined : outlook?.free;
  return {
    number: ticket.number,
    place: centre.name,
    updated: w('phone.updated', { time: time(now) }),
    call: called ? (ticket.deskLabel ?? undefined) : undefined,
    state: stateOf(ticket, away, w, time),
    first: waits ? firstOf(queues, w) : undefined,
    free: free && w('phone.free', { from: time(free.from), to: time(free.to) }),
    leaving: leavingOf(ticket.leaveBy, free, w, time),
    closing: closingOf(centre, queues, w, now),
    steps: ticket.stops.filter(({ state }) => state !== 'withdrawn').map((stop) => stepOf(stop)),
    delaysLeft: waits ? DELAYS - ticket.delays : 0,
  };

  function stepOf(stop: OwnTicket['stops'][number]): RouteStep {
    const office = directory.offices.get(stop.officeId);
    const desk = stop.deskLabel ?? deskRange(w.language, office);
    const step = {
      title: office ? inLanguage(office.name, w.language) : stop.officeId,
      desk,
      deskSpoken: desk && `${w('app.desk')} ${desk}`,
    };
    if (stop.state === 'done') {
      const note = stop.endedAt
        ? w('phone.done-at', { time: time(stop.endedAt) })
        : w('phone.done');
      return { ...step, note, state: 'done' };
    }
    if (stop.state === 'called' || stop.state === 'serving')
      return { ...step, note: w('phone.now-there'), state: 'now' };
    if (stop.state === 'ahead') return { ...step, note: w('phone.later'), state: 'ahead' };
    // Of a time in which nobody calls her no wait is told.
    if (stop.state === 'parked' || away) return { ...step, note: w('phone.kept'), state: 'ahead' };
    return {
      ...step,
      note: queueNote(
        queues.find((one) => one.officeId === stop.officeId),
        w,
      ),
      state: 'ahead',
    };
  }
}

function stateOf(
  ticket: OwnTicket,
  away: boolean,
  w: Words,
  time: (at: Temporal.Instant) => string,
): string | undefined {
  if (ticket.doing === 'serving') return w('phone.serving', { desk: ticket.deskLabel ?? '' });
  if (ticket.doing === 'parked') return w('phone.parked');
  return away && ticket.awayUntil ? w('phone.away', { time: time(ticket.awayUntil) }) : undefined;
}

/** The queue whose turn comes first: the one at the head, if it can be told. */
function firstOf(queues: readonly OwnQueue[], w: Words): SaidTicket['first'] {
  const first = queues.find(({ wait }) => wait) ?? queues[0];
  return first && { ahead: w('phone.ahead', { count: first.ahead }), wait: first.wait };
}

/** VIS-212: who said when she must leave is told whether she will be free before; while nobody knows, not. */
function leavingOf(
  leaveBy: Temporal.Instant | null,
  free: Outlook['free'],
  w: Words,
  time: (at: Temporal.Instant) => string,
): SaidTicket['leaving'] {
  if (!leaveBy || !free) return undefined;
  const found = inTime(free, leaveBy);
  return { text: w(`phone.leave-by.${found}`, { time: time(leaveBy) }), sure: found === 'yes' };
}

function queueNote(queue: OwnQueue | undefined, w: Words): string | undefined {
  if (!queue) return undefined;
  const ahead = w('phone.ahead', { count: queue.ahead });
  return `${ahead} · ${queue.wait ? w('app.duration.range', { ...queue.wait }) : w('phone.no-desk')}`;
}

function closingOf(
  centre: Centre,
  queues: readonly OwnQueue[],
  w: Words,
  now: Temporal.Instant,
): SaidTicket['closing'] {
  const closing = closingToday(centre, now);
  if (!closing || queues.length === 0) return undefined;
  const { last, closes } = closing;
  const reached = reachedBefore(closes, queues, now);
  const soon = now.until(closes).total('minutes') <= CLOSING_SOON;
  if (reached === 'yes' && !soon) return undefined;
  // No desk is open yet in the morning: that is no reason to fear the evening.
  if (reached === 'perhaps' && !soon && queues.some(({ wait }) => !wait)) return undefined;
  const time = formatTime(w.language, last);
  return { text: w(`phone.closes.${reached}`, { time }), sure: reached === 'yes' };
}

/** When a house closes is asked for each phone in it, and changes with the day alone. */
const closings = new WeakMap<
  Centre,
  { readonly minute: number; readonly closing: Closing | undefined }
>();
interface Closing {
  readonly last: Temporal.PlainTime;
  readonly closes: Temporal.Instant;
}

function closingToday(centre: Centre, now: Temporal.Instant): Closing | undefined {
  const known = closings.get(centre);
  const minute = Math.floor(now.epochMilliseconds / 60_000);
  if (known?.minute === minute) return known.closing;
  const day = dayOf(now, centre.zone);
  const last = openingsOn(centre.timetable, day).at(-1)?.closes;
  const closing = last && { last, closes: atCivilTime(day, last, centre.zone) };
  closings.set(centre, { minute, closing });
  return closing;
}

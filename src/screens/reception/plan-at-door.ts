// The plan of a trip while it is talked over at the door: what gets a ticket, the route as it will
// probably come, and what of it comes in time. The mediator's hand is in it: what she puts first, what
// she leaves for another day.
import { atCivilTime, dayOf } from '#base/dates.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { type InTime, inTime } from '#modules/planning/rules/in-time.ts';
import type { AskedStop, RouteEstimate, RouteLeg } from '#modules/visits/route-estimate.ts';
import type { PageRequest } from '../page.ts';
import { estimateAt, stopsFor } from './chosen-route.ts';
import { stopsWithTicket, type TicketState, ticketsOf } from './no-ticket.tsx';

/** What was chosen at the door beside the needs. */
export interface DoorChoice {
  /** The need that comes first; undefined: whichever is free first. */
  readonly first: string | undefined;
  /** Needs that are left for another day. */
  readonly notToday: readonly string[];
  /** When she must leave, `HH:MM`; undefined when she may stay. */
  readonly leaveBy: string | undefined;
}

export interface DoorPlan {
  readonly choice: DoorChoice;
  readonly tickets: readonly TicketState[];
  readonly stops: readonly AskedStop[];
  readonly route: RouteEstimate;
  /** When the doors close today, and when she must leave. */
  readonly closes: Temporal.Instant | undefined;
  readonly leaveBy: Temporal.Instant | undefined;
}

/** What was chosen, from the fields of the form wherever they are read. */
export function choiceOf(valuesOf: (field: string) => readonly string[]): DoorChoice {
  const one = (field: string) => valuesOf(field).find((value) => value !== '');
  const leaveBy = one('leaveBy');
  return {
    first: one('first'),
    notToday: valuesOf('notToday').slice(0, 12),
    leaveBy:
      leaveBy !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(leaveBy) ? leaveBy : undefined,
  };
}

/** The plan for these needs, in the house as it is now. */
export async function planAtDoor(
  page: PageRequest,
  centre: Centre,
  language: string,
  subjectIds: readonly string[],
  choice: DoorChoice,
): Promise<DoorPlan> {
  const { tx, directory, now } = page;
  const tickets = await ticketsOf(page, centre, subjectIds, language, choice.notToday);
  const stops = stopsWithTicket(stopsFor(directory, centre.id, subjectIds), tickets);
  const day = dayOf(now, centre.zone);
  const at = (time: Temporal.PlainTime) => atCivilTime(day, time, centre.zone);
  const leaveBy =
    choice.leaveBy === undefined ? undefined : at(Temporal.PlainTime.from(choice.leaveBy));
  const last = openingsOn(centre.timetable, day).at(-1)?.closes;
  const { first } = choice;
  const route = await estimateAt(tx, directory, centre, stops, now, { language, first, leaveBy });
  return { choice, tickets, stops, route, leaveBy, closes: last && at(last) };
}

/** Whether this stop can still be served before the doors close. */
export function servedToday({ closes }: DoorPlan, leg: RouteLeg): InTime {
  return closes ? inTime(leg.over, closes) : 'yes';
}

/** Whether she will be free when she must leave; undefined when she may stay. */
export function freeInTime({ leaveBy, route }: DoorPlan): InTime | undefined {
  return leaveBy && route.legs.length > 0 ? inTime(route.free, leaveBy) : undefined;
}

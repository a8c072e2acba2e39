// Whether today can still serve who comes now, and what a kiosk gives no ticket for. Pure.
import { type Problem, problem } from '#base/problem.ts';

/** What an office has in hand. */
export interface OfficeInHand {
  readonly officeId: string;
  /** Desks at which somebody sits, or will by the roster. */
  readonly desks: number;
  /** Minutes of service that are promised already, with half of what is being served. */
  readonly promisedMinutes: number;
}

/**
 * VIS-160: what an office can still do today: the minutes of its desks until the doors close, less
 * those promised to who stands there, by the length of the service. Never below zero.
 */
export function capacityLeft(
  office: OfficeInHand,
  serviceMinutes: number,
  minutesToClosing: number,
): number {
  const free = office.desks * Math.max(0, minutesToClosing) - office.promisedMinutes;
  return Math.max(0, Math.floor(free / Math.max(1, serviceMinutes)));
}

/** One need as it would be served here today. */
export interface Wished {
  readonly subjectId: string;
  readonly capacity: number;
  /** Tickets of the day for that service; undefined when there are as many as people. */
  readonly ticketsLeft: number | undefined;
}

/**
 * VIS-161: a kiosk gives a ticket while the house is open, and only for needs that today can still
 * serve: nobody waits for nothing. Whoever gets none is told so at once, and sent to a person, who books
 * another time, promises a call, or names another house.
 */
export function refuseAtKiosk(open: boolean, wished: readonly Wished[]): Problem | undefined {
  if (!open) return problem('conflict', 'house-closed');
  if (wished.some(({ ticketsLeft }) => ticketsLeft !== undefined && ticketsLeft <= 0))
    return problem('conflict', 'tickets-used-up');
  return wished.some(({ capacity }) => capacity <= 0)
    ? problem('conflict', 'day-is-full')
    : undefined;
}

/**
 * VIS-162: an office runs over within the hour when as many come as in the last one and it can serve
 * fewer than that.
 */
export function runsOver(capacity: number, cameLastHour: number): boolean {
  return cameLastHour > 0 && capacity < cameLastHour;
}

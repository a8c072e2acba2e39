// How service is counted. Counts are sums over rows that were appended with each act and are never
// changed, so the same period always gives the same figures.
//
// STA-1: acts, visits and persons are counted apart: one visit of one person may hold many acts.
// STA-2: the acts of a house are the sum over its offices; its visits and persons are not, since
//        one person goes to several.
// STA-3: a person counts once in a period, however often she came.
// STA-4: one trip was enough when every need found at a visit ended solved; only visits that ended
//        are compared.
// STA-5: those who look after a house or the network, and those who study it, are told its
//        figures; nobody of a unit with a direct enforcement link is.
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, mayAct, type Role } from '../access/decide.ts';
import type { Counts, Days, Figures } from './schema.ts';

/** Who is told figures; the same list stands in the functions of schema `statistics`. */
const COUNTING: readonly Role[] = [
  'centre-coordinator',
  'network-manager',
  'local-technician',
  'unit-lead',
  'researcher',
];

/** May this actor be told the figures of a centre? STA-5. */
export function mayCount(actor: Actor, centreId: string): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: COUNTING, centreId });
}

/** The month in which a day lies. */
export function monthOf(day: Temporal.PlainDate): Days {
  return { from: day.with({ day: 1 }), to: day.with({ day: day.daysInMonth }) };
}

/** Visits at which one trip was enough as a share of one; undefined before any has ended. STA-4. */
export function shareInOneTrip(figures: Pick<Figures, 'ended' | 'solved'>): number | undefined {
  return figures.ended === 0 ? undefined : figures.solved / figures.ended;
}

/** The figures that the rows of a period say. The acts of the house are the sum, by STA-2. */
export function figuresFrom(
  acts: readonly (Counts & { readonly officeId: string })[],
  trips: Omit<Figures, 'acts' | 'byOffice'>,
): Figures {
  const byOffice = new Map(acts.map(({ officeId, ...counts }) => [officeId, counts]));
  const sum = acts.reduce((total, counts) => total + counts.acts, 0);
  return { ...trips, acts: sum, byOffice };
}

// From what a house has in hand to what it can still do of each need today. Pure.
import type { Centre, Directory } from '../directory/schema.ts';
import { listServicesForSubject } from '../directory/rules/services.ts';
import type { KioskLoad } from './kiosk-queries.ts';
import { capacityLeft, type Wished } from './overflow-rules.ts';

/**
 * Each need at the office that it goes to first. Before anybody sits at an office's desks all of them
 * count: the day has not begun there.
 */
export function wishedAt(
  directory: Directory,
  centre: Centre,
  subjectIds: readonly string[],
  loads: readonly KioskLoad[],
  minutesToClosing: number,
): Wished[] {
  return subjectIds.flatMap((subjectId) => {
    const [best] = listServicesForSubject(directory, centre.id, subjectId);
    if (!best) return [];
    const { office, service, offer } = best;
    const here = loads.filter(({ officeId }) => officeId === office.id);
    const lasts = (id: string | null) =>
      directory.services.get(id ?? '')?.durationMinutes ?? service.durationMinutes;
    const promisedMinutes = here.reduce(
      (sum, one) => sum + lasts(one.serviceId) * (one.waiting + one.serving / 2),
      0,
    );
    const desks = here[0]?.desks || Math.max(1, office.desks.length);
    const issued = here.find(({ serviceId }) => serviceId === service.id)?.issued ?? 0;
    return [
      {
        subjectId,
        capacity: capacityLeft(
          { officeId: office.id, desks, promisedMinutes },
          service.durationMinutes,
          minutesToClosing,
        ),
        ticketsLeft: offer.ticketsPerDay === undefined ? undefined : offer.ticketsPerDay - issued,
      },
    ];
  });
}

/** Minutes until the doors close for the day; none when they are closed. */
export function minutesLeft(
  openings: readonly { readonly closes: Temporal.PlainTime }[],
  now: Temporal.ZonedDateTime,
): number {
  const last = openings.at(-1)?.closes;
  if (!last) return 0;
  return Math.max(0, now.toPlainTime().until(last).total('minutes'));
}

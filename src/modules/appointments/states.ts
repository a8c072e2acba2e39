// What may become of a booking. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Appointment } from './facts.ts';
import { MISSED_AFTER_MINUTES } from './schema.ts';

/** Why a booking can't be moved, cancelled or come true any more; undefined while it stands. */
// APP-13: what was cancelled or has come true is not moved, cancelled or come to again
export function refuseUnlessBooked(appointment: Pick<Appointment, 'state'>): Problem | undefined {
  if (appointment.state === 'cancelled') return problem('conflict', 'booking-cancelled');
  if (appointment.state === 'arrived') return problem('conflict', 'already-arrived');
  if (appointment.state === 'missed') return problem('conflict', 'booking-missed');
  return undefined;
}

/** Why a booking can't come true; undefined: she may arrive. */
// APP-18: who was said not to have come, and comes later on that day, has arrived all the same
export function refuseArrival(appointment: Pick<Appointment, 'state'>): Problem | undefined {
  return appointment.state === 'missed' ? undefined : refuseUnlessBooked(appointment);
}

/** Why nobody can say yet, or any more, that she did not come; undefined: it is so. */
// APP-17: a booking is missed when she is not there ten minutes after its time, and not sooner
export function refuseMiss(
  appointment: Pick<Appointment, 'state' | 'startsAt'>,
  now: Temporal.Instant,
): Problem | undefined {
  const refused = refuseUnlessBooked(appointment);
  if (refused) return refused;
  const from = appointment.startsAt.add({ minutes: MISSED_AFTER_MINUTES });
  return Temporal.Instant.compare(now, from) < 0
    ? problem('conflict', 'not-missed-yet')
    : undefined;
}

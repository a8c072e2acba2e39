// What may become of a booking. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Appointment } from './facts.ts';

/** Why a booking can't be moved, cancelled or come true any more; undefined while it stands. */
// APP-13: what was cancelled or has come true is not moved, cancelled or come to again
export function refuseUnlessBooked(appointment: Pick<Appointment, 'state'>): Problem | undefined {
  if (appointment.state === 'cancelled') return problem('conflict', 'booking-cancelled');
  if (appointment.state === 'arrived') return problem('conflict', 'already-arrived');
  return undefined;
}

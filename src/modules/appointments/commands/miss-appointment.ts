// appointment.miss: whoever was booked did not come. Said by the office or by the welcome of its house,
// and counted; who comes later that day has arrived all the same.
import { isProblem } from '#base/problem.ts';
import { dayOf } from '#base/dates.ts';
import { command } from '#platform/run-command/command.ts';
import { applyBooking } from '../apply-change.ts';
import { missedEvent } from '../events.ts';
import { lockAppointment, zoneOf } from '../load-facts.ts';
import { arriveInput } from '../schema.ts';
import { refuseMiss } from '../states.ts';
import { mayMiss } from '../who-may.ts';

export const missAppointment = command({
  name: 'appointment.miss',
  summary: 'Notes that whoever was booked did not come.',
  input: arriveInput,
  async load(tx, { appointmentId }, actor) {
    const appointment = await lockAppointment(tx, appointmentId, actor);
    return isProblem(appointment)
      ? appointment
      : { appointment, zone: await zoneOf(tx, appointment.centreId) };
  },
  may: (actor, { appointment }) => mayMiss(actor, appointment),
  decide({ appointment, zone }, _input, _actor, now) {
    const refused = refuseMiss(appointment, now);
    if (refused) return refused;
    const { id: appointmentId, officeId, startsAt } = appointment;
    return {
      change: { update: { id: appointmentId, missed: true } },
      events: [missedEvent(appointment, dayOf(startsAt, zone))],
      result: { appointmentId, officeId, on: dayOf(startsAt, zone).toString() },
    };
  },
  apply: applyBooking,
});

// appointment.cancel: a promise is taken back, and its place is free for somebody else.
import { command } from '#platform/run-command/command.ts';
import { isProblem } from '#base/problem.ts';
import { applyBooking } from '../apply-change.ts';
import { appointmentEvent } from '../events.ts';
import { lockAppointment } from '../load-facts.ts';
import { cancelInput } from '../schema.ts';
import { refuseUnlessBooked } from '../states.ts';
import { mayChange } from '../who-may.ts';

export const cancelAppointment = command({
  name: 'appointment.cancel',
  summary: 'Cancels a booking and gives its place back.',
  input: cancelInput,
  async load(tx, input, actor) {
    const appointment = await lockAppointment(tx, input.appointmentId, actor);
    return isProblem(appointment) ? appointment : { appointment };
  },
  may: (actor, { appointment }) => mayChange(actor, appointment),
  decide({ appointment }, input) {
    const refused = refuseUnlessBooked(appointment);
    if (refused) return refused;
    const { id: appointmentId, language } = appointment;
    return {
      change: {
        release: { appointmentId },
        update: { id: appointmentId, cancelledFor: input.because },
      },
      events: [
        appointmentEvent('appointment.cancelled', appointment, {
          language,
          because: input.because,
        }),
      ],
      result: { appointmentId },
    };
  },
  apply: applyBooking,
});

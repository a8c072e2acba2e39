// appointment.move: the same promise at another time; its place is given back and another kept.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { applyBooking } from '../apply-change.ts';
import { appointmentEvent, reminderData } from '../events.ts';
import { lockAppointment, lockCounter } from '../load-facts.ts';
import { freeAt, refuseDay } from '../rules.ts';
import { moveInput } from '../schema.ts';
import { refuseUnlessBooked } from '../states.ts';
import { mayChange, TAKEN } from '../who-may.ts';

export const moveAppointment = command({
  name: 'appointment.move',
  summary: 'Moves a booking to another time at the same office.',
  input: moveInput,
  async load(tx, input, actor, now) {
    const appointment = await lockAppointment(tx, input.appointmentId, actor);
    if (isProblem(appointment)) return appointment;
    const counter = await lockCounter(tx, { ...appointment, on: input.on }, now);
    return isProblem(counter) ? counter : { appointment, counter };
  },
  may: (actor, { appointment }) => mayChange(actor, appointment),
  decide({ appointment, counter }, input, _actor, now) {
    const date = Temporal.PlainDate.from(input.on);
    const { zone, minutes } = counter;
    const refused = refuseUnlessBooked(appointment) ?? refuseDay(date, zone, now);
    if (refused) return refused;
    const { language, id: appointmentId } = appointment;
    const at = Temporal.PlainTime.from(input.at);
    const free = freeAt(counter.places, counter.taken, { date, at, zone, minutes, language, now });
    const place = free?.places[0];
    if (!free || !place) return problem('conflict', 'time-taken', { fields: { at: 'time-taken' } });
    const { startsAt, endsAt } = free;
    const { centreId, officeId, unitId } = counter;
    return {
      change: {
        release: { appointmentId },
        update: { id: appointmentId, startsAt, endsAt },
        keep: {
          id: newId(),
          appointmentId,
          resource: place.resource,
          startsAt,
          endsAt,
          centreId,
          officeId,
          unitId,
        },
      },
      events: [
        appointmentEvent(
          'appointment.moved',
          { ...appointment, startsAt },
          {
            language,
            from: appointment.startsAt.toString(),
            ...reminderData(startsAt, zone, now),
          },
        ),
      ],
      result: { appointmentId, startsAt: startsAt.toString(), resource: place.resource },
    };
  },
  apply: applyBooking,
  refusals: TAKEN,
});

// appointment.book: a place at a stated time is promised to somebody.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced } from '../../access/decide.ts';
import { applyBooking } from '../apply-change.ts';
import { appointmentEvent, reminderData } from '../events.ts';
import type { Appointment } from '../facts.ts';
import { findSubject, lockCounter } from '../load-facts.ts';
import { freeAt, refuseDay } from '../rules.ts';
import { bookingNumber, bookInput } from '../schema.ts';
import { mayPromise, TAKEN, unitThatPromises } from '../who-may.ts';

export const bookAppointment = command({
  name: 'appointment.book',
  summary: 'Books a service of an office at a stated time for a person.',
  input: bookInput,
  async load(tx, input, actor, now) {
    const person = await findSubject(tx, actor, input);
    if (isProblem(person)) return person;
    const counter = await lockCounter(tx, input, now);
    return isProblem(counter) ? counter : { counter, person };
  },
  may: (actor, { counter }) => mayPromise(actor, counter, isFenced(actor)),
  decide({ counter, person }, input, actor, now) {
    const date = Temporal.PlainDate.from(input.on);
    const refused = refuseDay(date, counter.zone, now);
    if (refused) return refused;
    const { zone, minutes } = counter;
    const language = input.language ?? person.language;
    const at = Temporal.PlainTime.from(input.at);
    const free = freeAt(counter.places, counter.taken, { date, at, zone, minutes, language, now });
    const place = free?.places[0];
    if (!free || !place) return problem('conflict', 'time-taken', { fields: { at: 'time-taken' } });
    const { startsAt, endsAt } = free;
    const { centreId, officeId, unitId, hostUnitId, serviceId, subjectId } = counter;
    const where = { centreId, officeId, unitId };
    const appointment: Appointment = {
      ...where,
      id: newId(),
      number: bookingNumber(crypto.getRandomValues(new Uint8Array(6))),
      personId: person.personId,
      hostUnitId,
      serviceId,
      subjectId,
      needId: input.needId ?? null,
      language,
      state: 'booked',
      startsAt,
      endsAt,
      madeByUnitId: unitThatPromises(actor, counter),
    };
    const { id: appointmentId, number } = appointment;
    return {
      change: {
        book: { ...appointment, madeBy: actor.accountId, becauseVisitId: input.visitId },
        keep: { ...where, id: newId(), appointmentId, resource: place.resource, startsAt, endsAt },
      },
      events: [
        appointmentEvent('appointment.booked', appointment, {
          language,
          ...reminderData(startsAt, zone, now),
        }),
      ],
      result: { appointmentId, number, startsAt: startsAt.toString(), resource: place.resource },
    };
  },
  apply: applyBooking,
  refusals: TAKEN,
});

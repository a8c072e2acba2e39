// Queries of the API about what was promised: bookings and follow-ups.
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { type ApiQuery, apiQuery } from '#platform/http/api.ts';
import { DESK, isFenced, mayAct, reachesPeople, WELCOME } from '#modules/access/decide.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import { listBookingsOf, listOfficeBookings } from '#modules/appointments/queries.ts';
import { listDueTasks, listTasks, type TaskLine } from '#modules/followups/queries.ts';
import { findPerson } from '#modules/people/queries.ts';

const bookingOutput = z.object({
  appointmentId: z.string(),
  number: z.string(),
  officeId: z.string(),
  serviceId: z.string(),
  language: z.string(),
  state: z.string(),
});

const officeBookings = apiQuery({
  path: '/offices/{officeId}/appointments',
  summary: 'Bookings of an office on a day: numbers, times, services and languages.',
  input: z.strictObject({ officeId: slugField(), on: z.iso.date() }),
  output: z.object({ items: z.array(bookingOutput) }),
  async answer(tx, { officeId, on }, actor) {
    const [office] = await tx.text<{ unitId: string; centreId: string; zone: string }>(
      `select o.unit_id as "unitId", o.centre_id as "centreId", c.zone
       from directory.office o join directory.centre c on c.id = o.centre_id where o.id = $1`,
      [officeId],
    );
    const may =
      office &&
      mayAct(actor, {
        roles: [...DESK, ...WELCOME],
        units: [office.unitId],
        centreId: office.centreId,
      }) &&
      reachesPeople(actor);
    if (!may) return problem('not-found');
    const day = Temporal.PlainDate.from(on);
    const lines = await listOfficeBookings(tx, { id: officeId, zone: office.zone }, day);
    return { items: lines.map((line) => ({ ...line })) };
  },
});

const personBookings = apiQuery({
  path: '/people/{personId}/appointments',
  summary: 'What is booked for a person, as far as the asking account may see it.',
  input: z.strictObject({ personId: idField() }),
  output: z.object({ items: z.array(bookingOutput) }),
  async answer(tx, { personId }, actor) {
    const person = reachesPeople(actor) ? await findPerson(tx, personId) : undefined;
    if (!person) return problem('not-found');
    await noteReading(tx, [personId], 'serve', 'api');
    return { items: await listBookingsOf(tx, personId, { cancelled: true }) };
  },
});

const taskOutput = z.object({
  taskId: z.string(),
  personId: z.string(),
  kind: z.string(),
  title: z.string(),
  unitId: z.string(),
  dueOn: z.string(),
  state: z.string(),
});
const taskOf = ({ within, dueOn, ...task }: TaskLine) => ({
  ...task,
  dueOn: dueOn.toString(),
  within: within && { from: within.from.toString(), to: within.to.toString() },
});

const personTasks = apiQuery({
  path: '/people/{personId}/tasks',
  summary: 'What is to be done for a person and by her, as far as the asking account may see it.',
  input: z.strictObject({ personId: idField() }),
  output: z.object({ items: z.array(taskOutput) }),
  async answer(tx, { personId }, actor) {
    const person = reachesPeople(actor) ? await findPerson(tx, personId) : undefined;
    if (!person) return problem('not-found');
    await noteReading(tx, [personId], 'serve', 'api');
    return { items: (await listTasks(tx, personId)).map(taskOf) };
  },
});

const unitTasks = apiQuery({
  path: '/units/{unitId}/tasks',
  summary: 'What a unit has promised to do by a day, overdue first.',
  input: z.strictObject({ unitId: slugField(), by: z.iso.date() }),
  output: z.object({ items: z.array(taskOutput) }),
  async answer(tx, { unitId, by }, actor) {
    const may =
      !isFenced(actor) && mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId] });
    if (!may) return problem('not-found');
    const lines = await listDueTasks(tx, [unitId], Temporal.PlainDate.from(by));
    await noteReading(tx, [...new Set(lines.map(({ personId }) => personId))], 'follow-up', 'api');
    return { items: lines.map(taskOf) };
  },
});

export const PROMISE_QUERIES: readonly ApiQuery<unknown>[] = [
  officeBookings,
  personBookings,
  personTasks,
  unitTasks,
];

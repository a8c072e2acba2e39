// Addresses of what is promised: bookings, follow-ups, messages.
import type { Context, Hono } from 'hono';
import { isId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import { bookAppointment } from '#modules/appointments/commands/book-appointment.ts';
import { cancelAppointment } from '#modules/appointments/commands/cancel-appointment.ts';
import { missAppointment } from '#modules/appointments/commands/miss-appointment.ts';
import { moveAppointment } from '#modules/appointments/commands/move-appointment.ts';
import { findBooking } from '#modules/appointments/queries.ts';
import { addAbsence } from '#modules/rosters/commands/add-absence.ts';
import { addShift } from '#modules/rosters/commands/add-shift.ts';
import { changeShift } from '#modules/rosters/commands/change-shift.ts';
import { copyWeek } from '#modules/rosters/commands/copy-week.ts';
import { removeShift } from '#modules/rosters/commands/remove-shift.ts';
import { undoRosterChange } from '#modules/rosters/commands/undo-roster-change.ts';
import { addTask } from '#modules/followups/commands/add-task.ts';
import { assignTask } from '#modules/followups/commands/assign-task.ts';
import { completeTask } from '#modules/followups/commands/complete-task.ts';
import { dropTask } from '#modules/followups/commands/drop-task.ts';
import { postponeTask } from '#modules/followups/commands/postpone-task.ts';
import { tellMessage } from '#modules/messages/commands/tell-message.ts';
import { arriveAppointment } from '#modules/visits/commands/arrive-appointment.ts';
import { calendarFile } from '#platform/calendar/calendar-file.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { appointmentPage } from '#screens/bookings/appointment-page.tsx';
import { bookingPage } from '#screens/bookings/booking-page.tsx';
import { officeBookingsPage } from '#screens/bookings/office-bookings-page.tsx';
import { messagesPage } from '#screens/coordination/messages-page.tsx';
import { rosterPage } from '#screens/coordination/roster-page.tsx';
import { personTasksPage, tasksPage } from '#screens/followups/tasks-page.tsx';
import { rosterFileRoutes } from './routes-roster-file.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Changes of the plan of a week, by the last part of their address. */
const PLAN: Readonly<Record<string, AnyCommand>> = {
  add: addShift,
  change: changeShift,
  remove: removeShift,
  copy: copyWeek,
  absence: addAbsence,
  undo: undoRosterChange,
};

const SETTLE: Readonly<Record<string, AnyCommand>> = {
  complete: completeTask,
  drop: dropTask,
  postpone: postponeTask,
  assign: assignTask,
};

export function promiseRoutes(site: Site, services: Services, app: Hono): void {
  const back = (path: (id: string) => string, name: string) => (c: Context) =>
    c.redirect(path(encodeURIComponent(c.req.param(name) ?? '')), 303);

  site.page('/people/:personId/book', bookingPage);
  site.form('/people/:personId/book', bookAppointment, {
    page: bookingPage,
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: ({ appointmentId }, _params, _input, fields) =>
      paperOf(fields) ?? `/appointments/${String(appointmentId)}?done=booked`,
  });
  site.page('/appointments/:appointmentId', appointmentPage);
  const withId = (fields: Record<string, unknown>, params: Record<string, string>) => ({
    ...fields,
    appointmentId: params['appointmentId'],
  });
  const one = ({ appointmentId = '' }) => `/appointments/${encodeURIComponent(appointmentId)}`;
  const options = { page: appointmentPage, input: withId };
  site.form('/appointments/:appointmentId/move', moveAppointment, {
    ...options,
    after: (_result, params) => `${one(params)}?done=booked`,
  });
  site.form('/appointments/:appointmentId/cancel', cancelAppointment, {
    ...options,
    after: (_result, params) => one(params),
  });
  site.form('/appointments/:appointmentId/miss', missAppointment, {
    ...options,
    after: (_result, params) => one(params),
  });
  site.form('/offices/:officeId/bookings/miss', missAppointment, {
    page: officeBookingsPage,
    after: ({ on }, { officeId = '' }) =>
      `/offices/${encodeURIComponent(officeId)}/bookings?on=${String(on)}`,
  });
  site.form('/appointments/:appointmentId/arrive', arriveAppointment, {
    ...options,
    after: ({ visitId }) => `/visits/${String(visitId)}`,
  });
  app.get('/appointments/:appointmentId/oneroof.ics', (c) => calendarOf(c, site, services));
  app.get(
    '/offices/:officeId/bookings/:act',
    back((id) => `/offices/${id}/bookings`, 'officeId'),
  );
  app.get(
    '/appointments/:appointmentId/:act',
    back((id) => `/appointments/${id}`, 'appointmentId'),
  );
  site.page('/offices/:officeId/bookings', officeBookingsPage);

  site.page('/tasks', tasksPage);
  site.page('/people/:personId/tasks', personTasksPage);
  site.form('/people/:personId/tasks', addTask, {
    page: personTasksPage,
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: (_result, { personId = '' }, _input, fields) =>
      paperOf(fields) ?? `/people/${encodeURIComponent(personId)}/tasks`,
  });
  site.form('/people/:personId/told', tellMessage, {
    page: personTasksPage,
    after: (_result, { personId = '' }) => `/people/${encodeURIComponent(personId)}/tasks`,
  });
  app.get(
    '/people/:personId/told',
    back((id) => `/people/${id}/tasks`, 'personId'),
  );
  for (const [act, command] of Object.entries(SETTLE)) {
    site.form(`/tasks/:taskId/${act}`, command, {
      page: tasksPage,
      input: (fields, { taskId }) => ({ ...fields, taskId }),
      after: () => '/tasks',
    });
  }
  app.get('/tasks/:taskId/:act', (c) => c.redirect('/tasks', 303));

  site.page('/coordination/:centreId/messages', messagesPage);
  site.page('/coordination/:centreId/roster', rosterPage);
  rosterFileRoutes(site, services, app);
  for (const [act, command] of Object.entries(PLAN)) {
    site.form(`/coordination/:centreId/roster/${act}`, command, {
      page: rosterPage,
      after({ changeId }, { centreId = '' }, _input, fields) {
        // Back to the office and week from which it was changed.
        const query = new URLSearchParams({ changed: String(changeId) });
        for (const [to, field] of Object.entries({ office: 'officeId', week: 'week' }))
          query.set(to, String(fields.get(field) ?? ''));
        return `/coordination/${encodeURIComponent(centreId)}/roster?${query}`;
      },
    });
  }
  app.get(
    '/coordination/:centreId/roster/:act',
    back((id) => `/coordination/${id}/roster`, 'centreId'),
  );
}

/** The paper that a form of reception comes back to, where what was promised is printed. */
function paperOf(fields: FormData): string | undefined {
  const [centreId = '', visitId = ''] = String(fields.get('paper') ?? '').split('/');
  return isId(visitId) ? `/reception/${encodeURIComponent(centreId)}/ticket/${visitId}` : undefined;
}

/** The booking for her own calendar, with a title that tells nobody anything. */
async function calendarOf(c: Context, site: Site, services: Services): Promise<Response> {
  const id = c.req.param('appointmentId') ?? '';
  const { w, directory, now } = site.base(c);
  const found = await asActor(services.database, services.cookie.tokenOf(c), async (tx, actor) => {
    const may = isId(id) && reachesPeople(actor) && !isFenced(actor);
    const booking = may ? await findBooking(tx, id) : undefined;
    if (!booking) return problem('not-found');
    await noteReading(tx, [booking.personId], 'book', 'calendar');
    return booking;
  });
  if (found === 'unauthenticated') return c.redirect('/sign-in', 303);
  if (isProblem(found)) return site.problem(c, found);
  const centre = directory.centres.get(found.centreId);
  const text = calendarFile({
    uid: `${found.appointmentId}@oneroof`,
    sequence: 0,
    writtenAt: now,
    startsAt: found.startsAt,
    endsAt: found.endsAt,
    title: w('messages.calendar-title'),
    place: [centre?.name, centre?.address].filter(Boolean).join(', '),
    cancelled: found.state === 'cancelled',
  });
  return c.body(text, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'attachment; filename="oneroof.ics"',
    'Cache-Control': 'private, no-store',
  });
}

// The part of the table about what was promised: bookings and follow-ups. Written by hand; takes
// nothing from the product.
import { ALL, BY_GRANT, OVERSEE, RECEIVE, SERVE, type Line, type Thing } from './roles.ts';

/** Those of a house who see with whom a booking is; behind the fence nobody does. */
const RECEIVE_OR_SERVE = SERVE.filter((role) => role !== 'fenced-officer');
/** Of the office itself and of the house that receives people; others do not know of it. */
const booked = (way: string, says: string, sends: string): Line => ({
  way,
  says,
  about: 'appointment',
  sends,
  own: SERVE,
});
/** Of the unit whose it is; behind the fence there is none. */
const followedUp = (way: string, says: string, sends: string): Line => ({
  way,
  says,
  about: 'task',
  sends,
  own: BY_GRANT,
});
/** Of the unit that promised it or received her; behind the fence nobody is told of anybody. */
const told = (way: string): Line => ({
  way,
  says: 'She was told in person what no message may say',
  about: 'untold',
  sends: 'message.tell',
  own: BY_GRANT,
});
/** The plan of a house, which colleagues read and those who look after it change. */
const planned = (way: string, says: string, sends: string, about: Thing): Line => ({
  way,
  says,
  about,
  sends,
  own: OVERSEE,
  told: { own: ALL, foreign: ALL },
});
/** Bookings and follow-ups. */
export const PROMISES: readonly Line[] = [
  {
    way: 'command appointment.book',
    says: 'Books somebody whom she receives or serves',
    about: 'person',
    sends: 'appointment.book',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  booked('command appointment.move', 'Moves a booking', 'appointment.move'),
  booked('command appointment.cancel', 'Cancels a booking', 'appointment.cancel'),
  // The unit that promised it elsewhere does not say so, nor does whoever serves her there.
  booked('command appointment.miss', 'She did not come', 'appointment.miss'),
  {
    ...booked('command appointment.arrive', 'She has come for her booking', 'appointment.arrive'),
    own: RECEIVE,
    told: { own: SERVE },
  },
  {
    way: 'command task.add',
    says: 'Promises something about somebody whom she receives or serves',
    about: 'person',
    sends: 'task.add',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  told('command message.tell'),
  told('POST /people/:personId/told'),
  followedUp('command task.complete', 'It is done', 'task.complete'),
  followedUp('command task.drop', 'It will not be done', 'task.drop'),
  followedUp('command task.postpone', 'It is due another day', 'task.postpone'),
  followedUp('command task.assign', 'It is a colleague’s', 'task.assign'),
  {
    way: 'GET /api/v1/offices/:officeId/appointments',
    says: 'Bookings of an office on a day: numbers, times, services and languages, for its unit',
    about: 'office',
    own: SERVE,
  },
  {
    way: 'GET /api/v1/people/:personId/appointments',
    says: 'What is booked for somebody',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /api/v1/people/:personId/tasks',
    says: 'What is to be done for somebody, and by her',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /api/v1/units/:unitId/tasks',
    says: 'What a unit has promised to do by a day',
    about: 'unit',
    own: BY_GRANT,
  },
  {
    way: 'GET /people/:personId/book',
    says: 'Times that are free for somebody',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /people/:personId/book',
    says: 'Books one of them',
    about: 'person',
    sends: 'appointment.book',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /appointments/:appointmentId',
    says: 'One booking, with the person',
    about: 'appointment',
    own: RECEIVE_OR_SERVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /appointments/:appointmentId/oneroof.ics',
    says: 'The booking for a calendar',
    about: 'appointment',
    own: RECEIVE_OR_SERVE,
    granted: BY_GRANT,
  },
  {
    ...booked('POST /appointments/:appointmentId/move', 'Moves it', 'appointment.move'),
    told: { granted: BY_GRANT },
  },
  {
    ...booked('POST /appointments/:appointmentId/cancel', 'Cancels it', 'appointment.cancel'),
    told: { granted: BY_GRANT },
  },
  {
    ...booked('POST /appointments/:appointmentId/miss', 'She did not come', 'appointment.miss'),
    told: { granted: BY_GRANT },
  },
  booked(
    'POST /offices/:officeId/bookings/miss',
    'She did not come, said on the list of the day',
    'appointment.miss',
  ),
  {
    ...booked('POST /appointments/:appointmentId/arrive', 'She has come', 'appointment.arrive'),
    own: RECEIVE,
    told: { own: SERVE, granted: BY_GRANT },
  },
  {
    way: 'GET /offices/:officeId/bookings',
    says: 'The bookings of an office on a day, as its screen shows them',
    about: 'office',
    own: SERVE,
    // Those who receive people in the house, at each of its offices.
    foreign: ['reception-mediator', 'mediator'],
  },
  { way: 'GET /tasks', says: 'What her unit owes today', about: 'nothing', own: BY_GRANT },
  {
    way: 'GET /people/:personId/tasks',
    says: 'The follow-ups of somebody',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /people/:personId/tasks',
    says: 'Adds one',
    about: 'person',
    sends: 'task.add',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  followedUp('POST /tasks/:taskId/complete', 'It is done', 'task.complete'),
  followedUp('POST /tasks/:taskId/drop', 'It will not be done', 'task.drop'),
  followedUp('POST /tasks/:taskId/postpone', 'It is due another day', 'task.postpone'),
  followedUp('POST /tasks/:taskId/assign', 'It is a colleague’s', 'task.assign'),
  {
    way: 'GET /coordination/:centreId/messages',
    says: 'How many messages of a house stand where; no text of a real person',
    about: 'centre',
    own: OVERSEE,
  },
  {
    way: 'GET /coordination/:centreId/roster',
    says: 'The roster of a week, to be changed',
    about: 'centre',
    own: OVERSEE,
  },
  {
    ...planned('POST /coordination/:centreId/roster/add', 'Plans a shift', 'shift.add', 'office'),
    // Another office of the house is hers to plan, too.
    foreign: OVERSEE,
  },
  planned('POST /coordination/:centreId/roster/change', 'Changes one', 'shift.change', 'shift'),
  planned('POST /coordination/:centreId/roster/remove', 'Takes one out', 'shift.remove', 'shift'),
  planned(
    'POST /coordination/:centreId/roster/copy',
    'Copies a week',
    'roster.copy-week',
    'centre',
  ),
  planned(
    'POST /coordination/:centreId/roster/absence',
    'Somebody is away',
    'absence.add',
    'centre',
  ),
  {
    way: 'GET /coordination/:centreId/roster/import',
    says: 'Where a roster comes from a file',
    about: 'centre',
    own: OVERSEE,
  },
  {
    way: 'GET /coordination/:centreId/roster.csv',
    says: 'The roster of a week as a file',
    about: 'centre',
    own: OVERSEE,
  },
  {
    ...planned(
      'POST /coordination/:centreId/roster/import',
      'Plans what a file says',
      'roster.import',
      'office',
    ),
    // Another office of the house is hers to plan, too.
    foreign: OVERSEE,
  },
  planned('POST /coordination/:centreId/roster/undo', 'Takes a change back', 'roster.undo', 'plan'),
  { ...planned('command shift.add', 'Plans a shift', 'shift.add', 'office'), foreign: OVERSEE },
  planned('command shift.change', 'Changes one', 'shift.change', 'shift'),
  planned('command shift.remove', 'Takes one out', 'shift.remove', 'shift'),
  planned('command roster.copy-week', 'Copies a week', 'roster.copy-week', 'centre'),
  {
    ...planned('command roster.import', 'Plans what a file says', 'roster.import', 'office'),
    foreign: OVERSEE,
  },
  planned('command absence.add', 'Somebody is away', 'absence.add', 'centre'),
  planned('command roster.undo', 'Takes a change back', 'roster.undo', 'plan'),
];

// The part of the table about the papers of the way out and about a person's file. Written by hand; takes
// nothing from the product.
import { ALL, BY_GRANT, RECEIVE, type Line, type RoleName } from './roles.ts';

/** Papers that she takes along, and what is asked when she goes. */
export const EXIT: readonly Line[] = [
  {
    way: 'GET /reception/:centreId/ticket/:visitId/slip.pdf',
    says: 'The paper of a visit as PDF',
    about: 'visit',
    own: RECEIVE,
  },
  {
    way: 'POST /visits/:visitId/summary',
    says: 'Hands out the summary, with a link for her phone',
    about: 'visit',
    sends: 'summary.hand-out',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'POST /visits/:visitId/certificate',
    says: 'Certifies that she was here',
    about: 'visit',
    sends: 'certificate.issue',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'POST /visits/:visitId/solved',
    says: 'Counts whether all was solved, as she says at the exit',
    about: 'visit',
    sends: 'feedback.answer-solved',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
];

/** Those who may have done an act; behind the fence only while its person shows her paper. */
const ACTED: readonly RoleName[] = [...RECEIVE, 'unit-officer', 'support-technician'];

/** Corrections: of whoever did the act, and of the coordinator of the house. */
export const CORRECTIONS: readonly Line[] = [
  {
    way: 'GET /coordination/:centreId/acts',
    says: 'The acts of a day, without anybody',
    about: 'centre',
    own: ['centre-coordinator'],
  },
  {
    way: 'GET /acts/:attendanceId',
    says: 'One act that was recorded',
    about: 'act',
    own: [...ACTED, 'centre-coordinator'],
  },
  {
    way: 'POST /acts/:attendanceId/correct',
    says: 'Corrects it, with a reason',
    about: 'act',
    sends: 'attendance.correct',
    own: [...ACTED, 'centre-coordinator'],
  },
  {
    way: 'POST /acts/:attendanceId/void',
    says: 'Takes it back, with a reason',
    about: 'act',
    sends: 'attendance.void',
    own: [...ACTED, 'centre-coordinator'],
  },
  {
    way: 'POST /figures/:centreId/sign',
    says: 'Signs the month of a house',
    about: 'centre',
    sends: 'month.sign',
    own: ['centre-coordinator'],
    // A house stands in the public catalogue: there is nothing to hide.
    told: { own: ALL, foreign: ALL },
  },
];

/** A person's file, beyond reading it and its note. */
export const FILE: readonly Line[] = [
  {
    way: 'GET /people/:personId/here',
    says: 'Who else has the file open',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /people/:personId/readings',
    says: 'Who saw the file, to read and print with the person',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /people/:personId/add',
    says: 'Forms for a task or a paper',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /people/:personId/document',
    says: 'Lists a paper that was seen',
    about: 'person',
    sends: 'document.note',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /people/:personId/continue',
    says: 'Opens a visit with what was left',
    about: 'person',
    sends: 'visit.continue',
    own: RECEIVE,
    granted: RECEIVE,
    told: { granted: BY_GRANT },
  },
];

/** Forms of the file for follow-ups, whose commands stand with what was promised. */
export const FILE_TASKS: readonly Line[] = [
  {
    way: 'POST /people/:personId/task',
    says: 'Promises something',
    about: 'person',
    sends: 'task.add',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'POST /people/:personId/settle/:taskId',
    says: 'A follow-up is done',
    about: 'task',
    sends: 'task.complete',
    own: BY_GRANT,
    // The file behind the form is hers to read, the task another unit's.
    told: { granted: BY_GRANT },
  },
];

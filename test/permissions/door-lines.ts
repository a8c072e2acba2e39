// The part of the table about the door: known or new, questions, protection, what is put right of a
// person. Written by hand; takes nothing from the product.
import { ALL, BY_GRANT, RECEIVE, type Line } from './roles.ts';

/** The coordinator of the house; where there is none, whoever saw the signs herself. */
const TOLD: Line['own'] = ['centre-coordinator', 'local-technician'];

export const DOOR: readonly Line[] = [
  {
    way: 'GET /reception/:centreId/find',
    says: 'Finds a lost ticket among those who are in the house',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'POST /visits/:visitId/send-on',
    says: 'Sends whoever came to the wrong house on to another, with her file',
    about: 'visit',
    sends: 'visit.send-on',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'GET /reception/:centreId/together',
    says: 'Receives people who came together',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'POST /reception/:centreId/together',
    says: 'A file and a ticket for each of them',
    about: 'centre',
    sends: 'household.receive',
    own: RECEIVE,
    told: { own: ALL, foreign: ALL },
  },
  {
    way: 'GET /reception/:centreId/known',
    says: 'Those within reach who may be meant by a name',
    about: 'centre',
    own: RECEIVE,
  },
  {
    way: 'POST /reception/:centreId/question',
    says: 'Counts a question that was answered at the door',
    about: 'centre',
    sends: 'question.answer',
    own: RECEIVE,
    told: { own: ALL, foreign: ALL },
  },
  {
    way: 'GET /protection/:centreId',
    says: 'Who may need protection: for those who were told',
    about: 'centre',
    own: TOLD,
  },
  {
    way: 'GET /protection/:centreId/live',
    says: 'The same as a quiet part of their screens',
    about: 'centre',
    own: TOLD,
  },
  {
    way: 'POST /protection/:centreId',
    says: 'Goes to her: one of those who were told',
    about: 'protection',
    sends: 'protection.take',
    own: TOLD,
  },
  {
    way: 'GET /people/:personId/facts',
    says: 'What was written down of her, to put right',
    about: 'person',
    own: RECEIVE,
  },
  {
    way: 'POST /people/:personId/facts',
    says: 'Puts right what was written down of her',
    about: 'person',
    sends: 'person.correct',
    own: RECEIVE,
  },
  {
    way: 'POST /visits/:visitId/leave',
    says: 'Closes the visit of whoever leaves early',
    about: 'visit',
    sends: 'visit.leave',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'POST /visits/:visitId/need',
    says: 'Adds a need to the trip that somebody is on',
    about: 'visit',
    sends: 'visit.add-need',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'POST /visits/:visitId/withdraw',
    says: 'Takes a stop out of it',
    about: 'visit',
    sends: 'stop.withdraw',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'POST /visits/:visitId/reprint',
    says: 'A new paper with a new code',
    about: 'visit',
    sends: 'ticket.reprint',
    own: RECEIVE,
    told: { granted: BY_GRANT },
  },
  {
    way: 'POST /reception/:centreId/ticket/:visitId',
    says: 'The link to the page of a ticket by message',
    about: 'visit',
    sends: 'ticket.send-link',
    own: RECEIVE,
  },
];

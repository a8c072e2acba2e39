// The part of the table about the papers of the way out and about a person's file. Written by hand; takes
// nothing from the product.
import { BY_GRANT, RECEIVE, type Line } from './roles.ts';

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

// The part of the table about what the API is asked. Written by hand; takes nothing from the product.
import { BY_GRANT, RECEIVE, SERVE, SIGNED_IN, type Line } from './roles.ts';

/** Queries of the API. */
export const QUERIES: readonly Line[] = [
  {
    way: 'GET /api/v1/offices/:officeId/queue',
    says: 'Numbers, languages and services of those who wait at an office: for its unit',
    about: 'office',
    own: [...SERVE, 'fenced-coordinator'],
  },
  {
    way: 'GET /api/v1/centres/:centreId/board',
    says: 'Numbers on the wall, as the whole room reads them',
    about: 'centre',
    own: SIGNED_IN,
    foreign: SIGNED_IN,
    missing: SIGNED_IN,
  },
  {
    way: 'GET /api/v1/visits/:visitId',
    says: 'One trip',
    about: 'visit',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  {
    way: 'GET /api/v1/visits/:visitId/ticket',
    says: 'The paper of a visit, with its code',
    about: 'visit',
    own: RECEIVE,
  },
];

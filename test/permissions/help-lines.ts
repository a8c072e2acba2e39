// The part of the table about those who come to a desk: mediators who were asked for, and whoever
// watches over the house when a desk asks for help in silence. Written by hand.
import { IN_HAND, type Line } from './roles.ts';

/** Mediators of the unit that receives people in a house. */
const MEDIATE = ['reception-mediator', 'mediator'] as const;
/** Those who watch over a house. */
const WATCH = ['centre-coordinator', 'security-guard'] as const;

const request = (way: string, says: string, sends: string): Line => ({
  way,
  says,
  about: 'request',
  sends,
  own: MEDIATE,
  // The desk that asked sees its request.
  told: { own: [...IN_HAND, 'centre-coordinator'] },
});

export const HELP: readonly Line[] = [
  {
    way: 'GET /mediation/:centreId',
    says: 'The desks that ask for a mediator',
    about: 'centre',
    own: MEDIATE,
  },
  {
    way: 'GET /mediation/:centreId/requests',
    says: 'The list alone',
    about: 'centre',
    own: MEDIATE,
  },
  request('POST /mediation/:centreId/accept', 'Says that she comes', 'mediator.accept'),
  request('POST /mediation/:centreId/join', 'Says that she is there', 'mediator.join'),
  {
    ...request('POST /mediation/:centreId/end', 'Says that she has finished', 'mediator.end'),
    own: [...MEDIATE, ...IN_HAND],
  },
  {
    ...request(
      'POST /desk/:deskId/mediator/end',
      'Says that no mediator is needed any more',
      'mediator.end',
    ),
    own: [...MEDIATE, ...IN_HAND],
  },
  {
    way: 'GET /security/:centreId',
    says: 'The desks that ask for help',
    about: 'centre',
    own: WATCH,
  },
  { way: 'GET /security/:centreId/alarms', says: 'The list alone', about: 'centre', own: WATCH },
  {
    way: 'POST /security/:centreId/acknowledge',
    says: 'Says that somebody goes',
    about: 'alarm',
    sends: 'alarm.acknowledge',
    own: WATCH,
  },
  {
    way: 'POST /security/:centreId/close',
    says: 'Says that it is over',
    about: 'alarm',
    sends: 'alarm.close',
    own: WATCH,
  },
];

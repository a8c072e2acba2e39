// The part of the table about case conferences. Written by hand; takes nothing from the product.
import { BY_GRANT, type Line, RECEIVE } from './roles.ts';

/** Of whoever receives the person or has her by a grant. */
const onFile = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: RECEIVE,
  granted: BY_GRANT,
});
/** Of the unit that called it. */
const called = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'conference',
  ...(sends && { sends }),
  own: BY_GRANT,
});

export const CONFERENCES: readonly Line[] = [
  onFile('GET /people/:personId/confer', 'The form that calls a conference on her file'),
  onFile('POST /people/:personId/confer', 'Calls it', 'conference.call'),
  onFile('command conference.call', 'Calls it', 'conference.call'),
  {
    way: 'GET /conferences',
    says: 'What her unit called, and to what she is invited',
    about: 'nothing',
    own: BY_GRANT,
  },
  called('GET /conferences/:conferenceId', 'One conference'),
  called('POST /conferences/:conferenceId/end', 'It took place', 'conference.end'),
  called('POST /conferences/:conferenceId/call-off', 'Calls it off', 'conference.call-off'),
  called('command conference.end', 'It took place', 'conference.end'),
  called('command conference.call-off', 'Calls it off', 'conference.call-off'),
];

// The part of the table about files: pictures and PDFs of papers, and the code by which a telephone hands
// photographs in. Written by hand; takes nothing from the product. The file that is called her own is kept by
// the unit of the role, out of quarantine; the link is one that she opened.
import { BY_GRANT, IN_HAND, type Line, RECEIVE, type RoleName } from './roles.ts';

/** Those who sit at desks, before the fence. */
const DESKS: readonly RoleName[] = [
  'reception-mediator',
  'mediator',
  'unit-officer',
  'support-technician',
  'local-technician',
];
const SERVING: readonly RoleName[] = IN_HAND.filter((role) => role !== 'fenced-officer');

const onPerson = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  own: RECEIVE,
  granted: BY_GRANT,
});
const ofFile = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'file',
  ...(sends && { sends }),
  own: BY_GRANT,
});
const ofLink = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'link',
  ...(sends && { sends }),
  own: DESKS,
});
const atStop = (way: string): Line => ({
  way,
  says: 'Shows a code for her phone',
  about: 'stop',
  sends: 'photo-link.open',
  own: SERVING,
});

export const FILE_KEEPING: readonly Line[] = [
  onPerson('GET /people/:personId/files', 'Her files, and the form that adds one'),
  onPerson('GET /people/:personId/files/list', 'The list of them'),
  onPerson('POST /people/:personId/files', 'Adds one', 'file.add'),
  onPerson('command file.add', 'Adds one that came with a request', 'file.add'),
  ofFile('GET /files/:fileId', 'One file'),
  ofFile('GET /files/:fileId/content', 'Its bytes'),
  ofFile('POST /files/:fileId/name', 'Says what it is', 'file.name'),
  ofFile('command file.name', 'Says what it is', 'file.name'),
  ofFile('POST /files/:fileId/discard', 'Destroys it', 'file.discard'),
  ofFile('command file.discard', 'Destroys it', 'file.discard'),
  {
    way: 'command file.judge',
    says: 'Lets it out of quarantine',
    about: 'file',
    sends: 'file.judge',
    own: ['worker'],
    foreign: ['worker'],
  },
  {
    ...atStop('POST /people/:personId/photo-links'),
    // The form stands on the page of her files, which they may see.
    told: { own: RECEIVE, granted: BY_GRANT },
  },
  atStop('command photo-link.open'),
  ofLink('GET /photo-links/:linkId', 'The code, and what came in'),
  ofLink('GET /photo-links/:linkId/coming', 'What came in'),
  ofLink('POST /photo-links/:linkId/end', 'Takes the code back', 'photo-link.end'),
  ofLink('command photo-link.end', 'Takes the code back', 'photo-link.end'),
  // Of the telephone that asks, and of no colleague: its link is its session.
  {
    way: 'command photo.hand-in',
    says: 'Hands photographs in',
    about: 'nothing',
    sends: 'photo.hand-in',
    own: [],
  },
];
